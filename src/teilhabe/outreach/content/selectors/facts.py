"""Reads of facts: where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from teilhabe.outreach.content.models import Edition, Fact, PlaceDetails, Segment, Variant


@dataclass(frozen=True)
class Use:
    """A variant in which a fact stands; `is_public` where readers see it there now."""

    variant: Variant
    is_public: bool


def uses_of(fact: Fact) -> list[Use]:
    """Where the fact stands: in working texts, in what readers see, and at places."""
    marked = f"{{{fact.key}}}"
    public = {
        edition.variant_id
        for edition in Edition.objects.only("variant_id", "facts").iterator()
        if fact.key in edition.facts
    }
    working = Segment.objects.filter(text__contains=marked).values("variant")
    at_places = PlaceDetails.objects.filter(Q(address=fact) | Q(hours=fact) | Q(contacts=fact)).values("item")
    found = Variant.objects.filter(
        Q(pk__in=working) | Q(pk__in=public) | Q(item__in=at_places, translated_from=None)
    ).select_related("item")
    return [Use(variant, variant.pk in public) for variant in found.order_by("item__key", "language", "level")]
