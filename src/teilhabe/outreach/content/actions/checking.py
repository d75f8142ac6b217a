"""Whether what an item says is still right: somebody has looked, and will look again."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.outreach.content.editions import stamp
from teilhabe.outreach.content.models import InfoItem

MONTHS = 6


def next_check(today: date | None = None) -> date:
    """When to look again after a look today: the same day of the month, or its last one."""
    day = today or timezone.localdate()
    years, month = divmod(day.month - 1 + MONTHS, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, kw_only=True)
class CheckLater(Action[InfoItem]):
    """The item is right as it is; `check_by` is the next time to look. Readers see that somebody has looked."""

    verb = CHANGE
    sentence = _("hat „{target}“ geprüft")
    item: InfoItem
    check_by: date

    @property
    def target(self) -> InfoItem:
        return self.item

    def perform(self) -> InfoItem:
        self.item.check_by, self.item.checked_on = self.check_by, timezone.localdate()
        self.item.save(update_fields=["check_by", "checked_on"])
        stamp()
        return self.item
