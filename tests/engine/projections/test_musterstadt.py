"""Musterstadt tried on its own past, from the stocks of its invented register alone."""

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
from teilhabe.engine.projections.backcast import compare, verdict
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
    """Stocks by district, German or not, sex and age; districts below 8,000 inhabitants are joined."""
    config, lived = years
    stocks = [counted(year.stock) for year in lived]
    axes = Axes(config.districts, ("DE", "FOREIGN"), ("M", "F"), tuple(range(101)), 1, 0)
    grouping = grouping_of(Population(axes, config.years[-1], stocks[-1]), 8000)
    assert grouping.joined
    return from_stocks(stocks, lived, grouping, Population(axes, config.years[-1], stocks[-1]), config.years)


def counted(persons: Counts) -> Floats:
    """(district, sex, …, group) as (district, German or not, man or woman, …); those without either entry as women."""
    by_citizenship = persons @ CITIZENSHIP_OF_GROUP
    found = np.stack([by_citizenship[..., 0], by_citizenship[..., 1:].sum(axis=-1)], axis=1).astype(float)
    found[:, :, 1] += found[:, :, 2]
    return found[:, :, :2]


def from_stocks(
    stocks: list[Floats], lived: tuple[Year, ...], grouping: Grouping, end: Population, years: tuple[int, ...]
) -> History:
    joined = [grouping.persons(stock) for stock in stocks]
    before = np.stack([shifted(np.zeros_like(stock[..., :1]), stock) for stock in joined[:-1]])
    births = np.zeros_like(before)
    births[..., 0] = np.stack([grouping.persons(counted(year.births)) for year in lived[1:]])
    rest = np.stack(joined[1:]) - before - births
    rest[..., -2] += rest[..., -1]
    rest[..., -1] = 0.0
    nobody = np.zeros_like(before)
    return History(grouping.population(end), years[1:], before, births, nobody, nobody, rest)


@pytest.mark.parametrize("years_ago", [5, 10])
def test_musterstadt_is_projected_better_than_by_the_growth_of_the_last_three_years(
    past: History, years_ago: int
) -> None:
    start = past.years[-1] - years_ago
    found = verdict(list(compare(past, 40, seed=1, starts=[start])))
    assert found.error < 0.9 * found.error_of_growth
