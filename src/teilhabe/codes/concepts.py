"""Status concepts: what makes somebody part of the group that is counted. Two concepts never mix in one series."""

from __future__ import annotations

from teilhabe.codes.labelled import LabelledCode


class Concept(LabelledCode):
    """The property by which people are told apart; the value is the code in the column `concept`."""

    CITIZENSHIP = "citizenship", "Staatsangehörigkeit", "citizenship"
    MIGRATION_BACKGROUND = "migration_background", "Migrationshintergrund", "migration background"
    IMMIGRATION_HISTORY = "immigration_history", "Einwanderungsgeschichte", "immigration history"
    BIRTH_COUNTRY = "birth_country", "Geburtsland", "country of birth"
    PROTECTION_STATUS = "protection_status", "Schutzstatus", "protection status"
    FAMILY_LANGUAGE = "family_language", "in der Familie gesprochene Sprache", "language spoken in the family"
    NONE = "none", "keine Unterscheidung", "no distinction"
