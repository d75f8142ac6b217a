"""Writes about an event: when and where it takes place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.errors import InputError
from teilhabe.outreach.calendar.recurrence import matches, normal, parse
from teilhabe.outreach.content.editions import stamp
from teilhabe.outreach.content.models import EventDates, InfoItem

FIELDS = frozenset(
    {"starts_at", "ends_at", "is_all_day", "recurrence", "exceptions", "place", "place_text", "registration"}
)
FIRST_YEAR, LAST_YEAR = 2000, 2999
"""Beyond them a slip of the keyboard would end every page that counts days."""


@dataclass(frozen=True, kw_only=True)
class SaveDates(Action[EventDates]):
    """All dates of an event; `exceptions` are days written as 2026-01-31."""

    verb = CHANGE
    sentence = _("hat die Termine von „{target}“ geändert")
    item: InfoItem
    values: Mapping[str, Any]

    @property
    def target(self) -> InfoItem:
        return self.item

    def perform(self) -> EventDates:
        if self.item.kind != InfoItem.Kind.EVENT:
            raise InputError("Diese Information ist keine Veranstaltung.", "This information is no event.")
        values = {name: value for name, value in self.values.items() if name in FIELDS}
        values["recurrence"] = normal(values.get("recurrence", ""))
        values["exceptions"] = sorted(set(values.get("exceptions", ())))
        _refuse_wrong(values)
        dates, _is_new = EventDates.objects.update_or_create(item=self.item, defaults=values)
        InfoItem.objects.filter(pk=self.item.pk).update(changed_at=timezone.now())
        stamp()
        return dates


def _refuse_wrong(values: Mapping[str, Any]) -> None:
    if values["ends_at"] < values["starts_at"]:
        raise InputError("Das Ende liegt vor dem Beginn.", "The end is before the beginning.")
    refuse_far_away(values)
    starts_on = timezone.localtime(values["starts_at"]).date()
    if values["recurrence"] and not matches(parse(values["recurrence"]), starts_on):
        raise InputError(
            "Der erste Tag passt nicht zur Wiederholung. Wählen Sie als Beginn den Tag, an dem die Veranstaltung "
            "zum ersten Mal stattfindet.",
            "The first day does not fit the recurrence. Choose as beginning the day on which the event takes place "
            "for the first time.",
        )


def refuse_far_away(values: Mapping[str, Any]) -> None:
    if values["starts_at"].year < FIRST_YEAR or values["ends_at"].year > LAST_YEAR:
        raise InputError(
            f"Beginn und Ende liegen in den Jahren {FIRST_YEAR} bis {LAST_YEAR}.",
            f"Beginning and end lie in the years {FIRST_YEAR} to {LAST_YEAR}.",
        )
