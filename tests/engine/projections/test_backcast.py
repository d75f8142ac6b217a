from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.engine.projections.invented import axes_of, lively, people

from teilhabe.engine.projections.backcast import Comparison, compare, verdict
from teilhabe.engine.projections.estimation import credible, estimated
from teilhabe.engine.projections.history import History, read_history
from teilhabe.engine.projections.population import Floats, Population
from teilhabe.engine.projections.reading import read_population
from teilhabe.engine.projections.stepping import shifted, step
from teilhabe.errors import InputError

AXES = axes_of()


@pytest.fixture(scope="module")
def aargau(shared_data: Path) -> History:
    folder = shared_data / "forecast-cohort"
    population = read_population(folder / "ag_population_subregional.csv", 1)
    return read_history(folder / "ag_migration_subregional.csv", population)


@pytest.fixture(scope="module")
def comparisons(aargau: History) -> list[Comparison]:
    return list(compare(aargau, 400, seed=1))


def test_bands_of_the_regions_of_aargau_hold_what_came_as_often_as_they_say(comparisons: list[Comparison]) -> None:
    found = verdict(comparisons)
    assert found.cases == 60
    assert 0.70 <= found.covered <= 0.90


def test_the_regions_of_aargau_are_projected_better_than_by_the_growth_of_the_last_years(
    comparisons: list[Comparison],
) -> None:
    found = verdict(comparisons)
    assert found.error < found.error_of_growth
    assert found.error < 1.2


def test_a_back_cast_knows_nothing_of_later_years(aargau: History) -> None:
    early = aargau.until(2023)
    assert early.years == (2022, 2023)
    assert early.end.persons.sum() == aargau.before[2].sum()
    later = estimated(aargau).arrivals
    assert not np.allclose(estimated(early).arrivals, later)


def test_flows_and_what_they_leave_unexplained_lead_from_each_year_to_the_next(aargau: History) -> None:
    for place, year in enumerate(aargau.years):
        explained = aargau.before[place] + aargau.births[place] + aargau.arrivals[place] - aargau.departures[place]
        total = explained + aargau.rest[place]
        ends = aargau.persons(year)
        np.testing.assert_allclose(total[..., :-2], ends[..., :-2], atol=1e-9)
        np.testing.assert_allclose(total[..., -2:].sum(axis=-1), ends[..., -2:].sum(axis=-1), atol=1e-9)


def simulated(years: int) -> History:
    """The flows of a city whose rates are known, as a register would count them."""
    rates = lively(AXES, arrivals=8.0)
    start = people(AXES, 200.0)
    rows: dict[str, list[Floats]] = {name: [] for name in ("before", "births", "arrivals", "departures", "rest")}
    for _ in range(years):
        found = step(start, rates, AXES)
        flows = found.flows
        nobody = np.zeros_like(start[..., :1])
        rows["before"].append(shifted(nobody, start))
        rows["births"].append(np.concatenate([found.births[..., None], 0.0 * start[..., 1:]], axis=-1))
        rows["arrivals"].append(by_age(flows.arrivals + flows.moved_in))
        rows["departures"].append(by_age(flows.out + flows.moved_out))
        rows["rest"].append(by_age(flows.net + flows.naturalised - flows.deaths))
        start = found.end
    counted = {name: np.stack(values) for name, values in rows.items()}
    return History(Population(AXES, 2024, start), tuple(range(2025 - years, 2025)), **counted)


def by_age(cohorts: Floats) -> Floats:
    return shifted(cohorts[..., :1], cohorts[..., 1:])


def test_estimated_rates_carry_a_city_on_as_its_own_rates_do() -> None:
    history = simulated(6)
    known, last = history.until(2023), history.persons(2024)
    found = step(known.end.persons, estimated(known), AXES).end
    np.testing.assert_allclose(found.sum(axis=(0, 2, 3)), last.sum(axis=(0, 2, 3)), rtol=0.01)
    np.testing.assert_allclose(found.sum(axis=(2, 3)), last.sum(axis=(2, 3)), rtol=0.02)


def test_one_extraordinary_year_of_arrivals_does_not_become_the_usual_one() -> None:
    usual = simulated(5)
    usual.arrivals[2] *= 4.0
    assert estimated(usual).arrivals.sum() == pytest.approx(estimated(simulated(5)).arrivals.sum(), rel=0.05)


def test_areas_that_differ_by_chance_only_get_the_rate_of_the_city() -> None:
    expected = np.full((400, 1), 25.0)
    counted = np.random.default_rng(1).poisson(25.0, (400, 1)).astype(float)
    assert credible(counted, expected).std() < 0.05
    truly_different = np.where(np.arange(400)[:, None] < 200, 0.5, 1.5)
    drawn = credible(np.random.default_rng(1).poisson(25.0 * truly_different).astype(float), expected)
    assert drawn[:200].mean() == pytest.approx(0.52, abs=0.05)


def test_a_year_that_is_missing_is_named(tmp_path: Path) -> None:
    flows = tmp_path / "flows.csv"
    flows.write_text("sex,age_reached,year,persons_before,births,arrivals,departures\nF,0,2022,0,1,0,0\n")
    population = Population(AXES, 2024, people(AXES))
    with pytest.raises(InputError, match="the flows of all years up to 2024"):
        read_history(flows, population)
