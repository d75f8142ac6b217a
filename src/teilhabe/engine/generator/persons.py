"""Invented single persons of a register, made after the composition of the generated city."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from teilhabe.engine.generator.config import District
from teilhabe.engine.generator.curves import AGES, Counts
from teilhabe.engine.generator.groups import GERMAN_WITH, GROUPS, per_group
from teilhabe.engine.generator.kinds import KINDS
from teilhabe.engine.generator.person_origins import GERMANY, KEYS, accumulated, drawn

BLOCKS = 24
"""Street blocks of each district."""
NO_DAY, NONE = np.iinfo(np.int32).min, -1
CITY = "99901"
GERMANY_PLACE = KEYS.index(GERMANY)

_SECOND_CITIZENSHIP = 0.35  # of Germans with a migration background
_SECONDARY = 0.03  # of all persons have only a secondary residence here
_STATUS_LASTS = {"OPEN": 1.5, "TEMP_PROTECTION": 2.5, "TOLERATED": 5, "TEMPORARY": 5, "PROTECTED": 6}
_YEARS_OF_STAY = per_group(lambda group: _STATUS_LASTS.get(group.status, 18))
"""Mean, of those who lived here before the first reference date."""
_OLDEST = 5  # years beyond the last age of the curves

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class RegisterConfig:
    """Everything an invented register depends on; the same configuration gives the same bytes."""

    persons: int
    years: tuple[int, ...]  # consecutive; counted on 31 December of each
    districts: int
    seed: int

    @property
    def areas(self) -> tuple[District, ...]:
        kinds = tuple(KINDS)
        return tuple(
            District(f"{CITY}{number + 1:03d}", kinds[number % len(kinds)], 1.0 + (number * 7) % 10 / 5)
            for number in range(self.districts)
        )


@dataclass(frozen=True)
class Persons:
    """Persons in columns. Days are counted from 1970-01-01 (`NO_DAY`: unknown); countries are places in
    `person_origins.KEYS` (`NONE`: none)."""

    number: Numbers
    born: Numbers
    sex: Numbers
    group: Numbers
    first: Numbers
    second: Numbers
    district: Numbers
    block: Numbers
    birth_country: Numbers
    arrived: Numbers
    secondary: Numbers  # 1: only a secondary residence

    def __len__(self) -> int:
        return len(self.number)

    def take(self, rows: npt.NDArray[np.int64]) -> Persons:
        return Persons(**{entry.name: getattr(self, entry.name)[rows] for entry in fields(self)})

    def joined(self, others: Persons) -> Persons:
        both = {e.name: np.concatenate([getattr(self, e.name), getattr(others, e.name)]) for e in fields(self)}
        return Persons(**both)


def settled(pattern: Counts, first_number: int, size: int, year: int, rng: np.random.Generator) -> Persons:
    """Persons on 31 December of a year, drawn from the city's composition (district × sex × age × group)."""
    cells = np.searchsorted(accumulated(pattern.reshape(-1).astype(np.float64)), rng.random(size), side="right")
    district, sex, age, group = np.unravel_index(cells, pattern.shape)
    older = np.where(age == AGES - 1, rng.integers(0, _OLDEST, size), 0)
    persons = new_persons(first_number, district, sex, birthdays(year - age - older, rng), group, rng)
    years = np.minimum(rng.exponential(_YEARS_OF_STAY[group]), age)
    arrived = last_day(year) - (years * 365.25).astype(np.int64)
    return _with_origins(persons, np.maximum(arrived, persons.born), rng)


def new_persons(
    first_number: int, district: Counts | Numbers, sex: Counts, born: Counts, group: Counts, rng: np.random.Generator
) -> Persons:
    """Persons with what all of them have; born here, and nothing but the citizenship of their group."""
    size = len(group)
    return Persons(
        number=np.arange(first_number, first_number + size, dtype=np.int32),
        born=born.astype(np.int32),
        sex=sex.astype(np.int32),
        group=group.astype(np.int32),
        first=drawn(group, rng).astype(np.int32),
        second=np.full(size, NONE, np.int32),
        district=district.astype(np.int32),
        block=rng.integers(0, BLOCKS, size, dtype=np.int32),
        birth_country=np.full(size, GERMANY_PLACE, np.int32),
        arrived=np.full(size, NO_DAY, np.int32),
        secondary=(rng.random(size) < _SECONDARY).astype(np.int32),
    )


BORN_HERE = np.array(
    [{"WITHOUT": 0.985, "WITH": 0.55}[g.migration_status] if g.citizenship == "DE" else 0.12 for g in GROUPS]
)
"""Probability of being born in the country, by group."""
_OTHER = next(place for place, group in enumerate(GROUPS) if group.citizenship == "OTHER")


def _with_origins(persons: Persons, arrived: Counts, rng: np.random.Generator) -> Persons:
    """Countries of birth, days of arrival and second citizenships of persons who already live in the city."""
    abroad = rng.random(len(persons)) >= BORN_HERE[persons.group]
    origin = elsewhere(persons.first, rng)
    has_second = (persons.group == GERMAN_WITH) & (rng.random(len(persons)) < _SECOND_CITIZENSHIP)
    return replace(
        persons,
        second=np.where(has_second, origin, NONE).astype(np.int32),
        birth_country=np.where(abroad, origin, GERMANY_PLACE).astype(np.int32),
        arrived=np.where(abroad, arrived, NO_DAY).astype(np.int32),
    )


def elsewhere(first: Numbers, rng: np.random.Generator) -> Counts:
    """The country somebody comes from: that of the citizenship; of Germans one of those many came from."""
    return np.where(first == GERMANY_PLACE, drawn(np.full(len(first), _OTHER), rng), first)


def birthdays(years: Counts, rng: np.random.Generator) -> Counts:
    """A day in each year, any but the last of a leap year."""
    starts = (years - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    days: Counts = starts + rng.integers(0, 365, len(years))
    return days


def first_day(year: int) -> int:
    return (date(year, 1, 1) - date(1970, 1, 1)).days


def last_day(year: int) -> int:
    return first_day(year + 1) - 1
