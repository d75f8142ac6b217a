"""A term ends on the day the calendar says, also at the end of February."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.core.privacy.declarations import Retention
from teilhabe.core.privacy.terms import last_day, latest_start

TERMS = st.builds(Retention, years=st.integers(0, 30), months=st.integers(0, 24), days=st.integers(0, 400))


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        (date(2026, 1, 31), Retention(months=1), date(2026, 2, 28)),
        (date(2024, 1, 31), Retention(months=1), date(2024, 2, 29)),
        (date(2024, 2, 29), Retention(years=1), date(2025, 2, 28)),
        (date(2024, 2, 29), Retention(years=4), date(2028, 2, 29)),
        (date(2025, 12, 31), Retention(months=2), date(2026, 2, 28)),
        (date(2026, 3, 1), Retention(days=30), date(2026, 3, 31)),
        (date(2026, 8, 31), Retention(years=1, months=1, days=1), date(2027, 10, 1)),
    ],
)
def test_a_term_ends_on_the_same_day_or_the_last_of_the_month(start: date, term: Retention, end: date) -> None:
    assert last_day(start, term) == end


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), TERMS)
def test_what_is_over_is_exactly_what_ended_before(on: date, term: Retention) -> None:
    latest = latest_start(on, term)
    assert last_day(latest, term) < on
    assert last_day(latest + timedelta(days=1), term) >= on
