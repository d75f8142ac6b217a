"""Reads of events: when they take place."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from teilhabe.outreach.calendar.occurrences import Happening
from teilhabe.outreach.content.models import EventDates, InfoItem


def happening_of(dates: EventDates) -> Happening:
    """The event as calendars reckon with it."""
    return Happening(
        dates.starts_at,
        dates.ends_at,
        dates.is_all_day,
        dates.recurrence,
        frozenset(date.fromisoformat(day) for day in dates.exceptions),
    )


def places() -> QuerySet[InfoItem]:
    """Those that an event can take place at, with what it takes to name them."""
    return InfoItem.objects.filter(kind=InfoItem.Kind.PLACE).prefetch_related("variants")
