"""Taking over a text that somebody else has open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.outreach.content.locking import LOCK_SECONDS
from teilhabe.outreach.content.models import Variant


@dataclass(frozen=True, kw_only=True)
class TakeOver(Action[Variant]):
    """On purpose, so it is recorded; what the other one has not saved yet stays on their page."""

    verb = CHANGE
    sentence = _("hat „{target}“ zum Schreiben übernommen")
    variant: Variant

    @property
    def target(self) -> Variant:
        return self.variant

    def perform(self) -> Variant:
        self.variant.locked_by = self.by if isinstance(self.by, User) else None
        self.variant.locked_until = timezone.now() + timedelta(seconds=LOCK_SECONDS)
        self.variant.save(update_fields=["locked_by", "locked_until"])
        return self.variant
