"""Steps of a proposal, before anything is agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.policies import keeps
from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements import letters
from teilhabe.engagement.placements.actions.requiring import may_decide, require_new, require_state, require_wanted
from teilhabe.engagement.placements.filling import LIVE
from teilhabe.engagement.placements.follow_ups import ANSWER_DAYS
from teilhabe.engagement.placements.models import Proposal
from teilhabe.engagement.placements.policies import PROPOSALS
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

State, Side, Reason = Proposal.State, Proposal.Side, Proposal.Reason


@dataclass(frozen=True, kw_only=True)
class Propose(Action[Proposal]):
    """Keeps in mind that somebody might do it; nobody hears of it yet."""

    verb = ADD
    sentence = _("hat „{target}“ vorgeschlagen")
    volunteer: Volunteer
    opportunity: Opportunity
    note: str = ""

    @property
    def target(self) -> type[Proposal]:
        return Proposal

    def perform(self) -> Proposal:
        require_wanted(self.opportunity)
        require_new(self.volunteer, self.opportunity)
        proposed_by = None if isinstance(self.by, Operator) else self.by
        return Proposal.objects.create(
            volunteer=self.volunteer, opportunity=self.opportunity, note=self.note.strip(), proposed_by=proposed_by
        )


@dataclass(frozen=True, kw_only=True)
class _OfProposal(Action[Proposal]):
    """A step of one proposal; `starts` are the states from which it can be taken."""

    verb = CHANGE
    starts: ClassVar[tuple[str, ...]] = LIVE
    proposal: Proposal

    @property
    def target(self) -> Proposal:
        return self.proposal

    def perform(self) -> Proposal:
        """The row is locked by now: what it says counts, not what the page showed a while ago."""
        require_state(self.proposal, self.starts)
        self.change(self.proposal)
        self.proposal.save()
        return self.proposal

    def change(self, row: Proposal) -> None:
        """What is different afterwards."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class _ByOffice(_OfProposal):
    """What only the office does, not the volunteer with their own proposal."""

    def is_allowed(self) -> bool:
        return isinstance(self.by, Operator) or keeps(self.by, PROPOSALS)


@dataclass(frozen=True, kw_only=True)
class Ask(_ByOffice):
    """The volunteer gets a mail with a link for the answer; without an address it waits for a call today."""

    sentence = _("hat wegen „{target}“ gefragt")
    starts = (State.OPEN, State.ASKED)

    def change(self, row: Proposal) -> None:
        require_wanted(row.opportunity)
        is_written = letters.ask(row)
        row.state = State.ASKED
        row.follow_up_on = localdate() + timedelta(days=ANSWER_DAYS if is_written else 0)
        Volunteer.objects.filter(pk=row.volunteer_id).update(called_at=timezone.now())


@dataclass(frozen=True, kw_only=True)
class NoteWilling(_OfProposal):
    """They would like to: now the organisation decides, and hears of it."""

    sentence = _("hat für „{target}“ zugesagt")
    starts = (State.OPEN, State.ASKED)

    def change(self, row: Proposal) -> None:
        row.state, row.follow_up_on = State.WILLING, localdate() + timedelta(days=ANSWER_DAYS)
        letters.tell_willing(row)


@dataclass(frozen=True, kw_only=True)
class Decline(_OfProposal):
    """One side says no; the reason is counted. Whoever had said yes gets a word of thanks."""

    sentence = _("hat „{target}“ abgelehnt")
    side: str
    reason: str
    note: str = ""

    def is_allowed(self) -> bool:
        if isinstance(self.by, Operator):
            return True
        is_own = self.side == Side.VOLUNTEER and super().is_allowed()
        is_members = self.side == Side.ORGANISATION and may_decide(self.by, self.proposal)
        return is_own or is_members or keeps(self.by, PROPOSALS)

    def change(self, row: Proposal) -> None:
        if self.reason not in Reason.values:
            raise InputError("Bitte wählen Sie einen Grund.", "Please choose a reason.")
        had_said_yes = row.state == State.WILLING
        row.state, row.declined_by, row.reason = State.DECLINED, self.side, self.reason
        row.note = "\n".join(filter(None, (row.note, self.note.strip())))
        row.decided_at, row.follow_up_on = timezone.now(), None
        if had_said_yes and self.side != Side.VOLUNTEER:
            letters.tell_not_taken(row)


@dataclass(frozen=True, kw_only=True)
class Resume(_ByOffice):
    """What had come to nothing is looked at again."""

    sentence = _("hat „{target}“ wieder aufgenommen")
    starts = (State.DECLINED, State.LAPSED)

    def change(self, row: Proposal) -> None:
        require_wanted(row.opportunity)
        require_new(row.volunteer, row.opportunity)
        row.state, row.declined_by, row.reason, row.decided_at = State.OPEN, "", "", None


@dataclass(frozen=True, kw_only=True)
class NoteOnProposal(_ByOffice):
    """A note, and when to come back to it."""

    sentence = _("hat zu „{target}“ etwas notiert")
    note: str
    follow_up_on: date | None

    def change(self, row: Proposal) -> None:
        row.note, row.follow_up_on = self.note.strip(), self.follow_up_on
