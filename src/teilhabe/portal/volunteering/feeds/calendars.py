"""Dates of opportunities as calendar entries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from teilhabe.outreach.calendar.icalendar import Entry, calendar_bytes
from teilhabe.outreach.calendar.occurrences import Happening
from teilhabe.outreach.languages import language_of
from teilhabe.portal.information.addresses import address_in
from teilhabe.portal.volunteering.cards import Card, Date

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar(name: str, dates: Iterable[tuple[Card, Date]], site: str, site_language: str, now: datetime) -> bytes:
    """`now` stands as the time of the last change: what it was nobody keeps."""
    entries = [_entry(card, date, site, site_language, now) for card, date in dates]
    return calendar_bytes(name, language_of(site_language), entries)


def _entry(card: Card, date: Date, site: str, site_language: str, now: datetime) -> Entry:
    row, shift = card.opportunity, date.shift
    return Entry(
        uid=f"shift-{shift.pk}@teilhabe",
        happening=Happening(shift.starts_at, shift.ends_at),
        title=card.title,
        description=card.task,
        location=shift.place or row.place,
        address=address_in(site_language, "volunteering:opportunity", site, opportunity=row.pk),
        changed_at=now,
        language=card.language,
    )
