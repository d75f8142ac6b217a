"""Opportunities as other programs get them."""

from __future__ import annotations

from typing import Any

from teilhabe.engagement.week import slots
from teilhabe.portal.information.addresses import address_in
from teilhabe.portal.volunteering.cards import Card, Date


def as_value(card: Card, site: str, site_language: str) -> dict[str, Any]:
    """In the shape of `api.schemas.Opportunity`; nothing of anybody who works there."""
    row = card.opportunity
    return {
        "id": row.pk,
        "title": card.title,
        "task": card.task,
        "language": card.language,
        "address": address_in(site_language, "volunteering:opportunity", site, opportunity=row.pk),
        "organisation": str(row.organisation),
        "kind": row.kind,
        "fields": list(row.fields),
        "district": row.district,
        "place": row.place,
        "is_remote": row.is_remote,
        "is_urgent": card.is_urgent,
        "is_sample": row.is_sample,
        "places": row.places,
        "hours_per_week": row.hours_per_week,
        "week": list(slots(row.week)),
        "starts_on": row.starts_on and row.starts_on.isoformat(),
        "ends_on": row.ends_on and row.ends_on.isoformat(),
        "published_at": row.published_at and row.published_at.isoformat(),
        "checked_on": row.checked_on.isoformat(),
        "requirements": list(card.requirements),
        "languages": sorted(card.languages),
        "dates": [_date(each) for each in card.dates],
    }


def _date(date: Date) -> dict[str, Any]:
    shift = date.shift
    return {
        "id": shift.pk,
        "starts_at": shift.starts_at.isoformat(),
        "ends_at": shift.ends_at.isoformat(),
        "place": shift.place,
        "places": shift.places,
        "free": max(0, date.free),
    }
