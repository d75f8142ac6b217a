"""Periods by the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from teilhabe.engagement.rules.periods import age_on, later


@pytest.mark.parametrize(
    ("day", "period", "then"),
    [
        (date(2026, 8, 31), {"months": 3}, date(2026, 11, 30)),
        (date(2024, 2, 29), {"years": 5}, date(2029, 2, 28)),
        (date(2026, 11, 24), {"weeks": 8}, date(2027, 1, 19)),
        (date(2026, 5, 24), {"months": -3}, date(2026, 2, 24)),
    ],
    ids=["months", "years", "weeks", "back"],
)
def test_a_period_ends_on_the_day_with_the_same_number(day: date, period: dict[str, int], then: date) -> None:
    assert later(day, **period) == then


def test_an_age_changes_on_the_birthday() -> None:
    born = date(2010, 6, 15)
    assert (age_on(born, date(2024, 6, 14)), age_on(born, date(2024, 6, 15))) == (13, 14)
