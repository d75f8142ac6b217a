"""The life of an invented register: its persons on one reference date after the other.

Their number stays the same: as many arrive or are born as leave or die.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import AGES, Counts, Rates
from teilhabe.engine.generator.groups import FEMALE, GERMAN_WITH, GERMAN_WITHOUT, GROUPS, MALE
from teilhabe.engine.generator.history import simulate
from teilhabe.engine.generator.kinds import KINDS, attraction
from teilhabe.engine.generator.migration import arrivals, departures, inner_moves
from teilhabe.engine.generator.person_origins import accumulated, draw_rows
from teilhabe.engine.generator.persons import (
    BORN_HERE,
    CITY,
    GERMANY_PLACE,
    NO_DAY,
    NONE,
    Persons,
    RegisterConfig,
    birthdays,
    elsewhere,
    first_day,
    new_persons,
    settled,
)
from teilhabe.engine.generator.residence import changes, naturalisation
from teilhabe.engine.generator.vital import BOYS, child_groups, fertility, mortality

CHUNK = 250_000
"""Persons that live together: so many are held in memory at a time."""
_PATTERN_SIZE = 1_000_000  # of the city whose composition the register is drawn from
_EARLIEST = 2008


def extracts(config: RegisterConfig) -> Iterator[tuple[int, Persons]]:
    """The register in portions: a year and persons on its 31 December, each person once a year at most."""
    world, *streams = np.random.SeedSequence(config.seed).spawn(1 + -(-config.persons // CHUNK))
    pattern = _pattern(config, _generator(world))
    for place, stream in enumerate(streams):
        size = min(CHUNK, config.persons - place * CHUNK)
        yield from _lives(config, pattern, place, size, _generator(stream))


def _generator(seed: np.random.SeedSequence) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def _pattern(config: RegisterConfig, rng: np.random.Generator) -> Counts:
    """Who lives in the city on the first reference date: an array district × sex × age × group."""
    first = config.years[0]
    city = GeneratorConfig(0, _PATTERN_SIZE, min(_EARLIEST, first - 1), first, CITY, config.areas)
    return simulate(city, rng)[-1].stock


def _lives(
    config: RegisterConfig, pattern: Counts, place: int, size: int, rng: np.random.Generator
) -> Iterator[tuple[int, Persons]]:
    """The same number of persons year by year; numbers of newcomers follow on, apart for each portion."""
    next_number = place * CHUNK * (len(config.years) + 1) + 1
    persons = settled(pattern, next_number, size, config.years[0], rng)
    yield config.years[0], persons
    for year in config.years[1:]:
        next_number += size
        persons = _lived(persons, year, next_number, config, rng)
        yield year, persons


def _lived(persons: Persons, year: int, next_number: int, config: RegisterConfig, rng: np.random.Generator) -> Persons:
    """The persons one year later."""
    ages = _ages(persons, year)
    staying = rng.random(len(persons)) >= _losses(persons, ages, year)
    free = len(persons) - int(np.count_nonzero(staying))
    children = _children(persons, ages, year, next_number, rng)
    children = children.take(np.arange(min(len(children), free)))
    came = _newcomers(free - len(children), year, next_number + len(children), config, rng)
    rows = np.flatnonzero(staying)
    stayed = _changed(persons.take(rows), ages[rows], year, config, rng)
    return stayed.joined(children).joined(came)


def _ages(persons: Persons, year: int) -> Counts:
    """Completed years on 31 December, as far as the curves reach."""
    years = persons.born.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return np.clip(year - years, 0, AGES - 1)


def _losses(persons: Persons, ages: Counts, year: int) -> Rates:
    dying = mortality(year)[persons.sex, ages, persons.group]
    leaving = departures(year)[ages, persons.group]
    losses: Rates = 1 - (1 - dying) * (1 - leaving)
    return losses


def _children(persons: Persons, ages: Counts, year: int, first_number: int, rng: np.random.Generator) -> Persons:
    is_mother = (persons.sex == FEMALE) & (rng.random(len(persons)) < fertility(year)[ages, persons.group])
    mothers = persons.take(np.flatnonzero(is_mother))
    group = draw_rows(accumulated(child_groups()), mothers.group.astype(np.int64), rng)
    sex = np.where(rng.random(len(mothers)) < BOYS, MALE, FEMALE)
    born = birthdays(np.full(len(mothers), year), rng)
    children = new_persons(first_number, mothers.district, sex, born, group, rng)
    first = np.where(group <= GERMAN_WITH, GERMANY_PLACE, mothers.first)
    is_dual = (group == GERMAN_WITH) & (mothers.first != GERMANY_PLACE)
    second = np.where(is_dual, mothers.first, NONE)
    return replace(children, first=first.astype(np.int32), second=second.astype(np.int32), block=mothers.block)


def _newcomers(size: int, year: int, first_number: int, config: RegisterConfig, rng: np.random.Generator) -> Persons:
    expected = arrivals(year, config.persons)
    cells = np.searchsorted(accumulated(expected.reshape(-1)), rng.random(size), side="right")
    sex, age, group = np.unravel_index(cells, expected.shape)
    day = first_day(year) + rng.integers(0, 365, size)
    born = np.minimum(birthdays(year - age, rng), day)
    persons = new_persons(first_number, _destinations(age, group, year, config, rng), sex, born, group, rng)
    origin = elsewhere(persons.first, rng)
    inside = (group == GERMAN_WITHOUT) | (rng.random(size) < BORN_HERE[group] / 2)
    return replace(
        persons,
        birth_country=np.where(inside, GERMANY_PLACE, origin).astype(np.int32),
        arrived=np.where(inside, NO_DAY, day).astype(np.int32),
    )


def _changed(persons: Persons, ages: Counts, year: int, config: RegisterConfig, rng: np.random.Generator) -> Persons:
    """The year's naturalisations, changes of residence status and moves inside the city."""
    group, district = persons.group.copy(), persons.district.copy()
    becoming = np.flatnonzero(rng.random(len(persons)) < naturalisation(year)[ages, group])
    group[becoming] = GERMAN_WITH
    for change in changes(year):
        passing = (group == change.before) & (rng.random(len(group)) < change.probability)
        group[passing] = change.after
    moving = np.flatnonzero(rng.random(len(persons)) < inner_moves()[ages])
    district[moving] = _destinations(ages[moving], group[moving].astype(np.int64), year, config, rng)
    first, second = persons.first.copy(), persons.second.copy()
    second[becoming] = np.where(first[becoming] == GERMANY_PLACE, second[becoming], first[becoming])
    first[becoming] = GERMANY_PLACE
    return replace(persons, group=group, district=district, first=first, second=second)


def _destinations(ages: Counts, groups: Counts, year: int, config: RegisterConfig, rng: np.random.Generator) -> Counts:
    """The districts that people of these ages and groups move to."""
    pull = np.stack([attraction(KINDS[area.kind], year) * area.weight for area in config.areas], axis=-1)
    cells, places = np.unique(ages * len(GROUPS) + groups, return_inverse=True)
    return draw_rows(accumulated(pull.reshape(-1, len(config.areas))[cells]), places, rng)
