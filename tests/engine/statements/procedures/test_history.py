"""A series beside what it usually does: found is what stands out, at every autocorrelation that may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.indicators.expressions.arrays import Array
from teilhabe.engine.statements.procedures import equivalence, history
from teilhabe.engine.statements.procedures.autocorrelation import Observed, fit

_USUAL = np.array([0.4, -1.1, 0.7, 1.3, -0.2, -0.9, 0.1, 0.8, -1.4, 0.3, 0.6, -0.7, 1.0, -0.5])


def _observed(values: Array, spread: float = 0.1) -> Observed:
    return Observed(values, np.full(values.size, spread), np.arange(2010.0, 2010.0 + values.size))


def _noise(random: np.random.Generator, n: int, rho: float) -> Array:
    noise = random.standard_normal(n)
    for year in range(1, n):
        noise[year] = rho * noise[year - 1] + np.sqrt(1 - rho**2) * noise[year]
    return noise


def test_a_year_like_the_others_is_no_change() -> None:
    assert history.point_change(_observed(_USUAL), 12, 13).p > 0.2


def test_a_year_unlike_all_others_is_a_change() -> None:
    values = np.append(_USUAL, 6.0)
    compared = history.point_change(_observed(values), 13, 14)
    low, high = compared.mixture.interval()
    assert compared.p < 0.001
    assert low < compared.mixture.estimate < high
    assert compared.mixture.estimate == pytest.approx(6.5)
    assert low > 0


def test_a_steady_rise_is_not_taken_for_noise() -> None:
    rising = _observed(np.arange(14.0) + 0.1 * _USUAL)
    assert history.point_change(rising, 12, 13).p < 0.01


def test_variation_is_never_less_than_chance_alone_would_make() -> None:
    # Ten equal counts of 100, then 120: by Poisson the difference of two such counts has a standard deviation of 14.1.
    values = np.append(np.full(10, 100.0), 120.0)
    compared = history.point_change(Observed(values, np.full(11, 10.0), np.arange(11.0)), 9, 10)
    assert compared.p > 0.05
    assert compared.mixture.errors[0] == pytest.approx(np.sqrt(200))


@pytest.mark.parametrize("place", [4, 7, 11])
@pytest.mark.parametrize("size", [-6.0, 6.0])
def test_a_new_level_is_found_wherever_it_begins(place: int, size: float) -> None:
    moved = _observed(_USUAL + size * (np.arange(14) >= place))
    compared = history.level_change(moved)
    assert compared.p < 0.01
    assert compared.mixture.estimate * size > 0


@given(
    st.lists(st.floats(-50, 50), min_size=7, max_size=16),
    st.floats(0.2, 40),
    st.floats(-200, 200),
    st.sampled_from([-1.0, 1.0]),
)
@settings(max_examples=40, deadline=None)
def test_unit_origin_and_sign_of_the_scale_make_no_difference(
    values: list[float], scale: float, origin: float, sign: float
) -> None:
    before = _observed(np.array(values), 1.0)
    after = Observed(sign * scale * before.values + origin, scale * before.spread, before.times)
    for compare in (history.shift, history.level_change, lambda one: history.point_change(one, 2, 5)):
        one, other = compare(before), compare(after)
        assert other.p == pytest.approx(one.p, rel=1e-4, abs=1e-9)
        assert other.mixture.estimate == pytest.approx(sign * scale * one.mixture.estimate, rel=1e-4, abs=1e-6)


def test_only_the_proportion_of_the_times_between_points_counts() -> None:
    years = _observed(_USUAL)
    months = replace(years, times=years.times * 12)
    assert history.shift(months).p == pytest.approx(history.shift(years).p)


@pytest.mark.parametrize(("rho", "most"), [(0.0, 0.07), (0.3, 0.07), (0.6, 0.07)])
def test_the_latest_year_of_a_series_without_change_is_seldom_called_one(rho: float, most: float) -> None:
    random = np.random.default_rng(11)
    p = [history.point_change(_observed(_noise(random, 15, rho)), 13, 14).p for _ in range(400)]
    assert 0.015 <= np.mean(np.array(p) < 0.05) <= most


def test_autocorrelation_lends_a_shift_less_weight() -> None:
    smooth, rough = np.sin(np.arange(14) / 2.2), np.array([1.0, -1.0] * 7)
    weights = [fit(_observed(values)).weights for values in (smooth, rough)]
    assert weights[0][0] < 0.2 < 0.7 < weights[1][0]


@pytest.mark.parametrize("compare", [history.shift, history.level_change, lambda one: history.point_change(one, 5, 6)])
def test_interval_and_p_agree(compare: Callable[[Observed], history.Compared]) -> None:
    random = np.random.default_rng(3)
    verdicts = set()
    for _ in range(40):
        compared = compare(_observed(random.standard_normal(12) + 1.5 * (np.arange(12) > 5)))
        low, high = compared.interval()
        assert (compared.p < 0.05) == (not low <= 0 <= high)
        verdicts.add(compared.p < 0.05)
    assert verdicts == {True, False}


def test_unchanged_is_shown_only_by_series_that_vary_less_than_the_margin() -> None:
    mixture = history.point_change(_observed(_USUAL), 12, 13).mixture
    assert equivalence.within(mixture, 8.0) < 0.05
    assert equivalence.within(mixture, 1.0) > 0.2
    assert equivalence.within(mixture, 0.0) >= 0.5


def test_two_one_sided_tests_of_a_normal_difference() -> None:
    # Schuirmann (1987): within the margin where the 90 per cent interval, 1.645 errors to either side, is.
    assert equivalence.normal_within(0.2, 0.4, 0.2 + 1.6449 * 0.4) == pytest.approx(0.05, abs=1e-4)
    assert equivalence.normal_within(0.0, 0.0, 0.1) == 0.0
