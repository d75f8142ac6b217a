"""Reads of facts: the list, where they stand, what they said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import Edition, Fact, PlaceDetails, Segment, Variant
from teilhabe.outreach.content.policies import FACTS
from teilhabe.outreach.content.selectors.items import DUE_DAYS

UNDONE = ("name", "value", "source", "check_by", "owner_id")


@dataclass(frozen=True)
class Use:
    """A variant in which a fact stands; `is_public` where readers see it there now."""

    variant: Variant
    is_public: bool


def facts_listed(user: User) -> QuerySet[Fact]:
    return FACTS.reach(user).select_related("owner")


def facts_due(today: date) -> Q:
    """Whose date to be checked is near or past."""
    return Q(check_by__lte=today + timedelta(days=DUE_DAYS))


def former_values(fact: Fact) -> dict[str, Any] | None:
    """What the last change replaced, by column; None where there was none or it has been undone."""
    newest = (
        AuditEntry.objects.filter(target_model="content.fact", target_key=str(fact.pk))
        .select_related("detail")
        .order_by("-pk")
        .first()
    )
    if newest is None or newest.action != "outreach.ChangeFact":
        return None
    before = newest.detail.before
    return {name: before[name] for name in UNDONE if name in before} or None


@dataclass(frozen=True)
class Reach:
    """How far a change of a fact goes: in so many variants of so many items, in so many languages."""

    variants: int
    items: int
    languages: int


def reach_of(uses: Sequence[Use]) -> Reach:
    return Reach(len(uses), len({use.variant.item_id for use in uses}), len({use.variant.language for use in uses}))


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
