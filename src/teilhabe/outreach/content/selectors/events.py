"""Reads of events: where they can take place."""

from __future__ import annotations

from django.db.models import QuerySet

from teilhabe.outreach.content.models import InfoItem


def places() -> QuerySet[InfoItem]:
    """Those that an event can take place at, with what it takes to name them."""
    return InfoItem.objects.filter(kind=InfoItem.Kind.PLACE).prefetch_related("variants")
