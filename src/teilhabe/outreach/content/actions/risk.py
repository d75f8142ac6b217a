"""Lowering the risk of an item takes two: with it, translations that nobody has reviewed go out at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.audit.action import Action, By
from teilhabe.errors import InputError
from teilhabe.outreach.content.actions.writing import account
from teilhabe.outreach.content.editions import alone_with, refresh
from teilhabe.outreach.content.models import InfoItem, Revision
from teilhabe.outreach.content.policies import REVIEW

NO_WISH: Mapping[str, Any] = {"risk_asked": "", "risk_asked_by": None}


def held_back(item: InfoItem, values: Mapping[str, Any], by: By) -> dict[str, Any]:
    """`values` as they may be stored now: a risk that needs no review any more becomes a wish.

    While nobody else has been asked to read any of its texts, whoever writes the item may still choose freely.
    """
    wanted = values.get("risk", item.risk)
    if wanted == item.risk:
        return dict(values)
    if wanted != InfoItem.Risk.ORDINARY or not _was_read(item):
        return {**values, **NO_WISH}
    return {**values, "risk": item.risk, "risk_asked": wanted, "risk_asked_by": account(by)}


def _was_read(item: InfoItem) -> bool:
    read = Q(state__in=(Revision.State.IN_REVIEW, Revision.State.APPROVED)) | Q(published_at__isnull=False)
    return Revision.objects.filter(read, variant__item=item).exists()


@dataclass(frozen=True, kw_only=True)
class DecideRisk(Action[InfoItem]):
    """A second person agrees to the lower risk, or anybody lets it stay as it is."""

    verb = REVIEW
    sentence = _("hat über das Risiko von „{target}“ entschieden")
    item: InfoItem
    is_agreed: bool

    @property
    def target(self) -> InfoItem:
        return self.item

    def perform(self) -> InfoItem:
        item = alone_with(self.item.pk)
        if not item.risk_asked:
            raise InputError("Darüber ist schon entschieden.", "This has been decided already.")
        if self.is_agreed and item.risk_asked_by is not None and item.risk_asked_by == account(self.by):
            raise InputError(
                "Zustimmen muss eine zweite Person: nicht, wer es gewünscht hat.",
                "A second person must agree: not whoever asked for it.",
            )
        risk = item.risk_asked if self.is_agreed else item.risk
        InfoItem.objects.filter(pk=item.pk).update(risk=risk, changed_at=timezone.now(), **NO_WISH)
        refresh(item)
        return item
