"""A calendar file that phones and programs subscribe to (RFC 5545, RFC 7986); equal inputs give equal bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, vRecur, vText

from teilhabe.outreach.calendar.occurrences import CITY, Happening
from teilhabe.outreach.calendar.recurrence import complete, parse, write

_CLOCKS = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""Directive 2000/84/EC: summer time from the last Sunday of March to the last of October, since 1996."""

PUBLISH, CANCEL = "PUBLISH", "CANCEL"
"""What a program shall do with the entries (RFC 5546)."""


@dataclass(frozen=True)
class Entry:
    """An event with its words; `uid` stays the same whatever else changes, `address` is its page.

    `sequence` grows with every change that calendars of others must follow (RFC 5545, 3.8.7.4).
    """

    uid: str
    happening: Happening
    title: str
    description: str
    location: str
    address: str
    changed_at: datetime
    language: str
    sequence: int = 0
    is_cancelled: bool = False


def calendar_bytes(name: str, language: str, entries: Iterable[Entry], method: str = PUBLISH) -> bytes:
    """The whole file, with the rules of Germany's clocks; CANCEL takes the entries out of calendars."""
    calendar = Calendar()
    calendar.add("prodid", "-//Teilhabe//Teilhabe//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add("name", _text(name, language))
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", str(CITY))
    calendar.add_component(Timezone.from_ical(_CLOCKS))
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event, happening = Event(), entry.happening
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    if entry.is_cancelled:
        event.add("status", "CANCELLED")
    starts, ends = _span(happening)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    if happening.recurrence:
        event.add("rrule", vRecur.from_ical(_rule(happening)))
        if happening.exceptions:
            event.add("exdate", [_start_on(happening, on) for on in sorted(happening.exceptions)])
    event.add("summary", _text(entry.title, entry.language))
    for name, value in (("description", entry.description), ("location", entry.location)):
        if value:
            event.add(name, _text(value, entry.language))
    if entry.address:
        event.add("url", entry.address)
    return event


def _text(value: str, language: str) -> vText:
    text = vText(value)
    text.params["LANGUAGE"] = language
    return text


def _span(happening: Happening) -> tuple[date, date]:
    """The end of a day that is meant whole is the day after, as RFC 5545 has it."""
    starts, ends = happening.starts_at.astimezone(CITY), happening.ends_at.astimezone(CITY)
    if happening.is_all_day:
        return starts.date(), max(starts.date(), ends.date()) + timedelta(days=1)
    return starts, ends


def _start_on(happening: Happening, on: date) -> date:
    starts = happening.starts_at.astimezone(CITY)
    return on if happening.is_all_day else datetime.combine(on, starts.timetz())


def _rule(happening: Happening) -> str:
    """UNTIL as the standard wants it: the last moment of the day in UTC where the event has a time."""
    starts = happening.starts_at.astimezone(CITY)
    rule = complete(parse(happening.recurrence), starts.date())
    written = write(rule)
    if rule.until is None or happening.is_all_day:
        return written
    last = datetime.combine(rule.until, time(23, 59, 59), CITY).astimezone(UTC)
    return written.replace(f"UNTIL={rule.until:%Y%m%d}", f"UNTIL={last:%Y%m%dT%H%M%SZ}")
