"""Events of a shelf as calendar entries."""

from __future__ import annotations

from teilhabe.outreach.calendar.icalendar import Entry, calendar_bytes
from teilhabe.outreach.content.plans import happening_of
from teilhabe.outreach.content.published import Reading, Shelf
from teilhabe.outreach.languages import language_of
from teilhabe.portal.information.addresses import page_address

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar(name: str, shelf: Shelf, readings: tuple[Reading, ...], site: str, host: str) -> bytes:
    """Those of `readings` that take place some time."""
    entries = [_entry(shelf, reading, site, host) for reading in readings if reading.item_id in shelf.dates]
    return calendar_bytes(name, language_of(shelf.site_language), entries)


def _entry(shelf: Shelf, reading: Reading, site: str, host: str) -> Entry:
    dates = shelf.dates[reading.item_id]
    place = shelf.by_id.get(dates.place_id or 0)
    return Entry(
        uid=f"{reading.item_id}@{host}",
        happening=happening_of(dates),
        title=reading.title,
        description=reading.summary or reading.text,
        location=place.title if place else dates.place_text,
        address=page_address(shelf.site_language, reading.key, site),
        changed_at=reading.changed_at,
        language=reading.language,
    )
