"""What a column of a foreign list means: proposed from the words of its header, decided by people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from teilhabe.actors.folding import fold


class Target(StrEnum):
    """Where the cells of a column go; several columns may go to the same place, except for names."""

    NOTHING = ""
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    WHOLE_NAME = "whole_name"
    MAIL = "mail"
    PHONE = "phone"
    MOBILE = "mobile"
    POST = "post"
    STREET = "street"
    POSTCODE = "postcode"
    TOWN = "town"
    MESSENGER = "messenger"
    WEB = "web"
    PREFERRED_LANGUAGE = "preferred_language"
    LANGUAGES = "languages"
    DISTRICT = "district"
    ORGANISATION = "organisation"
    NOTE = "note"


NAMES = (Target.FAMILY_NAME, Target.WHOLE_NAME, Target.GIVEN_NAME)
CONTACTS = (Target.MAIL, Target.PHONE, Target.MOBILE, Target.POST, Target.MESSENGER, Target.WEB)

_WORDS = {
    Target.GIVEN_NAME: "vorname vornamen rufname givenname firstname forename",
    Target.FAMILY_NAME: "nachname familienname zuname surname lastname familyname",
    Target.WHOLE_NAME: "name person vollername fullname displayname ansprechperson ansprechpartner contact",
    Target.MAIL: "email mail mailadresse emailadresse emailaddress epost",
    Target.MOBILE: "mobil handy mobiltelefon mobilnummer handynummer mobile mobilephone cell cellphone",
    Target.PHONE: "telefon telefonnummer tel fon festnetz phone phonenumber telephone rufnummer nummer",
    Target.POST: "anschrift adresse address postanschrift",
    Target.STREET: "strasse strassehausnummer strassenr strasseundhausnummer street streetaddress",
    Target.POSTCODE: "plz postleitzahl postcode zip zipcode postalcode",
    Target.TOWN: "ort wohnort stadt city town",
    Target.MESSENGER: "messenger whatsapp telegram signal threema",
    Target.WEB: "webseite website homepage internet url web",
    Target.PREFERRED_LANGUAGE: "bevorzugtesprache korrespondenzsprache preferredlanguage kontaktsprache",
    Target.LANGUAGES: "sprache sprachen sprachkenntnisse language languages muttersprache erstsprache",
    Target.DISTRICT: "stadtteil ortsteil bezirk stadtbezirk district quarter ortsbezirk",
    Target.ORGANISATION: "organisation verein firma institution traeger organization company einrichtung",
    Target.NOTE: "notiz notizen bemerkung bemerkungen kommentar anmerkung note notes comment remarks",
}
_BY_WORD = {word: target for target, words in _WORDS.items() for word in words.split()}
_LOOKS_LIKE_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_MANY = 0.6


def proposed_targets(
    header: Sequence[str], rows: Sequence[Sequence[str]], further: Mapping[str, str] | None = None
) -> list[str]:
    """One proposal per column; a name is proposed once, the whole name only where no parts of it are.

    `further` holds codes of columns that upper apps understand, by the words of their titles.
    """
    words = {**_BY_WORD, **(further or {})}
    targets = [
        _by_header(title, words) or _by_content([row[place] for row in rows]) for place, title in enumerate(header)
    ]
    has_parts = Target.FAMILY_NAME in targets
    found: list[str] = []
    for target in targets:
        is_taken = target in NAMES and target in found
        found.append(Target.NOTHING if is_taken or (target == Target.WHOLE_NAME and has_parts) else target)
    if Target.WHOLE_NAME in found and Target.GIVEN_NAME in found and not has_parts:
        found[found.index(Target.WHOLE_NAME)] = Target.FAMILY_NAME  # "Name, Vorname"
    return found


def _by_header(title: str, meant: Mapping[str, str]) -> str:
    """By the whole title, else by its first word that says something: "Telefon (privat)", "E-Mail 2"."""
    words = re.findall(r"[^\W\d_]+", fold(title))
    for candidate in ("".join(words), *("".join(pair) for pair in pairwise(words)), *words):
        if candidate in meant:
            return meant[candidate]
    return Target.NOTHING


def _by_content(cells: Sequence[str]) -> Target:
    filled = [cell for cell in cells if cell]
    mails = sum(1 for cell in filled if _LOOKS_LIKE_MAIL.fullmatch(cell))
    return Target.MAIL if filled and mails >= _MANY * len(filled) else Target.NOTHING
