"""What went wrong at a shift is written down; only the coordination reads it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.core.users.models import Organisation, User
from teilhabe.engagement.shifts.models import Incident, Shift
from teilhabe.engagement.shifts.policies import SHIFTS


@dataclass(frozen=True, kw_only=True)
class NoteIncident(Action[Incident]):
    """The log says that there is one, not what it says."""

    verb = ADD
    sentence = _("hat einen Vorfall vermerkt: {target}")
    unlogged = frozenset({"text"})
    shift: Shift
    text: str

    @property
    def target(self) -> type[Incident]:
        return Incident

    def is_allowed(self) -> bool:
        return super().is_allowed() and (isinstance(self.by, Operator) or SHIFTS.may(self.by, CHANGE, self.shift))

    def perform(self) -> Incident:
        by = self.by if isinstance(self.by, User) else None
        return Incident.objects.create(shift=self.shift, text=self.text.strip(), noted_by=by)

    def organisation(self) -> Organisation:
        return self.shift.opportunity.organisation
