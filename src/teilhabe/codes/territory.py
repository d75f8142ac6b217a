"""Territories: the official municipality key (AGS) as text, its levels, and names with additions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from teilhabe.text import Text

GERMANY = "DE"

Level = Literal["country", "state", "region", "district", "municipality"]
_LEVELS: Mapping[int, Level] = {2: "state", 3: "region", 5: "district", 8: "municipality"}

LEVEL_NAMES: Mapping[Level, Text] = {
    "country": Text("Deutschland", "Germany"),
    "state": Text("Länder", "states (Länder)"),
    "region": Text("Regierungsbezirke", "administrative regions"),
    "district": Text("Kreise und kreisfreie Städte", "districts"),
    "municipality": Text("Gemeinden", "municipalities"),
}

STATES: Mapping[str, Text] = {
    "01": Text("Schleswig-Holstein", "Schleswig-Holstein"),
    "02": Text("Hamburg", "Hamburg"),
    "03": Text("Niedersachsen", "Lower Saxony"),
    "04": Text("Bremen", "Bremen"),
    "05": Text("Nordrhein-Westfalen", "North Rhine-Westphalia"),
    "06": Text("Hessen", "Hesse"),
    "07": Text("Rheinland-Pfalz", "Rhineland-Palatinate"),
    "08": Text("Baden-Württemberg", "Baden-Württemberg"),
    "09": Text("Bayern", "Bavaria"),
    "10": Text("Saarland", "Saarland"),
    "11": Text("Berlin", "Berlin"),
    "12": Text("Brandenburg", "Brandenburg"),
    "13": Text("Mecklenburg-Vorpommern", "Mecklenburg-Western Pomerania"),
    "14": Text("Sachsen", "Saxony"),
    "15": Text("Sachsen-Anhalt", "Saxony-Anhalt"),
    "16": Text("Thüringen", "Thuringia"),
}
_NAMES = {name.lower(): code for code, names in STATES.items() for name in names} | {
    "deutschland": GERMANY,
    "germany": GERMANY,
    "deutschland insgesamt": GERMANY,
    "bundesrepublik deutschland": GERMANY,
}
_REGIONS = re.compile("3[1-4]|5[13579]|6[4-6]|7[1-3]|8[1-4]|9[1-7]")
"""Regierungsbezirke and statistical regions of the Länder 03 to 09, present and former, without their zero."""
_COUNTRY_CODES = {"DG", "DE", "DINSG"}


@dataclass(frozen=True)
class Territory:
    """A territory by its code; `mended` says that a lost leading zero was put back."""

    code: str
    mended: bool = False


@dataclass(frozen=True)
class Name:
    """A name without its addition, and the last and first day of the territory where the addition says so."""

    name: str
    until: date | None = None
    since: date | None = None


_WRITTEN = re.compile(r"'?(\d+)(?:\.0)?|'?(\d{2,3}(?: \d+)+|\d\d(?:\.\d{3}|\.\d\.\d\d)(?:[. ]\d{3,4})*)")
"""A key, also as spreadsheets leave it behind ("'07312", "7312.0"), or with blanks or points between its parts
("07 3 12", "073 12 000", "07.312")."""


@lru_cache(maxsize=65536)
def parse_territory(text: str) -> Territory | None:
    """The territory for a code of 2, 3, 5, 8 (AGS), 9 or 12 (ARS) digits, "DG" or "DE"; None where it is no code.

    Codes of 1, 4, 7 or 11 digits have lost the zero of the Länder 01 to 09, which is put back, and so have two digits
    that are no Land but a Regierungsbezirk: "51" is Düsseldorf, "17" is nothing. 12 digits are shortened to the 8 of
    the municipality; 9 digits name an association of municipalities, which has no shorter key.
    """
    plain = text.strip()
    if plain.upper() in _COUNTRY_CODES:
        return Territory(GERMANY)
    match = _WRITTEN.fullmatch(plain) if plain.isascii() else None
    return _of_digits(match[1] or re.sub(r"[ .]", "", match[2])) if match else None


def _of_digits(digits: str) -> Territory | None:
    if len(digits) == 2 and digits not in STATES:
        return Territory("0" + digits, mended=True) if _REGIONS.fullmatch(digits) else None
    mended = len(digits) in (1, 4, 7, 11)
    code = "0" + digits if mended else digits
    if code == "000000000000":
        return Territory(GERMANY)
    if len(code) == 12:
        return Territory(code[:5] + code[9:], mended)
    is_key = len(code) in _LEVELS or (len(code) == 9 and code[:2] in STATES)
    return Territory(code, mended) if is_key and not (mended and code[:2] == "00") else None


def level(code: str) -> Level | None:
    """The administrative level of a code, None where it is not a territory's."""
    if code == GERMANY:
        return "country"
    return _LEVELS.get(len(code)) if code.isascii() and code.isdigit() else None


def code_of_name(name: str) -> str | None:
    """The code of Germany or of a Land by its German or English name."""
    return _NAMES.get(" ".join(name.split()).lower())


_ADDITION = re.compile(r"\s*\(\s*(bis|b\.|ab|seit)\s*(?:zum\s+|dem\s+)?(\d\d?)\.(\d\d?)\.(\d{4})\s*\)")


@lru_cache(maxsize=65536)
def split_name(label: str) -> Name:
    """ "Göttingen, Landkreis (bis 31.10.2016)" into the name and the last day, "(ab 01.11.2016)" into the first."""
    days: dict[str, date] = {}
    for word, day, month, year in _ADDITION.findall(label):
        try:
            days["since" if word in ("ab", "seit") else "until"] = date(int(year), int(month), int(day))
        except ValueError:
            return Name(label.strip())
    return Name(" ".join(_ADDITION.sub(" ", label).split()) if days else label.strip(), **days)


_KEY_FIRST = re.compile(r"(\d{2,12})(?:\s*[-–:|,;]\s*|\s+)(\D.*)")
_KEY_LAST = re.compile(r"(.*\D)\s*(?:\((?:AGS|ARS)?:?\s*(\d{2,12})\)|\[(\d{2,12})\]|[-–:|,;]\s*(\d{5,12}))")


@lru_cache(maxsize=65536)
def split_key(text: str) -> tuple[str, str] | None:
    """Key and name out of one cell ("05315000 Köln", "Köln (05315)"); None where it holds only one of them."""
    plain = " ".join(text.split())
    if match := _KEY_FIRST.fullmatch(plain):
        return match[1], match[2]
    if match := _KEY_LAST.fullmatch(plain):
        return match[2] or match[3] or match[4], match[1].strip()
    return None
