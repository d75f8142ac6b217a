"""Reads of reviews: what waits to be read by somebody else, and what came back."""

from __future__ import annotations

from django.db.models import F, OuterRef, QuerySet, Subquery

from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import Revision
from teilhabe.outreach.content.policies import REVIEW, REVISIONS


def newest_revisions() -> QuerySet[Revision]:
    """The newest one of each variant: older ones need no decision any more."""
    newest = Revision.objects.filter(variant=OuterRef("variant")).order_by("-number").values("pk")[:1]
    rows = Revision.objects.annotate(newest=Subquery(newest)).filter(pk=F("newest"))
    return rows.select_related("variant__item", "made_by", "decided_by").defer("content")


def asked(user: User) -> QuerySet[Revision]:
    """All that wait for a decision and that this user may read, the longest waiting first."""
    reach = REVISIONS.reach(user).order_by().values("pk")
    return newest_revisions().filter(state=Revision.State.IN_REVIEW, pk__in=reach).order_by("asked_at")


def to_decide(user: User) -> QuerySet[Revision]:
    """Those about which this user may decide: not their own."""
    return asked(user).exclude(made_by=user) if REVISIONS.allows(user, REVIEW) else Revision.objects.none()


def returned_to(user: User) -> QuerySet[Revision]:
    """Their own ones that somebody gave back with a note."""
    return newest_revisions().filter(state=Revision.State.RETURNED, made_by=user).order_by("decided_at")
