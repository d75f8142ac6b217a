"""Reads of reviews: what waits to be read by somebody else, and what came back."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import InfoItem, Revision
from teilhabe.outreach.content.policies import ITEMS, REVIEW, REVISIONS


def newest_revisions() -> QuerySet[Revision]:
    """The newest one of each variant: older ones need no decision any more."""
    newest = Revision.objects.filter(variant=OuterRef("variant")).order_by("-number").values("pk")[:1]
    rows = Revision.objects.annotate(newest=Subquery(newest)).filter(pk=F("newest"))
    return rows.select_related("variant__item", "made_by", "decided_by").defer("content")


def written_by(user: User) -> Exists:
    """Of a revision: whether the user wrote any state since a second person last approved one, this one included."""
    approved_since = Revision.objects.filter(
        variant=OuterRef("variant"), state=Revision.State.APPROVED, number__gte=OuterRef("number"),
        number__lt=OuterRef(OuterRef("number")),
    )  # fmt: skip
    own = Revision.objects.filter(variant=OuterRef("variant"), number__lte=OuterRef("number"), made_by=user)
    return Exists(own.exclude(Exists(approved_since)))


def is_author(revision: Revision, user: User | None) -> bool:
    """Whether what somebody decides about this revision would be about their own words."""
    return user is not None and Revision.objects.filter(written_by(user), pk=revision.pk).exists()


def asked(user: User) -> QuerySet[Revision]:
    """All that wait for a decision and that this user may read, the longest waiting first."""
    reach = REVISIONS.reach(user).order_by().values("pk")
    return newest_revisions().filter(state=Revision.State.IN_REVIEW, pk__in=reach).order_by("asked_at")


def to_decide(user: User) -> QuerySet[Revision]:
    """Those about which this user may decide: nothing that they wrote themselves."""
    return asked(user).exclude(written_by(user)) if REVISIONS.allows(user, REVIEW) else Revision.objects.none()


def risks_asked(user: User) -> QuerySet[InfoItem]:
    """Items whose risk somebody wants to lower, and about which this user may say something."""
    reach = ITEMS.reach(user, REVIEW).order_by().values("pk")
    wished = InfoItem.objects.exclude(risk_asked="").filter(pk__in=reach)
    return wished.select_related("risk_asked_by").prefetch_related("variants").order_by("changed_at")


def risks_to_decide(user: User) -> QuerySet[InfoItem]:
    """Those that somebody else asked for."""
    return risks_asked(user).exclude(risk_asked_by=user)


def returned_to(user: User) -> QuerySet[Revision]:
    """Their own ones that somebody gave back with a note."""
    return newest_revisions().filter(state=Revision.State.RETURNED, made_by=user).order_by("decided_at")
