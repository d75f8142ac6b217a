"""Reads of urgent notices: what every page says first, and what the office has to do about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import ConfirmedWording, Edition, InfoItem, Revision
from teilhabe.outreach.content.published import Reading, Shelf
from teilhabe.outreach.content.selectors.reviews import written_by
from teilhabe.outreach.content.urgent_wording import Block, blocks


def urgent_notices(shown: Shelf) -> tuple[Reading, ...]:
    """Those in force now, the newest first, each in the best language there is."""
    found = (reading for reading in shown.readings if reading.is_urgent)
    return tuple(sorted(found, key=lambda reading: reading.published_at, reverse=True))


@dataclass(frozen=True)
class InForce:
    """A notice that readers see now; `languages` are those of its published variants."""

    item: InfoItem
    original: Edition
    languages: tuple[str, ...]
    waiting: tuple[str, ...]

    @property
    def is_reviewed(self) -> bool:
        """Whether a second person has approved what is out."""
        return self.original.revision.state == Revision.State.APPROVED


def in_force() -> list[InForce]:
    """All that are out, the newest first."""
    items = _out().prefetch_related("variants__edition__revision").order_by("-created_at")
    return [found for item in items if (found := _in_force(item)) is not None]


def _out() -> QuerySet[InfoItem]:
    now = timezone.now()
    begun = Q(publish_at=None) | Q(publish_at__lte=now)
    return InfoItem.objects.filter(begun, Q(publish_until=None) | Q(publish_until__gt=now), is_urgent=True,
                                   withdrawn_at=None)  # fmt: skip


def _in_force(item: InfoItem) -> InForce | None:
    variants = sorted(item.variants.all(), key=lambda variant: variant.pk)
    out = [variant for variant in variants if hasattr(variant, "edition")]
    original = next((variant for variant in out if variant.is_original), None)
    if original is None:
        return None
    waiting = tuple(dict.fromkeys(variant.language for variant in variants if variant not in out))
    return InForce(item, original.edition, tuple(dict.fromkeys(variant.language for variant in out)), waiting)


def unreviewed_count(user: User) -> int:
    """Notices that are out and that this user could review: written by somebody else."""
    own = Revision.objects.filter(written_by(user))
    waiting = Edition.objects.filter(variant__item__in=_out(), variant__translated_from=None)
    return waiting.exclude(revision__state=Revision.State.APPROVED).exclude(revision__in=own).count()


def confirmations() -> Mapping[tuple[str, str], User | None]:
    """Who vouches for which block in which language, as its words are today."""
    kept = ConfirmedWording.objects.select_related("confirmed_by")
    return {(each.block, each.language): each.confirmed_by for each in kept if _is_current(each)}


def _is_current(kept: ConfirmedWording) -> bool:
    block: Block | None = blocks().get(kept.block)
    if block is None or kept.language not in block.wordings:
        return False
    return block.text_hash(kept.language) == kept.text_hash
