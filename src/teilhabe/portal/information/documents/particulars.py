"""What paper says of an event and of a place beside the text: the next dates, the address, the opening hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.outreach.content.models import Fact, PlaceDetails
from teilhabe.outreach.content.published import Reading, Shelf
from teilhabe.outreach.facts.values import FactKind, fact_text
from teilhabe.outreach.languages import language_of
from teilhabe.portal.information import agenda
from teilhabe.portal.information.documents.blocks import isolated
from teilhabe.portal.information.places import label_of

MOST_DATES = 6
Row = tuple[str, list[str]]


def particulars(reading: Reading, shelf: Shelf, now: datetime) -> list[dict[str, Any]]:
    """Rows of a name and its lines, in the language of the page."""
    details = shelf.places.get(reading.item_id)
    rows = [*_meetings(reading, shelf, now), *(_place(details, shelf) if details else ())]
    return [{"name": name, "lines": list(lines)} for name, lines in rows if lines]


def _meetings(reading: Reading, shelf: Shelf, now: datetime) -> Iterator[Row]:
    known = agenda.meetings_of(reading, shelf, now, MOST_DATES)
    if known:
        where = known[0].where.title if known[0].where else known[0].where_text
        lines = (known[0].rhythm, *(each.words for each in known), isolated(where) if where else "")
        yield _("Wann und wo"), [line for line in lines if line]
        yield _("Zur Anmeldung"), [isolated(known[0].registration)] if known[0].registration else []


def _place(details: PlaceDetails, shelf: Shelf) -> Iterator[Row]:
    language = language_of(shelf.site_language)
    yield _("Adresse"), _said([details.address], language)
    yield _("Öffnungszeiten"), _said([details.hours], language)
    for contact in details.contacts.all():
        yield label_of(contact), _said([contact], language)
    spoken = [SPOKEN_LANGUAGES[code].own_name for code in details.languages if code in SPOKEN_LANGUAGES]
    yield _("Hier spricht man"), [" · ".join(map(isolated, spoken))] if spoken else []


def _said(facts: Iterable[Fact | None], language: str) -> list[str]:
    return [fact_text(FactKind(fact.kind), fact.value, language) for fact in facts if fact]
