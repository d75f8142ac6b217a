"""An opportunity as search engines read it: schema.org, as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate, localtime

from teilhabe.portal.information.addresses import address_in
from teilhabe.portal.volunteering.cards import Card, Date

_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
"""So that no text ends the element in which it stands."""


def script(card: Card, site: str, site_language: str) -> SafeString:
    """The element; "" for an invented opportunity, which no search engine should offer to anybody."""
    if card.opportunity.is_sample:
        return SafeString("")
    text = json.dumps(graph(card, site, site_language), ensure_ascii=False).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  # escaped above


def graph(card: Card, site: str, site_language: str) -> dict[str, Any]:
    address = address_in(site_language, "volunteering:opportunity", site, opportunity=card.opportunity.pk)
    return {"@context": "https://schema.org", "@graph": [_posting(card, address), *_events(card, address)]}


def _posting(card: Card, address: str) -> dict[str, Any]:
    row = card.opportunity
    said = {
        "@type": "JobPosting",
        "@id": address,
        "url": address,
        "title": card.title,
        "description": card.task,
        "inLanguage": card.language,
        "employmentType": "VOLUNTEER",
        "datePosted": localdate(row.published_at or row.created_at).isoformat(),
        "validThrough": row.ends_on and row.ends_on.isoformat(),
        "totalJobOpenings": row.places,
        "hiringOrganization": _organisation(card),
        "jobLocation": _place(card, row.place),
        "jobLocationType": "TELECOMMUTE" if row.is_remote else None,
    }
    return {name: value for name, value in said.items() if value}


def _events(card: Card, address: str) -> Iterator[dict[str, Any]]:
    for date in card.dates:
        yield _event(card, date, address)


def _event(card: Card, date: Date, address: str) -> dict[str, Any]:
    said = {
        "@type": "Event",
        "@id": f"{address}#{date.shift.pk}",
        "url": address,
        "name": card.title,
        "inLanguage": card.language,
        "eventStatus": "https://schema.org/EventScheduled",
        "startDate": localtime(date.shift.starts_at).isoformat(),
        "endDate": localtime(date.shift.ends_at).isoformat(),
        "remainingAttendeeCapacity": max(0, date.free),
        "organizer": _organisation(card),
        "location": _place(card, date.shift.place or card.opportunity.place),
    }
    return {name: value for name, value in said.items() if value not in (None, "", {})}


def _organisation(card: Card) -> dict[str, str]:
    return {"@type": "Organization", "name": str(card.opportunity.organisation)}


def _place(card: Card, place: str) -> dict[str, Any] | None:
    """Readers of schema.org want one for all that is not done from home: at least where the organisation is."""
    said = {"streetAddress": place, "addressLocality": card.opportunity.district, "addressCountry": "DE"}
    address = {name: value for name, value in said.items() if value}
    if card.opportunity.is_remote and len(address) == 1:
        return None
    name = place or card.opportunity.district or str(card.opportunity.organisation)
    return {"@type": "Place", "name": name, "address": {"@type": "PostalAddress", **address}}
