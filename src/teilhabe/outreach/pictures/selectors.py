"""Which pictures may be shown today, and where their files are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from teilhabe.outreach.pictures.models import Appearance, Picture

WIDTHS = (480, 960, 1600)
"""Pixels; a picture is never made larger than it is."""


def valid(today: date) -> Q:
    """Appearances to which somebody agrees today: not over, not withdrawn, on record or on paper."""
    lasting = Q(expires_on=None) | Q(expires_on__gte=today)
    return lasting & Q(withdrawn_on=None) & (Q(consent=None) | Q(consent__withdrawn_at=None))


def usable(today: date | None = None) -> QuerySet[Picture]:
    """Pictures whose rights last and on which everybody to be seen agrees; whoever was erased agrees no longer."""
    today = today or localdate()
    refused = Appearance.objects.filter(picture=OuterRef("pk")).exclude(pk__in=Appearance.objects.filter(valid(today)))
    return (
        Picture.objects.filter(Q(usable_until=None) | Q(usable_until__gte=today))
        .filter(~Exists(refused))
        .annotate(agreed=Count("appearances"))
        .filter(agreed__gte=F("people"))
    )


def usable_pictures(ids: Iterable[int]) -> dict[int, Picture]:
    """Those of them that may be shown today, in one query."""
    return {picture.pk: picture for picture in usable().filter(pk__in=set(ids))}


def widths_of(picture: Picture) -> list[int]:
    """The widths in which there are files, the smallest first."""
    return [*(width for width in WIDTHS if width < picture.width), picture.width]


def address_of(picture: Picture, width: int) -> str:
    """Of the file that is at least as wide, else of the widest; the same in every language of the site."""
    widths = widths_of(picture)
    best = next((each for each in widths if each >= width), widths[-1])
    return reverse("media:picture", kwargs={"digest": picture.digest, "width": best})
