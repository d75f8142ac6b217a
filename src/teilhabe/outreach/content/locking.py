"""Who is writing a variant just now: a courtesy that ends by itself. What keeps texts from being lost is `version`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import Variant

BEAT_SECONDS = 30
"""How often the page says that somebody is still there."""
LOCK_SECONDS = 90
WITHOUT_SCRIPTS_SECONDS = 15 * 60
"""A page without scripts says nothing after it was opened."""


@dataclass(frozen=True)
class Holder:
    """Somebody who is writing, and until when that counts unless they say so again."""

    user: User
    until: datetime


def holder_of(variant: Variant) -> Holder | None:
    """Who is writing it now; one query."""
    row = Variant.objects.filter(pk=variant.pk, locked_until__gt=timezone.now()).select_related("locked_by").first()
    if row is None or row.locked_by is None or row.locked_until is None:
        return None
    return Holder(row.locked_by, row.locked_until)


def hold(variant: Variant, user: User, seconds: int = LOCK_SECONDS) -> bool:
    """Say that this user is writing it; False where somebody else is."""
    now = timezone.now()
    is_free = Q(locked_by=None) | Q(locked_until=None) | Q(locked_until__lte=now) | Q(locked_by=user)
    until = now + timedelta(seconds=seconds)
    return bool(Variant.objects.filter(is_free, pk=variant.pk).update(locked_by=user, locked_until=until))


def release(variant: Variant, user: User) -> None:
    """This user has stopped; the lock of somebody else stays."""
    Variant.objects.filter(pk=variant.pk, locked_by=user).update(locked_by=None, locked_until=None)
