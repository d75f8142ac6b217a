"""Months, weeks and years by the calendar, as §§ 187 and 188 BGB count them; pure."""

from __future__ import annotations

from datetime import date

from teilhabe.core.privacy.declarations import Retention
from teilhabe.core.privacy.terms import last_day


def later(day: date, *, years: int = 0, months: int = 0, weeks: int = 0) -> date:
    """The day with the same number so much later (before, where negative), or the last one of a shorter month."""
    return last_day(day, Retention(years=years, months=months, days=7 * weeks))


def age_on(born_on: date, day: date) -> int:
    """In full years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
