"""What a generated city is made from: the table `[generator]` of a city.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.generator.kinds import KINDS
from teilhabe.text import Text

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


def read_config(declared: Declaration) -> GeneratorConfig:
    """The configuration that a table `[generator]` declares; DeclarationError names file and key."""
    declared.allow({"seed", "persons", "first_year", "last_year", "city", "districts"})
    first = declared.whole("first_year", EARLIEST_YEAR, LATEST_YEAR)
    return GeneratorConfig(
        seed=declared.whole("seed", 0, 2**63),
        persons=declared.whole("persons", SMALLEST_CITY, LARGEST_CITY),
        first_year=first,
        last_year=declared.whole("last_year", first + 1, LATEST_YEAR),
        city=_code(declared, "city"),
        areas=_areas(declared),
    )


def _areas(declared: Declaration) -> tuple[District, ...]:
    areas = tuple(map(_area, declared.array("districts")))
    if not areas:
        raise declared.wrong("districts", Text("eine Liste mit mindestens einem Stadtteil", "a list of districts"))
    if len({area.code for area in areas}) < len(areas):
        raise declared.wrong("districts", Text("je Stadtteil mit eigenem Code", "given a code of its own each"))
    return areas


def _area(declared: Declaration) -> District:
    declared.allow({"code", "kind", "weight"})
    weight = declared.values.get("weight")
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not weight > 0:
        raise declared.wrong("weight", Text("eine Zahl größer als 0", "a number above 0"))
    return District(_code(declared, "code"), declared.choice("kind", KINDS), float(weight))


def _code(declared: Declaration, key: str) -> str:
    value = declared.get(key, str)
    if not _CODE.fullmatch(value):
        raise declared.wrong(
            key, Text("ein Code aus 2 bis 12 Ziffern oder Buchstaben", "a code of 2 to 12 digits or letters")
        )
    return value
