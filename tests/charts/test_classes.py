from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.charts.classes import COUNT, classify
from teilhabe.wording.numbers import exact

FIGURES = st.integers(min_value=-(10**12), max_value=10**12).map(lambda number: number / 10**6)
"""Figures as they are published: up to six decimals."""


@given(st.lists(FIGURES, min_size=1, max_size=40))
def test_every_value_falls_into_one_of_five_classes(values: list[float]) -> None:
    classes = classify(values)
    assert len(classes.limits) == COUNT + 1
    assert all(0 <= classes.of(value) < COUNT for value in values)
    assert classes.limits[0] <= exact(min(values))  # a float such as 3e-06 is a hair off the figure it stands for
    assert exact(max(values)) <= classes.limits[-1]


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ([5.1, 28.3], ["5", "10", "15", "20", "25", "30"]),
        ([0.0, 1.0], ["0", "1", "2", "3", "4", "5"]),
        ([0.12, 0.48], ["0.08", "0.16", "0.24", "0.32", "0.40", "0.48"]),
        ([1200, 9800], ["0", "2000", "4000", "6000", "8000", "10000"]),
        ([7.0], ["7", "8", "9", "10", "11", "12"]),
    ],
)
def test_limits_are_round(values: list[float], limits: list[str]) -> None:
    assert list(classify(values).limits) == [Decimal(limit) for limit in limits]


def test_the_legend_says_to_which_class_a_limit_belongs() -> None:
    classes = classify([5.1, 28.3])
    assert classes.labels("de") == (
        "5 bis unter 10",
        "10 bis unter 15",
        "15 bis unter 20",
        "20 bis unter 25",
        "25 bis 30",
    )
    assert classes.labels("en")[0] == "5 to under 10"
    assert classes.of(10.0) == 1
    assert classes.of(9.99) == 0
    assert classes.of(30.0) == 4
