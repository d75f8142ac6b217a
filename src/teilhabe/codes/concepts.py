"""Status concepts: what makes somebody part of the group that is counted. Two concepts never mix in one series."""

from __future__ import annotations

from teilhabe.codes.labelled import LabelledCode


class Concept(LabelledCode):
    """The property by which people are told apart; the value is the code in the column `concept`."""

    CITIZENSHIP = "citizenship", "Staatsangehörigkeit", "citizenship"
    MIGRATION_BACKGROUND = "migration_background", "Migrationshintergrund", "migration background"
    MIGRATION_BACKGROUND_NARROW = (
        "migration_background_narrow",
        "Migrationshintergrund im engeren Sinn",
        "migration background in the narrow sense",
    )
    MIGRATION_BACKGROUND_WIDE = (
        "migration_background_wide",
        "Migrationshintergrund im weiteren Sinn",
        "migration background in the wide sense",
    )
    MIGRATION_HISTORY = (
        "migration_history",
        "Migrations- oder Zuwanderungsgeschichte (Abgrenzung des Landes)",
        "migration history (as a Land delimits it)",
    )
    IMMIGRATION_HISTORY = "immigration_history", "Einwanderungsgeschichte", "immigration history"
    BIRTH_COUNTRY = "birth_country", "Geburtsland", "country of birth"
    PARENTAL_ORIGIN = (
        "parental_origin",
        "ausländische Herkunft mindestens eines Elternteils",
        "foreign origin of at least one parent",
    )
    PROTECTION_STATUS = "protection_status", "Schutzstatus", "protection status"
    FLIGHT_CONTEXT = (
        "flight_context",
        "Personen im Kontext von Fluchtmigration",
        "persons in the context of flight",
    )
    ASYLUM = "asylum", "Asylverfahren", "asylum procedure"
    FAMILY_LANGUAGE = "family_language", "in der Familie gesprochene Sprache", "language spoken in the family"
    NONE = "none", "keine Unterscheidung", "no distinction"
