"""Where an item stands, in one word: from a draft to what readers see and back."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.content.models import InfoItem


class State(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    IN_REVIEW = "in_review", _("in Prüfung")
    RETURNED = "returned", _("zurückgegeben")
    APPROVED = "approved", _("freigegeben")
    SCHEDULED = "scheduled", _("geplant")
    PUBLISHED = "published", _("veröffentlicht")
    ENDED = "ended", _("abgelaufen")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


BADGES = {
    State.IN_REVIEW: "info",
    State.RETURNED: "warning",
    State.APPROVED: "info",
    State.SCHEDULED: "info",
    State.PUBLISHED: "success",
    State.WITHDRAWN: "warning",
    State.ENDED: "warning",
}
"""How a badge of this state is coloured; its word says it too."""


def state_of(item: InfoItem, newest: str, *, is_out: bool, now: datetime) -> State:
    """`newest` is the state of the newest revision of the original, `is_out` whether the original has an edition."""
    if item.withdrawn_at is not None:
        return State.WITHDRAWN
    if not is_out:
        return State(newest or State.DRAFT)
    if item.publish_at is not None and item.publish_at > now:
        return State.SCHEDULED
    if item.publish_until is not None and item.publish_until <= now:
        return State.ENDED
    return State.PUBLISHED


def in_state(state: str, now: datetime) -> Q:
    """The same as a condition on annotated items: `newest_state`, `published_number`."""
    is_in, is_out = Q(withdrawn_at=None), Q(published_number__isnull=False)
    later, over = Q(publish_at__gt=now), Q(publish_until__lte=now)
    not_later, not_over = Q(publish_at=None) | Q(publish_at__lte=now), Q(publish_until=None) | Q(publish_until__gt=now)
    conditions = {
        State.WITHDRAWN: ~is_in,
        State.SCHEDULED: is_in & is_out & later,
        State.ENDED: is_in & is_out & not_later & over,
        State.PUBLISHED: is_in & is_out & not_later & not_over,
    }
    own = conditions.get(State(state))
    return own if own is not None else is_in & ~is_out & Q(newest_state=state)
