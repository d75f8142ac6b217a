"""Draws agree with the bands they come from."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.forecasts.bounds import Bounds
from teilhabe.engine.forecasts.draws import draw
from teilhabe.engine.forecasts.forecasting import Forecast
from teilhabe.engine.forecasts.frequency import Frequency

COUNT = 999


def forecast(point: list[float], inner: float = 2.0, outer: float = 5.0, bounds: Bounds | None = None) -> Forecast:
    middle = np.array(point)
    bounds = bounds or Bounds()
    reach = np.sqrt(np.arange(1, len(point) + 1))
    low = {80: bounds.back(middle - inner * reach), 95: bounds.back(middle - outer * reach)}
    high = {80: bounds.back(middle + inner * reach), 95: bounds.back(middle + outer * reach)}
    return Forecast("x", Frequency.YEAR, 2020, middle, low, high, "ets", (), bounds)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=8), st.floats(0.1, 10), st.floats(10, 99), st.integers(0, 9))
def test_at_each_horizon_the_quantiles_are_those_of_the_bands(
    point: list[float], inner: float, outer: float, seed: int
) -> None:
    given = forecast(point, inner, outer)

    low, middle, high = np.quantile(draw(given, COUNT, seed), [0.1, 0.5, 0.9], axis=0)

    np.testing.assert_allclose(middle, given.point, atol=1e-6 * outer)
    np.testing.assert_allclose([low, high], [given.low[80], given.high[80]], atol=0.02 * outer * len(point))


def test_the_same_seed_gives_the_same_draws_and_another_one_others() -> None:
    given = forecast([10, 11, 12])

    assert np.array_equal(draw(given, 50, 1), draw(given, 50, 1))
    assert not np.array_equal(draw(given, 50, 1), draw(given, 50, 2))


def test_near_periods_move_together_more_than_distant_ones() -> None:
    paths = draw(forecast([10.0] * 8), COUNT, 3)
    correlations = np.corrcoef(paths.T)

    assert correlations[6, 7] > correlations[3, 7] > correlations[0, 7] > 0


def test_no_draw_leaves_the_bounds_of_its_values() -> None:
    paths = draw(forecast([1.0, 2.0, 3.0], bounds=Bounds(least=0.0)), COUNT, 3)

    assert paths.min() == 0


def test_more_bands_than_two_are_met_as_well() -> None:
    given = forecast([10.0])
    wider = Forecast(
        "x",
        Frequency.YEAR,
        2020,
        given.point,
        {50: given.point - 1, **given.low},
        {50: given.point + 1, **given.high},
        "ets",
    )

    assert np.quantile(draw(wider, COUNT, 1)[:, 0], 0.25) == pytest.approx(9, abs=0.02)
