"""Reads of events: when they take place."""

from __future__ import annotations

from datetime import date

from teilhabe.outreach.calendar.occurrences import Happening
from teilhabe.outreach.content.models import EventDates


def happening_of(dates: EventDates) -> Happening:
    """The event as calendars reckon with it."""
    return Happening(
        dates.starts_at,
        dates.ends_at,
        dates.is_all_day,
        dates.recurrence,
        frozenset(date.fromisoformat(day) for day in dates.exceptions),
    )
