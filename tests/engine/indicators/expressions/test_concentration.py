"""Indices of uneven spread: known examples, bounds, and what may not change them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.indicators.expressions.concentration import dissimilarity, herfindahl, top_share

NAN = np.nan
PERSONS = st.lists(st.integers(0, 10_000), min_size=1, max_size=30).filter(any)
PAIRS = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000)), min_size=1, max_size=30).filter(
    lambda rows: any(a for a, _ in rows) and any(b for _, b in rows)
)


@pytest.mark.parametrize(
    ("group", "rest"), [([100, 60, 40, 0], [0, 40, 60, 100]), ([80, 80, 20, 20], [20, 20, 80, 80])]
)
def test_two_towns_can_be_equally_segregated_in_different_ways(group: list[int], rest: list[int]) -> None:
    # The example with which the R package segregation shows D: 0.6 in both, (100+20+20+100)/200/2 and 4·60/200/2.
    assert dissimilarity(group, rest) == pytest.approx(0.6)


def test_dissimilarity_runs_from_the_same_mixture_to_none() -> None:
    assert dissimilarity([1, 2, 3], [10, 20, 30]) == pytest.approx(0)
    assert dissimilarity([5, 0, 0], [0, 7, 9]) == 1
    # Duncan and Duncan by hand: shares (0.5, 0.3, 0.2) and (0.2, 0.3, 0.5) differ by 0.3 + 0 + 0.3.
    assert dissimilarity([50, 30, 20], [2, 3, 5]) == pytest.approx(0.3)


@given(PAIRS, st.integers(2, 50), st.randoms())
@settings(max_examples=50, deadline=None)
def test_dissimilarity_knows_neither_order_nor_scale(rows: list[tuple[int, int]], scale: int, random: object) -> None:
    group, rest = np.array(rows, dtype=float).T
    value = float(dissimilarity(group, rest))
    assert 0 <= value <= 1 + 1e-12
    assert value == pytest.approx(float(dissimilarity(rest, group)))
    assert value == pytest.approx(float(dissimilarity(group[::-1] * scale, rest[::-1])))
    split_group, split_rest = np.repeat(group / 2, 2), np.repeat(rest / 2, 2)
    assert value == pytest.approx(float(dissimilarity(split_group, split_rest)))  # districts of one mixture, divided


def test_herfindahl_is_the_sum_of_squared_shares() -> None:
    assert herfindahl([50, 30, 20]) == pytest.approx(0.38)  # 0.25 + 0.09 + 0.04
    assert herfindahl([7, 7, 7, 7]) == pytest.approx(0.25)
    assert herfindahl([0, 9, 0]) == 1


@given(PERSONS)
@settings(max_examples=50, deadline=None)
def test_herfindahl_lies_between_equality_and_one_code(counts: list[int]) -> None:
    value = float(herfindahl(counts))
    assert 1 / len(counts) - 1e-12 <= value <= 1 + 1e-12
    assert value == pytest.approx(float(herfindahl(sorted(counts))))
    assert value == pytest.approx(float(herfindahl([3 * count for count in counts])))


def test_top_share_adds_up_the_largest() -> None:
    assert top_share([10, 40, 20, 30], 2) == pytest.approx(0.7)
    assert top_share([10, 40], 10) == pytest.approx(1)


@given(PERSONS, st.integers(1, 30))
@settings(max_examples=50, deadline=None)
def test_top_shares_grow_with_the_codes_taken(counts: list[int], top: int) -> None:
    fewer, more = float(top_share(counts, top)), float(top_share(counts, top + 1))
    assert 0 < fewer <= more + 1e-12
    assert more <= 1 + 1e-12


def test_indices_work_along_any_axis_and_miss_only_what_is_missing() -> None:
    counts = np.array([[1.0, 3, NAN, 0], [1, 1, 5, 0]])
    assert herfindahl(counts, axis=0).tolist() == pytest.approx([0.5, 0.625, NAN, NAN], nan_ok=True)
    assert top_share(counts, 1, axis=0).tolist() == pytest.approx([0.5, 0.75, NAN, NAN], nan_ok=True)
    value = dissimilarity(counts, [[1, 1, 1, 1], [1, 1, 1, 1]], axis=0)
    assert value.tolist() == pytest.approx([0, 0.25, NAN, NAN], nan_ok=True)
    assert np.isnan(herfindahl([3, -1]))
