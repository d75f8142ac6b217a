"""Intervals: published limits, the laws they keep, and how often they hold what they promise."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.indicators.expressions import intervals

NAN = np.nan


def test_wilson_gives_the_limits_newcombe_printed() -> None:
    # Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
    low, high = intervals.wilson([81, 15, 0, 1], [263, 148, 20, 29])
    assert np.round(low, 4).tolist() == [0.2553, 0.0624, 0.0000, 0.0061]
    assert np.round(high, 4).tolist() == [0.3662, 0.1605, 0.1611, 0.1718]


@pytest.mark.parametrize(("level", "low", "high"), [(0.90, 17.38, 34.92), (0.95, 16.18, 36.90), (0.99, 14.00, 41.00)])
def test_poisson_gives_the_limits_graphpad_prints_for_25_events(level: float, low: float, high: float) -> None:
    # GraphPad, How QuickCalcs computes the confidence interval of a count (Garwood 1936).
    interval = intervals.poisson(25, level=level)
    assert (round(float(interval.low), 2), round(float(interval.high), 2)) == (low, high)


def test_no_event_at_all_leaves_room_for_three_point_seven() -> None:
    interval = intervals.poisson([0, 10])
    assert interval.low.tolist()[0] == 0
    assert np.round(interval.low, 4).tolist() == [0, 4.7954]  # Garwood's table
    assert np.round(interval.high, 4).tolist() == [3.6889, 18.3904]


@given(st.integers(1, 400), st.floats(0.5, 0.999))
@settings(max_examples=40, deadline=None)
def test_poisson_limits_are_exact(count: int, level: float) -> None:
    # Defining property: with the lower limit as mean, `count` or more events happen with half the error probability.
    low, _ = intervals.poisson(count, level=level)
    mean = float(low)
    below = math.fsum(math.exp(n * math.log(mean) - mean - math.lgamma(n + 1)) for n in range(count))
    assert 1 - below == pytest.approx((1 - level) / 2, abs=1e-8)


def test_a_rate_is_the_count_over_its_exposure() -> None:
    count, rate = intervals.poisson(137), intervals.poisson(137, 24.19893)
    # Breslow and Day (1987), Welsh nickel workers: 137 deaths, 24.2 expected, ratio 5.66 (4.75 to 6.69).
    assert (round(float(rate.low), 2), round(float(rate.high), 2)) == (4.75, 6.69)
    assert rate.low * 24.19893 == pytest.approx(count.low)


@given(st.integers(0, 2000), st.integers(0, 2000), st.floats(1, 10))
@settings(max_examples=50, deadline=None)
def test_wilson_stays_between_0_and_1_and_holds_the_share(cases: int, others: int, deff: float) -> None:
    n = cases + others
    if n == 0:
        return
    low, high = intervals.wilson(cases, n, deff)
    assert 0 <= low <= cases / n <= high <= 1
    plain = intervals.wilson(cases, n)
    assert high - low >= plain.high - plain.low - 1e-12
    mirrored = intervals.wilson(others, n, deff)
    assert mirrored.low == pytest.approx(1 - high, abs=1e-12)


def test_a_design_effect_of_two_halves_the_sample() -> None:
    half = [float(limit) for limit in intervals.wilson(30, 100)]
    assert list(map(float, intervals.wilson(60, 200, deff=2))) == pytest.approx(half)
    assert intervals.poisson(50, deff=2).high == pytest.approx(2 * intervals.poisson(25).high)


def test_relative_standard_errors_follow_their_formulas() -> None:
    assert intervals.relative_standard_error([200, -200, 0], 10).tolist() == pytest.approx([5, 5, NAN], nan_ok=True)
    assert intervals.poisson_rse([100, 25, 0]).tolist() == pytest.approx([10, 20, NAN], nan_ok=True)
    assert intervals.poisson_rse(50, deff=2) == pytest.approx(20)
    assert intervals.binomial_rse(0.5, 100) == pytest.approx(10)  # √(0.25/100) / 0.5
    assert intervals.binomial_rse([0, 0.2, 1], 400, 4).tolist() == pytest.approx([NAN, 20, 0], nan_ok=True)


def test_what_is_missing_stays_missing_and_alone() -> None:
    low, high = intervals.wilson([NAN, 1, 3, -1, 1], [10, NAN, 2, 10, 0])
    assert np.isnan([low, high]).all()
    low, high = intervals.poisson([NAN, -1, 4, 4, 4], [1, 1, 0, NAN, 2])
    assert np.isnan(low).tolist() == [True, True, True, True, False] == np.isnan(high).tolist()
    assert np.isnan(intervals.binomial_rse([NAN, 1.2, 0.5], [10, 10, 0])).all()
    assert intervals.wilson(np.ones((2, 1, 3)), np.full((4, 1), 9)).low.shape == (2, 4, 3)


@pytest.mark.parametrize(("n", "mean", "worst"), [(30, 0.952, 0.930), (10, 0.956, 0.904)])
def test_wilson_covers_what_the_reference_found(n: int, mean: float, worst: float) -> None:
    # Mean and worst coverage over shares from 1 to 50 %, here computed exactly, in the reference simulated.
    k = np.arange(n + 1)
    low, high = intervals.wilson(k, n)
    binomial = np.array([math.comb(n, i) for i in k], dtype=float)
    shares = np.linspace(0.01, 0.5, 50)[:, None]
    covered = (low <= shares) & (shares <= high)
    coverage = (binomial * shares**k * (1 - shares) ** (n - k) * covered).sum(axis=1)
    assert (round(float(coverage.mean()), 3), round(float(coverage.min()), 3)) == (mean, worst)


def test_exact_limits_never_cover_less_than_promised() -> None:
    k = np.arange(400)
    low, high = intervals.poisson(k)
    log_factorial = np.array([math.lgamma(i + 1) for i in k])
    for mean in np.linspace(0.1, 60, 80):
        probability = np.exp(k * math.log(mean) - mean - log_factorial)
        assert probability[(low <= mean) & (mean <= high)].sum() >= 0.95
