"""Items as other programs get them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from teilhabe.outreach.body.inline import fill
from teilhabe.outreach.content import models
from teilhabe.outreach.content.published import Reading, Shelf
from teilhabe.outreach.facts.values import FactKind, fact_html, fact_text
from teilhabe.outreach.languages import is_rtl, language_of
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.selectors import address_of, alternative, usable_pictures
from teilhabe.portal.information.addresses import page_address
from teilhabe.portal.information.presentation import WIDE, credit_of


def source() -> dict[str, str]:
    return {"publisher": settings.OFFICE_NAME, "address": settings.PUBLIC_ADDRESS, "licence": settings.CONTENT_LICENCE}


def direction(language: str) -> str:
    return "rtl" if is_rtl(language) else "ltr"


def items(shelf: Shelf) -> list[dict[str, Any]]:
    """Every item of a shelf in the shape of `schemas.Item`, in the order of lists."""
    page = page_address(shelf.site_language, "\0", settings.PUBLIC_ADDRESS)
    pictures = usable_pictures(reading.picture_id for reading in shelf.readings if reading.picture_id)
    return [
        {**_item(shelf, reading, page.replace("\0", reading.key)), "picture": _picture(pictures, reading, shelf)}
        for reading in shelf.readings
    ]


def _picture(usable: Mapping[int, Picture], reading: Reading, shelf: Shelf) -> dict[str, Any] | None:
    picture = usable.get(reading.picture_id or 0)
    if picture is None:
        return None
    words, language = alternative(picture, shelf.site_language)
    return {
        "address": f"{settings.PUBLIC_ADDRESS}{address_of(picture, WIDE)}",
        "width": picture.width,
        "height": picture.height,
        "alternative": words,
        "alternative_language": language,
        "credit": credit_of(picture),
    }


def _item(shelf: Shelf, reading: Reading, address: str) -> dict[str, Any]:
    return {
        "key": reading.key,
        "kind": reading.kind,
        "risk": reading.risk,
        "language": reading.language,
        "level": reading.level,
        "direction": direction(reading.language),
        "title": reading.title,
        "summary": reading.summary,
        "html": reading.html,
        "address": address,
        "categories": list(reading.categories),
        "districts": list(reading.districts),
        "is_urgent": reading.is_urgent,
        "is_sample": reading.is_sample,
        "has_machine_text": reading.has_machine_text,
        "outdated": list(reading.outdated),
        "borrowed": list(reading.borrowed),
        "position": reading.position,
        "published_at": reading.published_at.isoformat(),
        "changed_at": reading.changed_at.isoformat(),
        "visible_until": reading.publish_until and reading.publish_until.isoformat(),
        "offered": [{"language": language, "level": level} for language, level in sorted(reading.offered)],
        "event": _event(shelf.dates.get(reading.item_id), shelf),
        "place": _place(shelf.places.get(reading.item_id), language_of(shelf.site_language)),
    }


def _event(dates: models.EventDates | None, shelf: Shelf) -> dict[str, Any] | None:
    if dates is None:
        return None
    place = shelf.by_id.get(dates.place_id or 0)
    return {
        "starts_at": dates.starts_at.isoformat(),
        "ends_at": dates.ends_at.isoformat(),
        "is_all_day": dates.is_all_day,
        "recurrence": dates.recurrence,
        "exceptions": list(dates.exceptions),
        "place": place.key if place else "",
        "place_text": dates.place_text,
        "registration": dates.registration,
    }


def _place(place: models.PlaceDetails | None, language: str) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "address": _fact(place.address, language),
        "hours": _fact(place.hours, language),
        "contacts": [_fact(contact, language) for contact in place.contacts.all()],
        "languages": list(place.languages),
        "is_accessible": place.is_accessible,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _fact(fact: models.Fact | None, language: str) -> dict[str, Any] | None:
    if fact is None:
        return None
    text = fact_text(FactKind(fact.kind), fact.value, language)
    return {"key": fact.key, "kind": fact.kind, "value": fact.value, "text": text}


def variants(reading: Reading) -> list[dict[str, Any]]:
    """Everything that is published of an item, in two queries, in the shape of `schemas.Variant`."""
    editions = models.Edition.objects.filter(variant__item=reading.item_id).select_related("variant")
    found = sorted(editions, key=lambda edition: (edition.variant.language, edition.variant.level))
    named = {key for edition in found for key in edition.facts}
    facts = list(models.Fact.objects.filter(key__in=named))
    return [_variant(edition, facts) for edition in found]


def _variant(edition: models.Edition, facts: Iterable[models.Fact]) -> dict[str, Any]:
    language = edition.variant.language
    as_text: Mapping[str, str] = {each.key: fact_text(FactKind(each.kind), each.value, language) for each in facts}
    as_html: Mapping[str, str] = {each.key: fact_html(FactKind(each.kind), each.value, language) for each in facts}
    return {
        "language": language,
        "level": edition.variant.level,
        "direction": direction(language),
        "title": fill(edition.title, as_text),
        "summary": fill(edition.summary, as_text),
        "html": fill(edition.html, as_html),
        "text": fill(edition.text, as_text),
        "changed_at": edition.changed_at.isoformat(),
    }
