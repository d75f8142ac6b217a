"""Dates of opportunities as calendar entries."""

from __future__ import annotations

from collections.abc import Iterable

from teilhabe.engagement.shifts.calendars import uid
from teilhabe.outreach.calendar.icalendar import Entry, calendar_bytes
from teilhabe.outreach.calendar.occurrences import Happening
from teilhabe.outreach.languages import language_of
from teilhabe.portal.information.addresses import address_in
from teilhabe.portal.volunteering.cards import Card, Date

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar(name: str, dates: Iterable[tuple[Card, Date]], site: str, site_language: str) -> bytes:
    """Equal bytes until something changes."""
    entries = [_entry(card, date, site, site_language) for card, date in dates]
    return calendar_bytes(name, language_of(site_language), entries)


def _entry(card: Card, date: Date, site: str, site_language: str) -> Entry:
    row, shift = card.opportunity, date.shift
    return Entry(
        uid=uid(shift),
        happening=Happening(shift.starts_at, shift.ends_at),
        title=card.title,
        description=card.task,
        location=shift.place or row.place,
        address=address_in(site_language, "volunteering:opportunity", site, opportunity=row.pk),
        changed_at=shift.changed_at,
        language=card.language,
        sequence=shift.sequence,
    )
