"""Every holiday counts from its first day on, and each has a name and a source."""

from __future__ import annotations

from datetime import date

import pytest

from teilhabe.engagement.shifts.holidays import NAMES, Holiday, holiday, holidays


@pytest.mark.parametrize("row", holidays(), ids=lambda row: row.key)
def test_a_holiday_counts_on_both_sides_of_its_first_day_as_its_row_says(row: Holiday) -> None:
    years = range(row.valid_from.year - 1, row.valid_from.year + 2)
    days = [row.in_year(year) for year in years]
    assert [row.falls_on(day) for day in days] == [day >= row.valid_from for day in days]
    assert not row.falls_on(days[0])
    assert holiday(days[-1]) == NAMES[row.key]
    assert "§" in row.source or "Art." in row.source


def test_the_day_of_unity_came_with_unity() -> None:
    assert (str(holiday(date(1989, 10, 3))), str(holiday(date(1990, 10, 3)))) == ("", "Tag der Deutschen Einheit")


def test_every_name_has_its_row() -> None:
    assert {row.key for row in holidays()} == set(NAMES)
