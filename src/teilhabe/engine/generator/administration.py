"""Tables about the city's administration: offices with measures of intercultural opening, and its staff."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts, Points, in_year
from teilhabe.engine.generator.groups import MIGRATION_OF_GROUP, MIGRATION_STATUSES
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.tables import Table, table

FIRST_SURVEY_OF_OFFICES = 2012
_PEOPLE_PER_OFFICE = 3500
_STARTING = 0.085  # yearly probability that an office without measures begins
_STOPPING = 0.02

STAFF_YEARS = range(2014, 2101, 2)
CAREER_GROUPS = ("TRAINEE", "FIRST_ENTRY", "SECOND_ENTRY", "THIRD_ENTRY", "FOURTH_ENTRY")
_STAFF_PER_PERSON = 0.0125
_STAFF = (0.06, 0.16, 0.42, 0.27, 0.09)
_ANSWERING: Points = ((2014, 0.44), (2024, 0.58))
_OPENNESS = ((2014, (0.75, 0.95, 0.5, 0.38, 0.3)), (2024, (0.95, 1.0, 0.66, 0.52, 0.38)))
"""How the share with migration background in a group relates to the share in the working population."""


def offices(config: GeneratorConfig, rng: np.random.Generator) -> Table:
    """Offices by whether they work on their intercultural opening, in the city's yearly survey."""
    years = [year for year in config.years if year >= FIRST_SURVEY_OF_OFFICES]
    every = max(6, config.persons // _PEOPLE_PER_OFFICE)
    working = int(rng.binomial(every, 0.15))
    counts = []
    for _ in years:
        working += int(rng.binomial(every - working, _STARTING)) - int(rng.binomial(working, _STOPPING))
        counts.append([working, every - working])
    axes = (
        ("time_period", [str(year) for year in years]),
        ("ref_area", (config.city,)),
        ("measures", ("YES", "NO")),
    )
    return table("offices.csv", axes, np.array(counts, dtype=np.int64).reshape(-1, 1, 2))


def city_staff(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Table:
    """Staff who answered the voluntary survey, by career group and migration background, every two years."""
    counts = [
        _staff(year, record, rng) for year, record in zip(config.years, history, strict=True) if year in STAFF_YEARS
    ]
    axes = (
        ("time_period", [str(year) for year in config.years if year in STAFF_YEARS]),
        ("ref_area", (config.city,)),
        ("career_group", CAREER_GROUPS),
        ("migration_status", MIGRATION_STATUSES),
    )
    shape = (-1, 1, len(CAREER_GROUPS), len(MIGRATION_STATUSES))
    return table("city_staff.csv", axes, np.array(counts, dtype=np.int64).reshape(shape))


def _staff(year: int, record: Year, rng: np.random.Generator) -> Counts:
    people = record.stock[:, :, 18:65].sum(axis=(0, 1, 2)) @ MIGRATION_OF_GROUP
    staff = np.rint(record.stock.sum() * _STAFF_PER_PERSON * np.array(_STAFF)).astype(np.int64)
    answering = rng.binomial(staff, in_year(_ANSWERING, year))
    openness = [in_year(tuple((at, values[group]) for at, values in _OPENNESS), year) for group in range(len(staff))]
    with_background = rng.binomial(answering, people[1] / people.sum() * np.array(openness))
    return np.stack([answering - with_background, with_background], axis=-1)
