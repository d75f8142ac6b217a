"""Writes about payments: they are noted, and taken back where they were noted by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, DELETE
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import Organisation
from teilhabe.engagement.allowances.limits import limit_on, may_be_both
from teilhabe.engagement.allowances.models import AllowancePayment
from teilhabe.engagement.allowances.selectors import same_activity
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError


@dataclass(frozen=True, kw_only=True)
class NotePayment(Action[AllowancePayment]):
    """More than the limit is noted too: it was paid, and what exceeds it has to be taxed.

    InputError for a day to come, a year without a known limit, and the other lump sum for the same activity.
    """

    verb = ADD
    sentence = _("hat eine Aufwandspauschale vermerkt: {target}")
    volunteer: Volunteer
    kind: str
    cents: int
    paid_on: date
    activity: str
    payer: Organisation | None = None
    other_payer: str = ""
    is_declared: bool = False

    @property
    def target(self) -> type[AllowancePayment]:
        return AllowancePayment

    def perform(self) -> AllowancePayment:
        Volunteer.objects.select_for_update().get(pk=self.volunteer.pk)
        self._require_possible()
        return AllowancePayment.objects.create(
            volunteer=self.volunteer,
            kind=self.kind,
            cents=self.cents,
            paid_on=self.paid_on,
            activity=" ".join(self.activity.split()),
            organisation=self.payer,
            other_payer=self.other_payer.strip(),
            is_declared=self.is_declared,
        )

    def _require_possible(self) -> None:
        if self.paid_on > localdate():
            raise InputError("Dieser Tag kommt erst noch.", "This day is still to come.")
        limit_on(self.kind, self.paid_on)
        others = same_activity(self.volunteer, self.activity, self.paid_on).exclude(kind=self.kind)
        if others.exists() and not may_be_both(self.paid_on):
            raise InputError(
                f"Für dieselbe Tätigkeit gibt es im selben Jahr nicht beide Pauschalen (§ 3 Nr. 26a Satz 2 EStG): "
                f"„{self.activity}“ ist {self.paid_on.year} schon mit der anderen vermerkt. Bitte prüfen Sie Art oder "
                "Tätigkeit.",
                f"One activity cannot have both allowances in the same year (§ 3 no. 26a EStG): “{self.activity}” is "
                f"noted with the other one in {self.paid_on.year}. Please check kind or activity.",
            )


@dataclass(frozen=True, kw_only=True)
class RemovePayment(Action[AllowancePayment]):
    """It was noted by mistake, or its time is over."""

    verb = DELETE
    sentence = _("hat eine Aufwandspauschale entfernt: {target}")
    payment: AllowancePayment

    @property
    def target(self) -> AllowancePayment:
        return self.payment

    def perform(self) -> AllowancePayment:
        AllowancePayment.objects.filter(pk=self.payment.pk).delete()
        return self.payment
