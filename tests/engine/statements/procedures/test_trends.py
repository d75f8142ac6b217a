"""Trends: known answers, and how often a trend is seen where there is none, or missed where there is one."""

from __future__ import annotations

import math

import numpy as np
import pytest

from teilhabe.engine.indicators.expressions.arrays import Array
from teilhabe.engine.statements.procedures import trends
from teilhabe.engine.statements.procedures.autocorrelation import Observed


def _observed(values: Array) -> Observed:
    return Observed(values, np.full(values.size, 0.01), np.arange(2000.0, 2000.0 + values.size))


def _series(n: int, rho: float, draws: int, slope: float = 0.0) -> list[Array]:
    random = np.random.default_rng(17)
    noise = random.standard_normal((draws, n))
    for year in range(1, n):
        noise[:, year] = rho * noise[:, year - 1] + math.sqrt(1 - rho**2) * noise[:, year]
    return list(noise + slope * np.arange(n))


def _pre_whitened_once(values: Array) -> float:
    centred = values - values.mean()
    rho = float(centred[1:] @ centred[:-1] / (centred @ centred))
    return trends.mann_kendall(values[1:] - rho * values[:-1])


@pytest.mark.parametrize(
    ("n", "rho", "plain", "once"), [(20, 0.6, 0.205, 0.040), (15, 0.0, 0.052, 0.035)], ids=["alike", "independent"]
)
def test_plain_and_once_pre_whitened_tests_see_trends_as_often_as_is_known(
    n: int, rho: float, plain: float, once: float
) -> None:
    # Figures of the catalogue of methods (simulated with pymannkendall 1.4.3), which does not say how its series begin.
    # Ours begin at rest; in series that have long been under way the plain test sees trends in 28 per cent.
    random = np.random.default_rng(17)
    series = random.standard_normal((3000, n))
    series[:, 0] *= rho == 0
    for year in range(1, n):
        series[:, year] += rho * series[:, year - 1]
    assert np.mean([trends.mann_kendall(values) < 0.05 for values in series]) == pytest.approx(plain, abs=0.04)
    assert np.mean([_pre_whitened_once(values) < 0.05 for values in series]) == pytest.approx(once, abs=0.03)


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.6])
def test_a_trend_is_seldom_seen_where_there_is_none(rho: float) -> None:
    seen = np.mean([trends.trend(_observed(values)).p < 0.05 for values in _series(15, rho, 300)])
    assert seen <= 0.1


def test_a_trend_is_found_where_pre_whitening_once_would_lose_it() -> None:
    series = _series(15, 0.0, 200, slope=0.25)
    ours = np.mean([trends.trend(_observed(values)).p < 0.05 for values in series])
    once = np.mean([_pre_whitened_once(values) < 0.05 for values in series])
    assert ours > 2 * once > 0.4


@pytest.mark.parametrize(("n", "rho"), [(15, 0.3), (30, 0.0), (30, 0.5)])
def test_the_interval_of_the_slope_holds_the_slope(n: int, rho: float) -> None:
    found = [trends.trend(_observed(values)) for values in _series(n, rho, 300, slope=0.1)]
    assert 0.91 <= np.mean([trend.low <= 0.1 <= trend.high for trend in found]) <= 0.99


def test_a_single_striking_year_is_no_trend() -> None:
    values = np.array([3.0, 5, 4, 2, 5, 3, 4, 5, 2, 4, 3, 90])
    assert trends.trend(_observed(values)).p > 0.05


def test_sens_own_example_has_a_slope_of_four() -> None:
    # Sen (1968), section 6: t = 1, 2, 3, 4, 10, 12, 18 and y = 9, 15, 19, 20, 45, 55, 78.
    times = np.array([1.0, 2, 3, 4, 10, 12, 18])
    assert trends.theil_sen(np.array([9.0, 15, 19, 20, 45, 55, 78]), times) == 4


def test_a_series_that_only_rises_has_the_largest_s() -> None:
    # Kendall (1975): S = n(n − 1)/2, its variance n(n − 1)(2n + 5)/18.
    s, deviation = trends.kendall(np.arange(10.0))
    assert (s, deviation) == (45, pytest.approx(math.sqrt(125)))


def test_ties_are_taken_into_account() -> None:
    # One tie of two among five: (5·4·15 − 2·1·9)/18.
    s, deviation = trends.kendall(np.array([1.0, 2, 2, 3, 4]))
    assert (s, deviation) == (9, pytest.approx(math.sqrt(282 / 18)))


def test_a_series_that_never_moves_has_no_trend() -> None:
    found = trends.trend(_observed(np.full(12, 5.0)))
    assert (found.slope, found.p) == (0.0, 1.0)


def test_a_falling_series_mirrors_a_rising_one() -> None:
    values = _series(14, 0.2, 1, slope=0.3)[0]
    rising, falling = trends.trend(_observed(values)), trends.trend(_observed(-values))
    assert (falling.slope, falling.low, falling.high) == pytest.approx((-rising.slope, -rising.high, -rising.low))
    assert falling.p == pytest.approx(rising.p)


def test_fewer_than_ten_points_are_not_tested() -> None:
    with pytest.raises(ValueError, match="10 points"):
        trends.trend(_observed(np.arange(9.0)))
