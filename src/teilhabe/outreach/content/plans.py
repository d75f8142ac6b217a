"""When an event takes place, as calendars reckon with it."""

from __future__ import annotations

from datetime import date

from teilhabe.errors import InputError
from teilhabe.outreach.calendar.occurrences import CITY, Happening
from teilhabe.outreach.calendar.recurrence import parse
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


def is_readable(dates: EventDates) -> bool:
    """Whether calendars can reckon with it; what they refuse, a foreign program or an older version has stored."""
    try:
        happening = happening_of(dates)
        happening.starts_at.astimezone(CITY), happening.ends_at.astimezone(CITY)
        return not happening.recurrence or bool(parse(happening.recurrence))
    except (InputError, ValueError, TypeError, OverflowError):
        return False
