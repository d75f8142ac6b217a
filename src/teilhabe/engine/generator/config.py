"""What a generated city is made from: the table `[generator]` of a city.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from teilhabe.engine.generator.kinds import KINDS
from teilhabe.errors import DeclarationError

EARLIEST_YEAR = 1990
LATEST_YEAR = 2100
SMALLEST_CITY = 1_000
LARGEST_CITY = 20_000_000
_CODE = re.compile(r"[0-9A-Za-z_]{2,12}")


@dataclass(frozen=True)
class District:
    """One district: how it lives (`kind`) and its weight among the districts in the first year."""

    code: str
    kind: str
    weight: float


@dataclass(frozen=True)
class GeneratorConfig:
    """Everything the generated numbers depend on; the same configuration gives the same bytes."""

    seed: int
    persons: int  # about so many live in the city at the end of the last year
    first_year: int
    last_year: int
    city: str
    areas: tuple[District, ...]

    @property
    def districts(self) -> tuple[str, ...]:
        """The codes of the districts, in file order."""
        return tuple(area.code for area in self.areas)

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.first_year, self.last_year + 1))


def read_config(mapping: Mapping[str, object], where: str) -> GeneratorConfig:
    """The configuration that a table `[generator]` declares; DeclarationError names `where` and the key at fault."""
    first = _whole(mapping, "first_year", where, EARLIEST_YEAR, LATEST_YEAR)
    return GeneratorConfig(
        seed=_whole(mapping, "seed", where, 0, 2**63),
        persons=_whole(mapping, "persons", where, SMALLEST_CITY, LARGEST_CITY),
        first_year=first,
        last_year=_whole(mapping, "last_year", where, first + 1, LATEST_YEAR),
        city=_code(mapping, "city", where),
        areas=_areas(mapping, where),
    )


def _areas(mapping: Mapping[str, object], where: str) -> tuple[District, ...]:
    declared = mapping.get("districts")
    if not isinstance(declared, Sequence) or isinstance(declared, str) or not declared:
        _refuse(where, "districts", "eine Liste mit mindestens einem Stadtteil", "a list of at least one district")
    areas = tuple(_area(entry, f"{where}, districts[{place}]") for place, entry in enumerate(declared))
    if len({area.code for area in areas}) < len(areas):
        _refuse(where, "districts", "verschiedene Codes je Stadtteil", "a different code for each district")
    return areas


def _area(entry: object, where: str) -> District:
    if not isinstance(entry, Mapping):
        _refuse(where, "districts", "eine Tabelle mit code, kind und weight", "a table with code, kind and weight")
    kind, weight = entry.get("kind"), entry.get("weight")
    if not isinstance(kind, str) or kind not in KINDS:
        _refuse(where, "kind", f"eines von: {', '.join(KINDS)}", f"one of: {', '.join(KINDS)}")
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not weight > 0:
        _refuse(where, "weight", "eine Zahl größer als 0", "a number above 0")
    return District(_code(entry, "code", where), kind, float(weight))


def _code(mapping: Mapping[str, object], key: str, where: str) -> str:
    value = mapping.get(key)
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        _refuse(where, key, "ein Code aus 2 bis 12 Ziffern oder Buchstaben", "a code of 2 to 12 digits or letters")
    return value


def _whole(mapping: Mapping[str, object], key: str, where: str, least: int, most: int) -> int:
    value = mapping.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        _refuse(where, key, f"eine ganze Zahl von {least} bis {most}", f"a whole number from {least} to {most}")
    return value


def _refuse(where: str, key: str, de: str, en: str) -> NoReturn:
    raise DeclarationError(
        f"{where}: Der Schlüssel „{key}“ fehlt oder ist falsch; erwartet wird {de}.",
        f"{where}: the key '{key}' is missing or wrong; expected is {en}.",
    )
