"""Means and quantiles of classes: published examples, the standard library as a second opinion, open classes."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.indicators.expressions.averages import grouped_mean, grouped_median, grouped_quantile

NAN, INF = np.nan, np.inf
LOWER, UPPER = np.array([0.0, 15, 25, 65]), np.array([15.0, 25, 65, INF])


def test_the_median_lies_within_its_class_as_the_textbook_puts_it() -> None:
    # MATLAB Answers 2130576: classes 0–5, 5–10 … 45–50, published answer 25.25.
    counts = [14, 8, 20, 7, 11, 10, 5, 16, 21, 9]
    lower = np.arange(0, 50, 5)
    assert grouped_median(counts, lower, lower + 5) == pytest.approx(25.25, abs=0.005)


def test_the_median_agrees_with_the_documentation_of_python() -> None:
    # statistics.median_grouped([1, 3, 3, 5, 7]) is 3.25: values are the middles of classes of width 1.
    assert grouped_median([1, 2, 1, 1], [0.5, 2.5, 4.5, 6.5], [1.5, 3.5, 5.5, 7.5]) == pytest.approx(3.25)


@given(st.lists(st.integers(0, 99), min_size=1, max_size=200))
@settings(max_examples=50, deadline=None)
def test_single_years_have_the_median_of_the_standard_library(ages: list[int]) -> None:
    counts = np.bincount(ages, minlength=100)
    median = float(grouped_median(counts, np.arange(100), np.arange(1, 101)))
    standard = statistics.median_grouped([age + 0.5 for age in ages])
    if np.cumsum(counts)[int(median) - 1] * 2 != len(ages):  # between two classes either end is a median
        assert median == pytest.approx(standard)


@given(st.lists(st.integers(0, 99), min_size=1, max_size=200))
@settings(max_examples=50, deadline=None)
def test_single_years_have_their_mean_half_a_year_above_completed_years(ages: list[int]) -> None:
    counts, years = np.bincount(ages, minlength=100), np.arange(100)
    assert grouped_mean(counts, years, years + 1) == pytest.approx(statistics.mean(ages) + 0.5)
    assert grouped_mean(counts, years, years) == pytest.approx(statistics.mean(ages))


def test_the_mean_takes_the_middle_of_each_class() -> None:
    # By hand: (10·7.5 + 20·20 + 30·45) / 60.
    assert grouped_mean([10, 20, 30, 0], LOWER, UPPER) == pytest.approx(1825 / 60)


def test_an_open_class_needs_a_declared_end() -> None:
    counts = [10, 20, 30, 40]
    assert np.isnan(grouped_mean(counts, LOWER, UPPER))
    assert grouped_mean(counts, LOWER, UPPER, closing=85) == pytest.approx((1825 + 40 * 75) / 100)


def test_a_median_in_an_open_class_is_missing_and_one_below_is_not() -> None:
    counts = [[10, 20, 30, 40], [10, 20, 30, 61], [10, 20, 30, 60]]
    medians = grouped_median(counts, LOWER, UPPER)
    assert medians.tolist() == pytest.approx([25 + 20 / 30 * 40, NAN, 65], nan_ok=True)


def test_quantiles_reach_from_the_lowest_to_the_highest_bound() -> None:
    counts, lower, upper = [0, 4, 4, 0], [0, 10, 20, 30], [10, 20, 30, 40]
    quantiles = [float(grouped_quantile(counts, q, lower, upper)) for q in (0, 0.25, 0.5, 0.75, 1)]
    assert quantiles == [10, 15, 20, 25, 30]


@given(st.permutations(range(4)), st.lists(st.integers(0, 500), min_size=4, max_size=4).filter(any), st.integers(1, 9))
@settings(max_examples=50, deadline=None)
def test_order_and_scale_of_the_classes_do_not_matter(order: list[int], counts: list[int], scale: int) -> None:
    values = np.array(counts, dtype=float)
    upper = np.array([15.0, 25, 65, 100])
    shuffled = grouped_median(values[order] * scale, LOWER[order], upper[order])
    assert shuffled == pytest.approx(float(grouped_median(values, LOWER, upper)))
    mean = float(grouped_mean(values[order], LOWER[order], upper[order]))
    assert mean == pytest.approx(float(grouped_mean(values, LOWER, upper)))
    assert LOWER.min() <= float(shuffled) <= 100


def test_missing_counts_and_nobody_have_no_average() -> None:
    counts = np.array([[1.0, NAN, 1, 0], [0, 0, 0, 0], [1, -1, 3, 0], [2, 0, 0, 0]])
    assert grouped_median(counts, LOWER, UPPER).tolist() == pytest.approx([NAN, NAN, NAN, 7.5], nan_ok=True)
    assert grouped_mean(counts.T, LOWER, UPPER, axis=0)[[0, 1, 3]].tolist() == pytest.approx(
        [NAN, NAN, 7.5], nan_ok=True
    )
