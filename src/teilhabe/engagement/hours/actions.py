"""Writes about given time: who gave it reports it, organisation or office confirms it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, By, Operator
from teilhabe.core.users.models import Organisation, User
from teilhabe.engagement.hours.models import MINUTES_OF_A_DAY, HourEntry
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.policies import OPPORTUNITIES
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

State = HourEntry.State


def may_confirm(by: By, opportunity: Opportunity) -> bool:
    """The coordination and the organisation for which the time was given, not the volunteer."""
    return isinstance(by, Operator) or OPPORTUNITIES.may(by, CHANGE, opportunity)


@dataclass(frozen=True, kw_only=True)
class ReportHours(Action[HourEntry]):
    """Minutes of a day; reported by those who confirm, they are confirmed at once."""

    verb = ADD
    sentence = _("hat Stunden gemeldet: {target}")
    volunteer: Volunteer
    opportunity: Opportunity
    day: date
    minutes: int
    note: str = ""

    @property
    def target(self) -> type[HourEntry]:
        return HourEntry

    def is_allowed(self) -> bool:
        return super().is_allowed() and (self._is_own() or may_confirm(self.by, self.opportunity))

    def _is_own(self) -> bool:
        return isinstance(self.by, User) and self.volunteer.person.user_id == self.by.pk

    def perform(self) -> HourEntry:
        Volunteer.objects.select_for_update().get(pk=self.volunteer.pk)
        _require_possible(self.volunteer, self.day, self.minutes)
        made = HourEntry.objects.create(
            volunteer=self.volunteer,
            opportunity=self.opportunity,
            day=self.day,
            minutes=self.minutes,
            note=self.note.strip(),
        )
        is_sure = isinstance(self.by, User) and not self._is_own() and may_confirm(self.by, self.opportunity)
        return _decide(made, self.by, State.APPROVED) if is_sure else made

    def organisation(self) -> Organisation:
        return self.opportunity.organisation


@dataclass(frozen=True, kw_only=True)
class _OfEntry(Action[HourEntry]):
    verb = CHANGE
    entry: HourEntry

    @property
    def target(self) -> HourEntry:
        return self.entry

    def is_allowed(self) -> bool:
        return super().is_allowed() and may_confirm(self.by, self.entry.opportunity)

    def organisation(self) -> Organisation:
        return self.entry.opportunity.organisation


@dataclass(frozen=True, kw_only=True)
class ApproveHours(_OfEntry):
    sentence = _("hat Stunden bestätigt: {target}")

    def perform(self) -> HourEntry:
        return _decide(self.entry, self.by, State.APPROVED)


@dataclass(frozen=True, kw_only=True)
class DeclineHours(_OfEntry):
    """With a reason that the volunteer reads."""

    sentence = _("hat Stunden nicht bestätigt: {target}")
    reason: str

    def perform(self) -> HourEntry:
        if not self.reason.strip():
            raise InputError("Bitte nennen Sie den Grund.", "Please give the reason.")
        self.entry.note = self.reason.strip()[:300]
        return _decide(self.entry, self.by, State.DECLINED)


@dataclass(frozen=True, kw_only=True)
class ReopenHours(_OfEntry):
    """As if nobody had decided; undoes a confirmation."""

    sentence = _("hat die Entscheidung über Stunden zurückgenommen: {target}")

    def perform(self) -> HourEntry:
        self.entry.state, self.entry.decided_by, self.entry.decided_at = State.REPORTED, None, None
        self.entry.save(update_fields=["state", "decided_by", "decided_at"])
        return self.entry


@dataclass(frozen=True, kw_only=True)
class WithdrawHours(Action[None]):
    """A report by mistake; only as long as nobody has decided."""

    verb = CHANGE
    sentence = _("hat eine Stundenmeldung zurückgenommen: {target}")
    entry: HourEntry

    @property
    def target(self) -> HourEntry:
        return self.entry

    def perform(self) -> None:
        gone, _rows = HourEntry.objects.filter(pk=self.entry.pk, state=State.REPORTED).delete()
        if not gone:
            raise InputError(
                "Über diese Stunden ist schon entschieden.", "Somebody has decided about these hours already."
            )

    def organisation(self) -> Organisation:
        return self.entry.opportunity.organisation


def _require_possible(volunteer: Volunteer, day: date, minutes: int) -> None:
    if day > timezone.localdate():
        raise InputError("Dieser Tag kommt erst noch.", "This day is still to come.")
    sums = volunteer.hour_entries.filter(day=day).exclude(state=State.DECLINED).aggregate(minutes=Sum("minutes"))
    if minutes < 1 or (sums["minutes"] or 0) + minutes > MINUTES_OF_A_DAY:
        raise InputError(
            "Ein Tag hat 24 Stunden. Bitte prüfen Sie, was für diesen Tag schon gemeldet ist.",
            "A day has 24 hours. Please check what is reported for this day already.",
        )


def _decide(entry: HourEntry, by: By, state: str) -> HourEntry:
    entry.state, entry.decided_at = state, timezone.now()
    entry.decided_by = by if isinstance(by, User) else None
    entry.save(update_fields=["state", "decided_at", "decided_by", "note"])
    return entry
