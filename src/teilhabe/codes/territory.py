"""Territories: the official municipality key (AGS) as text, its levels, names with additions, abolished districts."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
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
    """A name without its addition, and the last day of the territory where the addition states one."""

    name: str
    until: date | None = None


@dataclass(frozen=True)
class Abolished:
    """A district that no longer exists: its last day and the districts that took over its area."""

    code: str
    name: str
    until: date
    successors: tuple[str, ...]


@lru_cache(maxsize=65536)
def parse_territory(text: str) -> Territory | None:
    """The territory for a code of 2, 3, 5, 8 (AGS) or 12 (ARS) digits, "DG" or "DE"; None where the text is no code.

    Codes of 1, 4, 7 or 11 digits have lost the zero of the Länder 01 to 09, which is put back, and so have two digits
    that are no Land but a Regierungsbezirk: "51" is Düsseldorf, "17" is nothing.
    """
    plain = text.strip()
    if plain.upper() in _COUNTRY_CODES:
        return Territory(GERMANY)
    if not (plain.isascii() and plain.isdigit()):
        return None
    if len(plain) == 2 and plain not in STATES:
        return Territory("0" + plain, mended=True) if _REGIONS.fullmatch(plain) else None
    mended = len(plain) in (1, 4, 7, 11)
    code = "0" + plain if mended else plain
    if code == "000000000000":
        return Territory(GERMANY)
    if len(code) == 12:
        return Territory(code[:5] + code[9:], mended)
    return Territory(code, mended) if len(code) in _LEVELS and not (mended and code[:2] == "00") else None


def level(code: str) -> Level | None:
    """The administrative level of a code, None where it is not a territory's."""
    if code == GERMANY:
        return "country"
    return _LEVELS.get(len(code)) if code.isascii() and code.isdigit() else None


def code_of_name(name: str) -> str | None:
    """The code of Germany or of a Land by its German or English name."""
    return _NAMES.get(" ".join(name.split()).lower())


_UNTIL = re.compile(r"\s*\(\s*(?:bis|b\.)\s*(?:zum\s+)?(\d\d?)\.(\d\d?)\.(\d{4})\s*\)")


@lru_cache(maxsize=65536)
def split_name(label: str) -> Name:
    """ "Göttingen, Landkreis (bis 31.10.2016)" into the name and the last day."""
    match = _UNTIL.search(label)
    if not match:
        return Name(label.strip())
    try:
        until = date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return Name(label.strip())
    return Name(" ".join((label[: match.start()] + label[match.end() :]).split()), until)


@cache
def abolished() -> Mapping[str, Abolished]:
    """Districts abolished since 2001 by code, from the territorial reform laws of the Länder."""
    text = files("teilhabe.codes").joinpath("abolished_districts.csv").read_text(encoding="utf-8")
    return {
        row["code"]: Abolished(
            row["code"], row["name"], date.fromisoformat(row["until"]), tuple(row["successors"].split())
        )
        for row in csv.DictReader(text.splitlines())
    }


@cache
def predecessors() -> Mapping[str, tuple[Abolished, ...]]:
    """For each district that took over area since 2001: the districts it came from."""
    heirs: dict[str, tuple[Abolished, ...]] = {}
    for district in abolished().values():
        for successor in district.successors:
            heirs[successor] = (*heirs.get(successor, ()), district)
    return heirs
