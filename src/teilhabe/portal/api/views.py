"""What other programs may ask: lists, changes, items, events, places, categories, urgent notices, search."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import override
from ninja import Query, Router

from teilhabe.outreach.calendar.occurrences import occurrences
from teilhabe.outreach.content import models
from teilhabe.outreach.content.plans import happening_of
from teilhabe.outreach.content.published import Reading, Shelf
from teilhabe.outreach.languages import language_of
from teilhabe.portal.api import schemas, shown
from teilhabe.portal.api.answers import answer, as_json, tag, tag_of
from teilhabe.portal.api.asked import (
    Filters,
    Missing,
    Question,
    Span,
    checked_language,
    checked_level,
    condition_of,
    shelf_of,
)
from teilhabe.portal.api.listing import listing
from teilhabe.portal.information.addresses import page_address
from teilhabe.portal.information.search.find import find
from teilhabe.portal.volunteering.cards import cards
from teilhabe.portal.volunteering.feeds.listing import as_value

PROBLEMS = {404: schemas.Problem, 422: schemas.Problem}
router = Router()


@router.get("{language}/items", response={200: schemas.Items, **PROBLEMS}, summary="Items, or what changed of them")
def items(request: HttpRequest, language: str, filters: Query[Filters]) -> HttpResponseBase:
    """The whole list in one answer; with `since` only what changed, and the keys of what is gone."""
    known = listing(checked_language(language), checked_level(filters.level))
    condition, moment = condition_of(filters), filters.moment()

    def made() -> bytes:
        if moment is not None:
            return known.since(moment, condition)
        return known.whole if condition.is_everything else known.filtered(condition)

    return answer(request, tag(request, known.shelf), made)


@router.get("{language}/items/{key}", response={200: schemas.ItemWithVariants, **PROBLEMS}, summary="One item")
def item(request: HttpRequest, language: str, key: str) -> HttpResponseBase:
    """The item as readers of the language get it, and all variants that are published."""
    known = listing(checked_language(language))
    if key not in known.items:
        raise Missing(f"There is no item “{key[:80]}” in this list.")
    reading = known.shelf.by_key[key]
    return answer(
        request,
        tag(request, known.shelf),
        lambda: as_json({**known.items[key], "variants": shown.variants(reading)}),
    )


@router.get("{language}/places", response={200: list[schemas.Item], **PROBLEMS}, summary="Places")
def places(request: HttpRequest, language: str) -> HttpResponseBase:
    """Items that are places, with address, hours and contacts."""
    return _items_of(request, language, lambda each: each["kind"] == models.InfoItem.Kind.PLACE)


@router.get("{language}/urgent", response={200: list[schemas.Item], **PROBLEMS}, summary="Urgent notices")
def urgent(request: HttpRequest, language: str) -> HttpResponseBase:
    """What everybody should know now; usually nothing."""
    return _items_of(request, language, lambda each: bool(each["is_urgent"]))


def _items_of(request: HttpRequest, language: str, condition: Any) -> HttpResponseBase:
    known = listing(checked_language(language))
    chosen = (known.chunks[key] for key, each in known.items.items() if condition(each))
    return answer(request, tag(request, known.shelf), lambda: b"[" + b",".join(chosen) + b"]")


@router.get("{language}/events", response={200: list[schemas.Occurrence], **PROBLEMS}, summary="When events take place")
def events(request: HttpRequest, language: str, span: Query[Span]) -> HttpResponseBase:
    """Every time at which an event takes place between two days, in their order; at most a year."""
    begins, ends = span.bounds()
    current = shelf_of(language)
    etag = tag(request, current, begins.isoformat(), ends.isoformat())
    return answer(request, etag, lambda: as_json(_occurrences(current, begins, ends)))


def _occurrences(current: Shelf, first: date, last: date) -> list[dict[str, Any]]:
    found = [
        {
            **_pointer(current, reading),
            "starts_at": each.starts_at.isoformat(),
            "ends_at": each.ends_at.isoformat(),
            "is_all_day": each.is_all_day,
            "place": _venue(current, current.dates[reading.item_id]),
            "place_text": current.dates[reading.item_id].place_text,
        }
        for reading in current.readings
        if reading.item_id in current.dates
        for each in occurrences(happening_of(current.dates[reading.item_id]), first, last)
    ]
    return sorted(found, key=lambda each: (each["starts_at"], each["key"]))


def _venue(current: Shelf, dates: models.EventDates) -> str:
    place = current.by_id.get(dates.place_id or 0)
    return place.key if place else ""


@router.get("{language}/categories", response={200: list[schemas.Category], **PROBLEMS}, summary="Categories")
def categories(request: HttpRequest, language: str) -> HttpResponseBase:
    """Audiences, situations and topics, with their names in the language and how many items each has."""
    current = shelf_of(language)
    return answer(request, tag(request, current), lambda: as_json(_categories(current)))


def _categories(current: Shelf) -> list[dict[str, Any]]:
    language = language_of(current.site_language)
    return [
        {
            "key": each.key,
            "kind": each.kind,
            "name": each.name_in(language),
            "parent": each.parent.key if each.parent else "",
            "items": len(current.of(category=each.key)),
        }
        for each in models.Category.objects.select_related("parent")
    ]


@router.get("{language}/search", response={200: list[schemas.Found], **PROBLEMS}, summary="Search")
def search(request: HttpRequest, language: str, question: Query[Question]) -> HttpResponseBase:
    """Items that answer, the best first, at most 20. What is looked for is kept nowhere."""
    current = shelf_of(language)
    return answer(request, tag(request, current), lambda: as_json(_found(current, question.q)))


def _found(current: Shelf, text: str) -> list[dict[str, Any]]:
    return [
        {**_pointer(current, each.reading), "kind": each.reading.kind, "excerpt": str(each.excerpt)}
        for each in find(current.site_language, text)
    ]


@router.get("{language}/opportunities", response={200: list[schemas.Opportunity], **PROBLEMS}, summary="Volunteering")
def opportunities(request: HttpRequest, language: str) -> HttpResponseBase:
    """What volunteers are wanted for now, the urgent first, each with its dates of the next eight weeks."""
    with override(checked_language(language)):
        known = cards(language, timezone.now())
        found = as_json([as_value(card, settings.PUBLIC_ADDRESS, language) for card in known])
    return answer(request, tag_of(request, found), lambda: found)


def _pointer(current: Shelf, reading: Reading) -> dict[str, str]:
    address = page_address(current.site_language, reading.key, settings.PUBLIC_ADDRESS)
    return {"key": reading.key, "title": reading.title, "language": reading.language, "address": address}
