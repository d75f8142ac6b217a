"""Probabilities against printed tables and against their definitions."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.statements.procedures import distributions


@pytest.mark.parametrize(
    ("df", "quantile"), [(1, 12.706), (2, 4.303), (3, 3.182), (7, 2.365), (10, 2.228), (30, 2.042), (120, 1.980)]
)
def test_student_has_the_quantiles_of_the_tables(df: int, quantile: float) -> None:
    # Fisher and Yates (1963), Statistical tables, table III: 5 per cent, both sides.
    assert distributions.student_quantile(0.975, df) == pytest.approx(quantile, abs=5e-4)
    assert distributions.student_tail(quantile, df) == pytest.approx(0.025, abs=2e-4)


@pytest.mark.parametrize("t", [-3.0, 0.0, 0.5, 2.0, 4.0, 7.0])
def test_both_ways_to_student_agree(t: float, monkeypatch: pytest.MonkeyPatch) -> None:
    sums = distributions.student_tail(t, 40)
    monkeypatch.setattr(distributions, "_MANY", 39)
    assert distributions.student_tail(t, 40) == pytest.approx(sums, rel=1e-5)


@given(st.floats(-8, 8), st.integers(1, 300))
@settings(max_examples=60, deadline=None)
def test_both_tails_of_student_add_up_to_one(t: float, df: int) -> None:
    assert distributions.student_tail(t, df) + distributions.student_tail(-t, df) == pytest.approx(1)


@given(st.integers(1, 60), st.integers(0, 60), st.floats(0.02, 0.98))
@settings(max_examples=60, deadline=None)
def test_the_binomial_tail_is_the_sum_of_its_terms(n: int, least: int, share: float) -> None:
    terms = [math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(min(least, n + 1), n + 1)]
    assert distributions.binomial_tail(least, n, share) == pytest.approx(math.fsum(terms), rel=1e-9, abs=1e-14)


def test_large_counts_are_no_harder_than_small_ones() -> None:
    # Around its middle the binomial is normal: half a step beyond the mean of a million.
    tail = distributions.binomial_tail(500_500, 1_000_000, 0.5)
    assert tail == pytest.approx(distributions.normal_tail(499.5 / 500), rel=1e-4)
