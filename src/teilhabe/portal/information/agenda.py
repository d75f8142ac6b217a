"""When events take place: the next ones in order, and a month as a calendar page."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from teilhabe.outreach.calendar.occurrences import Happening, in_words, occurrences
from teilhabe.outreach.content.plans import happening_of
from teilhabe.outreach.content.published import Reading, Shelf
from teilhabe.outreach.languages import language_of

AHEAD_DAYS = 366
"""How far ahead the list of next events looks."""


@dataclass(frozen=True)
class Meeting:
    """One time at which an event takes place, in local time and in `words`; `where` is a place we have a page of.

    `rhythm` says in words how the event repeats, "" for once.
    """

    reading: Reading
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    words: str
    where: Reading | None
    where_text: str
    registration: str
    rhythm: str


@dataclass(frozen=True)
class Day:
    """A cell of the calendar."""

    date: date
    is_in_month: bool
    is_today: bool
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True)
class Month:
    """A page of the calendar; `previous` and `next` are first days of months."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    previous: date
    next: date

    @property
    def days_with_meetings(self) -> list[Day]:
        return [day for week in self.weeks for day in week if day.is_in_month and day.meetings]


def next_of_each(shelf: Shelf, now: datetime, most: int | None = None) -> list[Meeting]:
    """The next meeting of each event, the nearest first: a weekly one does not push all others off the page."""
    today = timezone.localdate(now)
    first: dict[int, Meeting] = {}
    for meeting in meetings(shelf, today, today + timedelta(days=AHEAD_DAYS)):
        if meeting.ends_at > now:
            first.setdefault(meeting.reading.item_id, meeting)
    return list(first.values())[:most]


def meetings_of(reading: Reading, shelf: Shelf, now: datetime, most: int) -> list[Meeting]:
    """The next meetings of one event."""
    today = timezone.localdate(now)
    found = _meetings_of(reading, shelf, today, today + timedelta(days=AHEAD_DAYS))
    return sorted((each for each in found if each.ends_at > now), key=lambda each: each.starts_at)[:most]


def meetings(shelf: Shelf, first: date, last: date) -> list[Meeting]:
    """Of all events, those that touch the days from `first` to `last`, in order."""
    found = [each for reading in shelf.of("event") for each in _meetings_of(reading, shelf, first, last)]
    return sorted(found, key=lambda each: (each.starts_at, each.reading.title))


def month(shelf: Shelf, year: int, number: int, today: date) -> Month:
    """Monday first, as calendars in Germany have it."""
    first = date(year, number, 1)
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(year, number)
    found = meetings(shelf, weeks[0][0], weeks[-1][-1])

    def day(each: date) -> Day:
        here = tuple(m for m in found if m.starts_at.date() <= each <= m.ends_at.date())
        return Day(each, each.month == number, each == today, here)

    return Month(
        first,
        tuple(tuple(map(day, week)) for week in weeks),
        (first - timedelta(days=1)).replace(day=1),
        (first + timedelta(days=31)).replace(day=1),
    )


def _meetings_of(reading: Reading, shelf: Shelf, first: date, last: date) -> Iterator[Meeting]:
    dates = shelf.dates.get(reading.item_id)
    if dates is None:
        return
    where = shelf.by_id.get(dates.place_id) if dates.place_id else None
    rhythm = rhythm_of(reading, shelf)
    for each in occurrences(happening_of(dates), first, last):
        # A whole day ends at the midnight after it, which is the next day already.
        ends_at = each.ends_at - timedelta(seconds=1) if each.is_all_day else each.ends_at
        words = in_words(Happening(each.starts_at, ends_at, each.is_all_day), language_of(shelf.site_language))
        yield Meeting(
            reading,
            each.starts_at,
            ends_at,
            each.is_all_day,
            words,
            where,
            dates.place_text,
            dates.registration,
            rhythm,
        )


def rhythm_of(reading: Reading, shelf: Shelf) -> str:
    """How an event repeats, in words; "" for once."""
    dates = shelf.dates.get(reading.item_id)
    repeats = dates is not None and dates.recurrence
    return in_words(happening_of(dates), language_of(shelf.site_language)) if dates and repeats else ""
