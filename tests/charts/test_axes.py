from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.charts.axes import PeriodTexts, day_of, label_expression, period_texts, time_axis, value_axis
from teilhabe.charts.model import Point

FIGURES = st.integers(min_value=-(10**15), max_value=10**15).map(lambda number: number / 10**6)
"""Figures as they are published: up to six decimals."""


@given(st.lists(FIGURES, min_size=1, max_size=30))
def test_every_value_lies_between_the_first_and_the_last_tick(values: list[float]) -> None:
    axis = value_axis(values, 6, "de")
    slack = (axis.high - axis.low) * 1e-9
    assert axis.low - slack <= min(values)
    assert max(values) <= axis.high + slack
    assert 2 <= len(axis.ticks) <= 9
    assert len(axis.labels) == len(axis.ticks)


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([17.5, 7.2], ("0", "5", "10", "15", "20")),
        ([95100, 103995], ("94.000", "96.000", "98.000", "100.000", "102.000", "104.000")),
        ([26.3, 26.7], ("25,75", "26,00", "26,25", "26,50", "26,75", "27,00", "27,25")),
        ([-30, -20], ("−30", "−28", "−26", "−24", "−22", "−20")),
        ([0.25, 0.58], ("0,0", "0,1", "0,2", "0,3", "0,4", "0,5", "0,6")),
        ([-8.3, 9.6], ("−10", "−5", "0", "5", "10")),
        ([1, 2], ("0", "1", "2")),
        ([42], ("0", "10", "20", "30", "40", "50")),
        ([0, 0], ("0", "1")),
        ([], ("0", "1")),
    ],
)
def test_ticks_are_round_and_zero_is_shown_where_the_values_come_near_it(
    values: list[float], labels: tuple[str, ...]
) -> None:
    assert value_axis(values, 6, "de").labels == labels


def test_an_axis_that_begins_above_zero_knows_it() -> None:
    assert value_axis([99184, 103995], 6, "de").starts_above_zero
    assert not value_axis([40, 100], 6, "de").starts_above_zero


def _points(*days: str, label: str = "{year}") -> list[Point]:
    return [Point(day, label.format(year=day[:4], day=f"{day[8:]}.{day[5:7]}.{day[:4]}"), 1.0, "1") for day in days]


def _axis_labels(periods: PeriodTexts, width: float = 600, most: int = 8) -> list[str]:
    return list(time_axis(periods, width, most).ticks.values())


def test_thirty_years_get_at_most_eight_round_labels() -> None:
    points = _points(*(f"{year}-12-31" for year in range(1995, 2025)))
    assert _axis_labels(period_texts(points, "de")) == ["1995", "2000", "2005", "2010", "2015", "2020", "2024"]
    assert len(_axis_labels(period_texts(points, "de"), 250, 5)) <= 5


def test_years_stand_for_equal_days_and_the_day_is_named() -> None:
    points = _points("2010-12-31", "2012-12-31", label="{day}")
    periods = period_texts(points, "de")
    assert periods.same_day == "31.12."
    assert _axis_labels(periods) == ["2010", "2011", "2012"]
    assert period_texts([Point("2010-12-31", "31 December 2010", 1, "1")], "en").same_day == "31 December"


def test_different_days_keep_their_full_label() -> None:
    assert _axis_labels(period_texts(_points("2011-05-09", "2022-05-15", label="{day}"), "de")) == [
        "09.05.2011",
        "15.05.2022",
    ]


def test_months_are_counted_back_from_the_newest() -> None:
    points = [
        Point(f"{year}-{month:02d}-28", f"{month}/{year}", 1.0, "1", f"{month:02d}/{year}")
        for year in range(2019, 2025)
        for month in range(1, 13)
    ]
    labels = _axis_labels(period_texts(points, "de"))
    assert labels[-1] == "12/2024"
    assert labels == [f"12/{year}" for year in range(2019, 2025)]


def test_a_leap_day_is_an_ordinary_reference_day() -> None:
    assert _axis_labels(period_texts(_points("2016-02-29", "2020-02-29", label="{day}"), "de"))[0] == "2016"


def test_a_single_point_and_no_point_have_an_axis_too() -> None:
    assert _axis_labels(period_texts(_points("2020-12-31"), "de")) == ["2020"]
    assert _axis_labels(period_texts([], "de")) == []


def test_labels_are_found_by_the_number_as_a_browser_prints_it() -> None:
    assert label_expression({0.0: "0", 2.5: "2,5", 100000.0: "100.000"}) == (
        '{"0": "0", "2.5": "2,5", "100000": "100.000"}[datum.value]'
    )


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="2018"):
        day_of("31.12.2018")
