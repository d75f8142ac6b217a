"""Tables of housing: the city's shelters, and the living space that a survey of families finds."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts, Points, Rates, in_year
from teilhabe.engine.generator.groups import MIGRATION_STATUSES, Group, per_group
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.population import children_and_adults, reference_dates
from teilhabe.engine.generator.tables import Table, table, with_column

SURVEY_YEARS = (2010, 2014, 2018, 2022)

_IN_SHELTERS: dict[str, Points] = {
    "OPEN": ((2008, 0.85),),
    "TOLERATED": ((2008, 0.5), (2015, 0.6), (2025, 0.5)),
    "PROTECTED": ((2008, 0.04), (2016, 0.24), (2019, 0.13), (2025, 0.11)),
    "TEMP_PROTECTION": ((2022, 0.2), (2025, 0.09)),
}
_RESERVE = 1.12  # places the city wants for each person
_GIVEN_UP = 0.88  # of the places that remain from one year to the next when they are not needed
_STEP = 10  # places come in rooms and houses

_FAMILY_MEMBERS_PER_CHILD = {"WITHOUT": 2.05, "WITH": 1.95}
_SQUARE_METRES: dict[str, Points] = {
    "WITHOUT": ((2010, 36.2), (2022, 38.4)),
    "WITH": ((2010, 26.4), (2014, 27.0), (2018, 26.2), (2022, 26.9)),
}
_SURVEY_ERROR = 0.02  # relative standard error of the surveyed values


def shelters(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Table:
    """Places in the city's shelters and people living there on 31 December; places follow people with a lag."""
    occupied = [_sheltered(year, record, rng) for year, record in zip(config.years, history, strict=True)]
    places = [_rounded_up(occupied[0] * _RESERVE)]
    for people in occupied[1:]:
        places.append(max(_rounded_up(people * _RESERVE), _rounded_up(places[-1] * _GIVEN_UP)))
    axes = (
        ("variable", ("shelter_places", "shelter_occupied")),
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
    )
    counts = table("shelters.csv", axes, np.array([places, occupied])[:, :, None])
    return with_column(counts, "unit", "variable", {"shelter_places": "places", "shelter_occupied": "persons"})


def _sheltered(year: int, record: Year, rng: np.random.Generator) -> int:
    return int(rng.binomial(record.stock.sum(axis=(0, 1, 2)), per_group(lambda group: _share(group, year))).sum())


def _share(group: Group, year: int) -> float:
    points = _IN_SHELTERS.get(group.status)
    return in_year(points, year) if points else 0.0


def _rounded_up(places: float) -> int:
    return int(np.ceil(places / _STEP)) * _STEP


def living_space(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Table:
    """Persons in families with children and the square metres they live on, in the years of the survey."""
    years = [year for year in SURVEY_YEARS if year in config.years]
    people = children_and_adults(history).sum(axis=1)
    children = people[:, :3].sum(axis=1)[[config.years.index(year) for year in years]]
    per_child = np.array([_FAMILY_MEMBERS_PER_CHILD[status] for status in MIGRATION_STATUSES])
    metres = np.array(
        [[in_year(_SQUARE_METRES[status], year) for status in MIGRATION_STATUSES] for year in years]
    ).reshape(-1, 2)
    persons = _in_hundreds(children * per_child * rng.normal(1, _SURVEY_ERROR, metres.shape))
    space = _in_hundreds(persons * metres * rng.normal(1, _SURVEY_ERROR, metres.shape))
    axes = (
        ("variable", ("living_space", "persons_in_families")),
        ("time_period", [str(year) for year in years]),
        ("ref_area", (config.city,)),
        ("migration_status", MIGRATION_STATUSES),
    )
    counts = table("living_space.csv", axes, np.stack([space, persons])[:, :, None])
    return with_column(counts, "unit", "variable", {"living_space": "square_metres", "persons_in_families": "persons"})


def _in_hundreds(values: Rates) -> Counts:
    return (np.rint(values / 100) * 100).astype(np.int64)
