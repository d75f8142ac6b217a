"""An assignment: agreed by both sides, followed up, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.policies import keeps
from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.core.users.models import Organisation
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements import letters
from teilhabe.engagement.placements.actions.requiring import (
    may_decide,
    require_end,
    require_guardian,
    require_place,
    require_state,
)
from teilhabe.engagement.placements.filling import LIVE, settle
from teilhabe.engagement.placements.follow_ups import next_follow_up
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.placements.policies import PROPOSALS
from teilhabe.engagement.volunteers.models import Volunteer


@dataclass(frozen=True, kw_only=True)
class Agree(Action[Assignment]):
    """Both sides want it: from a day on it is an assignment, with task, place and insurance as they are now.

    With its last place the opportunity is filled.
    """

    verb = CHANGE
    sentence = _("hat „{target}“ vereinbart")
    proposal: Proposal
    starts_on: date
    hours_per_week: int | None = None

    @property
    def target(self) -> Proposal:
        return self.proposal

    def is_allowed(self) -> bool:
        if isinstance(self.by, Operator) or keeps(self.by, PROPOSALS):
            return True
        return may_decide(self.by, self.proposal)

    def perform(self) -> Assignment:
        # The lock on the opportunity keeps two agreements from taking its last place.
        opportunity = Opportunity.objects.select_for_update().get(pk=self.proposal.opportunity_id)
        require_state(self.proposal, LIVE)
        require_guardian(self.proposal.volunteer, self.starts_on)
        require_place(opportunity)
        made = _commission(self.proposal.volunteer, opportunity, self.starts_on, self.hours_per_week)
        self._close(self.proposal)
        settle(opportunity)
        letters.tell_agreed(made)
        return made

    def _close(self, row: Proposal) -> None:
        row.state, row.decided_at, row.follow_up_on = Proposal.State.AGREED, timezone.now(), None
        row.save(update_fields=["state", "decided_at", "follow_up_on"])

    def organisation(self) -> Organisation:
        return self.proposal.opportunity.organisation


@dataclass(frozen=True, kw_only=True)
class NoteFollowUp(Action[Assignment]):
    """Somebody asked how it goes; the next date follows from the rhythm."""

    verb = CHANGE
    sentence = _("hat nachgefragt, wie es läuft: „{target}“")
    assignment: Assignment
    note: str = ""

    @property
    def target(self) -> Assignment:
        return self.assignment

    def perform(self) -> Assignment:
        row, today = self.assignment, localdate()
        row.refresh_from_db()
        said = f"{today:%d.%m.%Y}: {self.note.strip()}" if self.note.strip() else ""
        row.note = "\n".join(filter(None, (row.note, said)))
        row.follow_up_on = next_follow_up(row.starts_on, today)
        row.save(update_fields=["note", "follow_up_on"])
        return row

    def organisation(self) -> Organisation:
        return self.assignment.opportunity.organisation


@dataclass(frozen=True, kw_only=True)
class EndAssignment(Action[Assignment]):
    """The last day and why; the place is free again."""

    verb = CHANGE
    sentence = _("hat „{target}“ beendet")
    assignment: Assignment
    ends_on: date
    ending: str
    note: str = ""

    @property
    def target(self) -> Assignment:
        return self.assignment

    def perform(self) -> Assignment:
        row = self.assignment
        row.refresh_from_db()
        require_end(row, self.ends_on, self.ending)
        row.ends_on, row.ending, row.follow_up_on = self.ends_on, self.ending, None
        row.note = "\n".join(filter(None, (row.note, self.note.strip())))
        row.save(update_fields=["ends_on", "ending", "follow_up_on", "note"])
        settle(Opportunity.objects.select_for_update().get(pk=row.opportunity_id))
        return row

    def organisation(self) -> Organisation:
        return self.assignment.opportunity.organisation


def _commission(volunteer: Volunteer, opportunity: Opportunity, starts_on: date, hours: int | None) -> Assignment:
    return Assignment.objects.create(
        volunteer=volunteer,
        opportunity=opportunity,
        task=opportunity.title,
        place=opportunity.place,
        insurance=opportunity.insurance,
        starts_on=starts_on,
        ends_on=opportunity.ends_on if opportunity.ends_on and opportunity.ends_on >= starts_on else None,
        hours_per_week=hours or opportunity.hours_per_week,
        follow_up_on=next_follow_up(starts_on, localdate()),
    )
