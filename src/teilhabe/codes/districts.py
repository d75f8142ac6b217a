"""Districts: those that exist, those abolished since 2001, and which took over the area of which.

Keys and names are those of the official municipality directory (Gemeindeverzeichnis) of the statistical offices; the
reforms are those of the laws named in the list of abolished districts.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from teilhabe.codes.territory import GERMANY, STATES, code_of_name, split_name

Kind = Literal["city", "district"]

REGIONS = frozenset(
    [
        *("031", "032", "033", "034", "051", "053", "055", "057", "059", "064", "065", "066"),
        *("071", "072", "073", "081", "082", "083", "084", "091", "092", "093", "094", "095", "096", "097"),
        *("141", "142", "143", "145", "146", "147", "151", "152", "153"),
    ]
)
"""Regierungsbezirke and statistical regions, present and former."""


@dataclass(frozen=True)
class District:
    """A district (Kreis) or a city that is no part of one (kreisfreie Stadt)."""

    code: str
    name: str
    kind: Kind


@dataclass(frozen=True)
class Abolished:
    """A district that no longer exists: its last day and the districts that took over its area."""

    code: str
    name: str
    until: date
    successors: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("teilhabe.codes").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def districts() -> Mapping[str, District]:
    """The 400 districts that have existed since July 2021, by code."""
    return {
        row["code"]: District(row["code"], row["name"], "city" if row["kind"] == "city" else "district")
        for row in _rows("districts.csv")
    }


@cache
def abolished() -> Mapping[str, Abolished]:
    """Districts abolished since 2001 by code, from the territorial reform laws of the Länder."""
    return {
        row["code"]: Abolished(
            row["code"], row["name"], date.fromisoformat(row["until"]), tuple(row["successors"].split())
        )
        for row in _rows("abolished_districts.csv")
    }


@cache
def predecessors() -> Mapping[str, tuple[Abolished, ...]]:
    """For each district that took over area since 2001: the districts it came from."""
    heirs: dict[str, tuple[Abolished, ...]] = {}
    for district in abolished().values():
        for successor in district.successors:
            heirs[successor] = (*heirs.get(successor, ()), district)
    return heirs


def successors(code: str, on: date) -> tuple[str, ...]:
    """The districts that hold the area of this one on a day: itself as long as it exists.

    Several where it was divided: its figures then belong to none of them alone.
    """
    known = abolished().get(code)
    if known is None or on <= known.until:
        return (code,)
    return tuple(dict.fromkeys(heir for next_code in known.successors for heir in successors(next_code, on)))


@lru_cache(maxsize=65536)
def is_official(code: str) -> bool:
    """Whether an official key is one of Germany, a Land, a region or a district, or of a place within a district."""
    if len(code) in (5, 8, 9):
        return code[:5] in districts() or code[:5] in abolished()
    return code == GERMANY or code in STATES or code in REGIONS


_KIND_WORDS = (
    r"kreisfreie (?:stadt|städte)|kreisfr?\.? ?stadt|krfr\.? ?st(?:adt|\.)?|krs?\.?fr\.? ?st(?:adt|\.)?"
    r"|stadtkreis|landkreis|lkr?s?\.?|landeshauptstadt|hansestadt|universitätsstadt|stadt|kreis|sk|lk"
)
_BEHIND = re.compile(rf"(?:,| -|\() ?(?:{_KIND_WORDS})(?: der| des)?\)?$")
_BEFORE = re.compile(rf"^(?:{_KIND_WORDS}) ")


@lru_cache(maxsize=65536)
def core_name(label: str) -> str:
    """The bare name in lower case: "Kaiserslautern, krfr. Stadt" and "Stadt Kaiserslautern" are "kaiserslautern"."""
    plain = split_name(label).name.lower()
    while (shorter := _BEFORE.sub("", _BEHIND.sub("", plain)).strip()) != plain and shorter:
        plain = shorter
    return plain


@lru_cache(maxsize=65536)
def is_called(code: str, label: str) -> bool:
    """Whether an official key and a name belong together; a shortened name ("Ludwigshafen") counts."""
    if code == GERMANY or code in STATES:
        return code_of_name(split_name(label).name) == code
    known = districts().get(code[:5]) or abolished().get(code[:5])
    if known is None or (len(code) > 5 and code[5:] != "000"):
        return False
    one, other = core_name(label), core_name(known.name)
    return bool(one) and (one == other or one.startswith(f"{other} ") or other.startswith(f"{one} "))


@cache
def _core_names() -> frozenset[str]:
    living, ended = districts().values(), abolished().values()
    return frozenset(core_name(name) for name in (*(d.name for d in living), *(d.name for d in ended)))


def is_district_name(label: str) -> bool:
    """Whether a district or a city bears this name, which does not tell which: many share theirs with a neighbour."""
    return core_name(label) in _core_names()
