"""Musterstadt tried on its own past, five and ten years back, with the flows of its invented register."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.generator import GeneratorConfig, read_config
from teilhabe.engine.generator.curves import Counts
from teilhabe.engine.generator.groups import CITIZENSHIP_OF_GROUP
from teilhabe.engine.generator.history import Year, simulate
from teilhabe.engine.projections.backcast import Comparison, compare, verdict
from teilhabe.engine.projections.grouping import Grouping, grouping_of
from teilhabe.engine.projections.history import History
from teilhabe.engine.projections.population import Axes, Floats, Population
from teilhabe.engine.projections.stepping import shifted


@pytest.fixture(scope="module")
def years(project_root: Path) -> tuple[GeneratorConfig, tuple[Year, ...]]:
    declared = tomllib.loads((project_root / "cities" / "musterstadt" / "city.toml").read_text(encoding="utf-8"))
    config = read_config(Declaration(declared["generator"], "city.toml"))
    return config, simulate(config, np.random.default_rng(config.seed))


@pytest.fixture(scope="module")
def past(years: tuple[GeneratorConfig, tuple[Year, ...]]) -> History:
    """Germans and others by district, sex and age; districts below 8,000 inhabitants are joined."""
    config, lived = years
    axes = Axes(config.districts, ("DE", "FOREIGN"), ("M", "F"), tuple(range(101)), 1, 0)
    end = Population(axes, config.years[-1], counted(lived[-1].stock))
    grouping = grouping_of(end, 8000)
    assert grouping.joined
    return history(lived, grouping, grouping.population(end), config.years[1:])


def counted(persons: Counts) -> Floats:
    """(district, sex, …, group) as (district, German or not, man or woman, …); those without either entry as women."""
    by_citizenship = persons @ CITIZENSHIP_OF_GROUP
    found = np.stack([by_citizenship[..., 0], by_citizenship[..., 1:].sum(axis=-1)], axis=1).astype(float)
    found[:, :, 1] += found[:, :, 2]
    return found[:, :, :2]


def history(lived: tuple[Year, ...], grouping: Grouping, end: Population, years: tuple[int, ...]) -> History:
    def of(name: str) -> Floats:
        return np.stack([grouping.persons(counted(getattr(year, name))) for year in lived])

    stocks = of("stock")
    before = shifted(np.zeros_like(stocks[:-1, ..., :1]), stocks[:-1])
    births = np.zeros_like(before)
    births[..., 0] = of("births")[1:]
    arrivals, departures = of("arrivals_by_age")[1:], of("departures_by_age")[1:]
    rest = stocks[1:] - before - births - arrivals + departures
    rest[..., -2] += rest[..., -1]
    rest[..., -1] = 0.0
    return History(end, years, before, births, arrivals, departures, rest)


@pytest.fixture(scope="module")
def comparisons(past: History) -> list[Comparison]:
    """After an extraordinary year, and before another one."""
    last = past.years[-1]
    return list(compare(past, 200, seed=1, starts=[last - 10, last - 5]))


def test_bands_of_musterstadt_hold_what_came_as_often_as_they_say(comparisons: list[Comparison]) -> None:
    assert 0.70 <= verdict(comparisons).covered <= 0.90


@pytest.mark.parametrize("years_ago", [5, 10])
def test_musterstadt_is_projected_better_than_by_the_growth_of_the_last_three_years(
    comparisons: list[Comparison], past: History, years_ago: int
) -> None:
    found = verdict([one for one in comparisons if one.start == past.years[-1] - years_ago])
    assert found.error < found.error_of_growth
