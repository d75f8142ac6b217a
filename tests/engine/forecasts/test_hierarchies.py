"""Districts and groups add up to their totals in every draw, and nothing becomes negative for it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.engine.forecasts.stand_in import a_forecast, a_series

from teilhabe.engine.forecasts.draws import draw
from teilhabe.engine.forecasts.forecasting import Forecast
from teilhabe.engine.forecasts.hierarchies import Coherent, Sum, make_coherent, nearest
from teilhabe.engine.forecasts.series import Series

HORIZON = 3
DISTRICTS, GROUPS = ("north", "south", "west"), ("german", "foreign")
CROSSED = (
    Sum("city", DISTRICTS),
    Sum("city", GROUPS),
    *(Sum(district, tuple(f"{district}/{group}" for group in GROUPS)) for district in DISTRICTS),
    *(Sum(group, tuple(f"{district}/{group}" for district in DISTRICTS)) for group in GROUPS),
)
NAMES = sorted({name for each in CROSSED for name in each.members})


def a_city(seed: int = 1, size: float = 500.0) -> dict[str, Series]:
    rng = np.random.default_rng(seed)
    cells = {
        f"{district}/{group}": size + np.cumsum(rng.normal(4, 6, 15))
        for district, group in itertools.product(DISTRICTS, GROUPS)
    }
    sums = {group: sum(cells[f"{district}/{group}"] for district in DISTRICTS) for group in GROUPS}
    sums |= {district: sum(cells[f"{district}/{group}"] for group in GROUPS) for district in DISTRICTS}
    sums["city"] = sums["german"] + sums["foreign"]
    return {name: a_series(*values, id=name) for name, values in (cells | sums).items()}


def forecasts_of(city: dict[str, Series], spread: float = 20.0) -> list[Forecast]:
    """Each one apart, from its last step, so that they contradict one another."""
    ahead = np.arange(1, HORIZON + 1)
    return [
        a_forecast(name, np.maximum(series.values[-1] + ahead * (len(name) - 5), 0), spread * np.sqrt(ahead))
        for name, series in city.items()
    ]


def coherent(city: dict[str, Series], spread: float = 20.0, count: int = 400) -> Coherent:
    return make_coherent(list(city.values()), forecasts_of(city, spread), CROSSED, count=count, seed=3)


def points(found: Coherent) -> dict[str, Forecast]:
    return {forecast.id: forecast for forecast in found.forecasts}


def test_districts_and_groups_add_up_in_every_draw_and_in_the_points() -> None:
    found = coherent(a_city())
    told = points(found)

    for each in CROSSED:
        gap = found.draws[each.total] - sum(found.draws[part] for part in each.parts)
        assert np.abs(gap).max() < 1e-6
        assert told[each.total].point == pytest.approx(sum(told[part].point for part in each.parts), abs=1e-6)


def test_nothing_is_negative_where_counts_are_small_and_it_still_adds_up() -> None:
    found = coherent(a_city(size=4.0), spread=40.0)

    assert min(draws.min() for draws in found.draws.values()) == 0
    for each in CROSSED:
        gap = found.draws[each.total] - sum(found.draws[part] for part in each.parts)
        assert np.abs(gap).max() < 1e-6


def test_what_can_be_negative_stays_so() -> None:
    series = {name: a_series(*np.linspace(-9, 9, 12), id=name) for name in "tab"}
    made = [
        a_forecast(name, np.array([point]), np.array([2.0]), non_negative=False)
        for name, point in zip("tab", (-5.0, -4.0, -3.0), strict=True)
    ]
    found = make_coherent(list(series.values()), made, [Sum("t", ("a", "b"))], count=200, seed=1)

    assert found.draws["t"].mean() < -5


@settings(deadline=None)
@given(
    arrays(float, (4, 6), elements=st.floats(0, 1e6)),
    arrays(float, 4, elements=st.floats(1e-3, 1e6)),
)
def test_the_nearest_values_add_up_for_any_values_and_weights(values: np.ndarray, weights: np.ndarray) -> None:
    matrix = np.array([[1.0, -1, -1, -1]])
    found = nearest(values, weights, matrix, np.full(4, True))

    assert np.abs(matrix @ found).max() <= 1e-6
    assert found.min() >= 0


def test_values_that_add_up_are_left_as_they_are() -> None:
    values = np.array([[6.0], [1], [2], [3]])
    found = nearest(values, np.ones(4), np.array([[1.0, -1, -1, -1]]), np.full(4, True))

    assert found == pytest.approx(values)


def test_the_less_certain_forecast_gives_way() -> None:
    found = nearest(np.array([[10.0], [4], [4]]), np.array([1.0, 1, 8]), np.array([[1.0, -1, -1]]), np.full(3, True))

    assert found[:, 0] == pytest.approx([9.8, 4.2, 5.6])


def test_what_rose_together_rises_together_in_a_draw() -> None:
    rng = np.random.default_rng(4)
    common = np.cumsum(rng.normal(0, 10, 30))
    values = {name: 500 + common + rng.normal(0, 1, 30) for name in "ab"} | {
        "c": 500 + np.cumsum(rng.normal(0, 10, 30))
    }
    values["t"] = values["a"] + values["b"] + values["c"]
    series = [a_series(*entries, id=name) for name, entries in values.items()]
    made = [a_forecast(each.id, each.values[-1:], np.array([60.0 if each.id == "t" else 20.0])) for each in series]
    draws = make_coherent(series, made, [Sum("t", ("a", "b", "c"))], count=2000, seed=1).draws
    together = np.corrcoef([draws[name][:, 0] for name in "abc"])

    assert together[0, 1] > 0.6
    assert abs(together[0, 2]) < 0.35


def test_the_usual_series_is_as_uncertain_as_its_forecast_was() -> None:
    city = a_city()
    before = {forecast.id: draw(forecast, 400, 0).std(axis=0) for forecast in forecasts_of(city)}
    after = coherent(city).draws

    ratios = np.array([after[name].std(axis=0) / before[name] for name in NAMES])
    assert np.median(ratios, axis=0) == pytest.approx(1, abs=0.01)


def test_bands_hold_the_points() -> None:
    for forecast in coherent(a_city()).forecasts:
        assert (forecast.low[95] <= forecast.low[80]).all()
        assert (forecast.low[80] <= forecast.point).all()
        assert (forecast.point <= forecast.high[80]).all()
        assert (forecast.high[80] <= forecast.high[95]).all()


def test_the_same_seed_gives_the_same_draws() -> None:
    first, second = coherent(a_city()), coherent(a_city())

    assert all((first.draws[name] == second.draws[name]).all() for name in NAMES)


def test_a_sum_without_all_its_forecasts_is_left_out_and_named() -> None:
    city = a_city()
    made = [forecast for forecast in forecasts_of(city) if forecast.id != "west/foreign"]
    found = make_coherent(list(city.values()), made, CROSSED, count=100, seed=1)

    assert found.left_out == tuple(each for each in CROSSED if "west/foreign" in each.parts)
    gap = found.draws["city"] - sum(found.draws[district] for district in DISTRICTS)
    assert np.abs(gap).max() < 1e-6


def test_forecasts_of_other_periods_are_not_added_up() -> None:
    made = [
        a_forecast("t", np.array([9.0]), np.array([1.0])),
        a_forecast("a", np.array([9.0]), np.array([1.0]), first=2020),
    ]
    found = make_coherent([], made, [Sum("t", ("a",))], count=10, seed=1)

    assert found.forecasts == tuple(made)
    assert found.left_out == (Sum("t", ("a",)),)


def test_series_without_a_common_past_are_drawn_independently() -> None:
    series = [a_series(1, 2, 3, id="a", first=1990), a_series(4, 5, 6, id="b"), a_series(5, 7, 9, id="t")]
    made = [a_forecast(each.id, np.array([50.0]), np.array([5.0])) for each in series]
    found = make_coherent(series, made, [Sum("t", ("a", "b"))], count=200, seed=1)

    assert np.abs(found.draws["t"] - found.draws["a"] - found.draws["b"]).max() < 1e-6
