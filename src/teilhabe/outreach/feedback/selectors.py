"""Reads about feedback: how helpful an item was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q

from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.feedback.models import Feedback


@dataclass(frozen=True)
class Helpful:
    """How readers of one site language pressed."""

    language: str
    yes: int
    no: int


def helpful_by_language(item: InfoItem) -> Sequence[Helpful]:
    """Where most pressed first."""
    rows = Feedback.objects.filter(item=item).values("language")
    counted = rows.annotate(yes=Count("pk", filter=Q(was_helpful=True)), no=Count("pk", filter=Q(was_helpful=False)))
    return [Helpful(**row) for row in counted.order_by(-F("yes") - F("no"), "language")]
