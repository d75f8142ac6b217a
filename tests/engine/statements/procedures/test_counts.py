"""Two counts, and two shares: textbook cases and the laws of a comparison."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.statements.procedures import counts, shares

_COUNTS = st.integers(0, 400)
_EXPOSURES = st.floats(0.5, 5_000)


def test_the_exact_comparison_is_twice_the_smaller_binomial_tail() -> None:
    # R, ?poisson.test: 11 events in 800 and 21 in 3011 years, rate ratio 1.97; of 32 events 11 or more.
    share = 800 / 3811
    tail = math.fsum(math.comb(32, k) * share**k * (1 - share) ** (32 - k) for k in range(11, 33))
    assert counts.equal_rates(11, 800, 21, 3011) == pytest.approx(2 * tail)


@given(_COUNTS, _EXPOSURES, _COUNTS, _EXPOSURES)
@settings(max_examples=60, deadline=None)
def test_swapping_two_counts_changes_nothing(a: int, t: float, b: int, u: float) -> None:
    assert counts.equal_rates(a, t, b, u) == pytest.approx(counts.equal_rates(b, u, a, t), rel=1e-6)


@given(_COUNTS, _COUNTS, st.floats(0.01, 1000))
@settings(max_examples=60, deadline=None)
def test_only_the_proportion_of_the_exposures_counts(a: int, b: int, scale: float) -> None:
    assert counts.equal_rates(a, 3, b, 7) == pytest.approx(counts.equal_rates(a, 3 * scale, b, 7 * scale), rel=1e-6)


def test_equal_counts_are_no_difference() -> None:
    assert counts.equal_rates(0, 1, 0, 1) == 1.0
    assert counts.equal_rates(250, 1, 250, 1) == 1.0


def test_the_score_test_and_newcombes_interval_of_two_shares() -> None:
    # Newcombe (1998), Interval estimation for the difference, table II, example (a): 56/70 and 48/80, method 10.
    low, high = shares.difference(56, 70, 48, 80)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)
    # The square of z is Pearson's chi-square 7.0215… of the same table times 149/150.
    chi_square = 150 * (56 * 32 - 14 * 48) ** 2 / (70 * 80 * 104 * 46)
    assert shares.equal_shares(56, 70, 48, 80) == pytest.approx(math.erfc(math.sqrt(chi_square * 149 / 150 / 2)))


def test_a_design_effect_makes_shares_less_sure() -> None:
    assert shares.equal_shares(56, 70, 48, 80, deff=2) > shares.equal_shares(56, 70, 48, 80)


def test_nobody_in_either_group_is_no_difference() -> None:
    assert shares.equal_shares(0, 40, 0, 60) == 1.0


@given(st.floats(-50, 50), st.floats(0.1, 9), st.floats(-50, 50), st.floats(0.1, 9))
@settings(max_examples=60, deadline=None)
def test_published_intervals_swap_to_the_negative(a: float, wide: float, b: float, narrow: float) -> None:
    ours, theirs = (a - wide, a + wide), (b - narrow, b + narrow)
    low, high, p = shares.intervals_apart(a, ours, b, theirs)
    assert shares.intervals_apart(b, theirs, a, ours) == pytest.approx((-high, -low, p))
    assert (p < 0.05) == (not low <= 0 <= high) or abs(p - 0.05) < 1e-6
