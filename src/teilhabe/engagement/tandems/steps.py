"""Writes about tandems: proposed, met, agreed, asked how it goes, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.engagement.hours.actions import ReportHours
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.actions import Agree, EndAssignment, Propose
from teilhabe.engagement.placements.filling import running
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.tandems.models import CheckIn, Client, Meeting, Tandem
from teilhabe.engagement.tandems.policies import CLIENTS
from teilhabe.engagement.tandems.rhythm import next_check_in
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

State, Ending = Tandem.State, Tandem.Ending
ENDING_OF_ASSIGNMENT = {
    Ending.GOAL: Assignment.Ending.DONE,
    Ending.PLANNED: Assignment.Ending.DONE,
    Ending.VOLUNTEER_TIME: Assignment.Ending.TIME,
    Ending.FIT: Assignment.Ending.FIT,
}


@dataclass(frozen=True, kw_only=True)
class ProposeTandem(Action[Tandem]):
    """The coordinator of the client proposes a volunteer; InputError where another proposal is under way."""

    verb = ADD
    sentence = _("hat eine Patenschaft vorgeschlagen: {target}")
    client: Client
    volunteer: Volunteer

    @property
    def target(self) -> type[Tandem]:
        return Tandem

    def is_allowed(self) -> bool:
        may_change = isinstance(self.by, Operator) or CLIENTS.may(self.by, CHANGE, self.client)
        return super().is_allowed() and may_change

    def perform(self) -> Tandem:
        client = Client.objects.select_for_update().get(pk=self.client.pk)
        if client.state != Client.State.WAITING:
            raise InputError(f"{client} wartet nicht auf eine Begleitung.", f"{client} is not waiting for anybody.")
        client.state = Client.State.MATCHED
        client.save(update_fields=["state"])
        return Tandem.objects.create(client=client, volunteer=self.volunteer, coordinator=client.coordinator)


@dataclass(frozen=True, kw_only=True)
class _OfTandem(Action[Tandem]):
    verb = CHANGE
    tandem: Tandem

    @property
    def target(self) -> Tandem:
        return self.tandem

    def _require(self, *states: str) -> None:
        self.tandem.refresh_from_db()
        if self.tandem.state not in states:
            name = self.tandem.get_state_display()
            raise InputError(f"Das geht nicht mehr: Zustand „{name}“.", f"This is no longer possible: “{name}”.")

    def _release(self, *, goes_on: bool) -> None:
        """The client waits again, or leaves."""
        client = self.tandem.client
        client.state = Client.State.WAITING if goes_on else Client.State.LEFT
        client.left_on = None if goes_on else localdate()
        client.save(update_fields=["state", "left_on"])


@dataclass(frozen=True, kw_only=True)
class Meet(_OfTandem):
    """The two have got to know each other."""

    sentence = _("hat ein Kennenlernen vermerkt: {target}")

    def perform(self) -> Tandem:
        self._require(State.PROPOSED)
        self.tandem.state, self.tandem.met_on = State.MET, localdate()
        self.tandem.save(update_fields=["state", "met_on"])
        return self.tandem


@dataclass(frozen=True, kw_only=True)
class AgreeTandem(_OfTandem):
    """From a day on, within a programme: its assignment insures the volunteer and takes the hours."""

    sentence = _("hat eine Patenschaft vereinbart: {target}")
    starts_on: date
    programme: Opportunity

    def perform(self) -> Tandem:
        self._require(State.MET)
        row = self.tandem
        row.assignment = self._assignment()
        row.state, row.agreed_on = State.AGREED, self.starts_on
        row.save(update_fields=["state", "agreed_on", "assignment"])
        CheckIn.objects.create(tandem=row, due_on=next_check_in(self.starts_on, localdate()))
        return row

    def _assignment(self) -> Assignment:
        volunteer = self.tandem.volunteer
        known = running().filter(volunteer=volunteer, opportunity=self.programme).first()
        if known is not None:
            return known
        proposal = Propose(by=self.by, volunteer=volunteer, opportunity=self.programme).run()
        return Agree(by=self.by, proposal=proposal, starts_on=self.starts_on).run()


@dataclass(frozen=True, kw_only=True)
class DeclineTandem(_OfTandem):
    """One of them does not want it: the client waits again."""

    sentence = _("hat eine Absage zu einer Patenschaft notiert: {target}")
    side: str
    reason: str

    def perform(self) -> Tandem:
        self._require(State.PROPOSED, State.MET)
        row = self.tandem
        row.state, row.declined_on, row.declined_by, row.reason = State.DECLINED, localdate(), self.side, self.reason
        row.save(update_fields=["state", "declined_on", "declined_by", "reason"])
        self._release(goes_on=True)
        return row


@dataclass(frozen=True, kw_only=True)
class EndTandem(_OfTandem):
    """With the last day and why; `goes_on` says that the client waits for somebody else."""

    sentence = _("hat eine Patenschaft beendet: {target}")
    ended_on: date
    ending: str
    goes_on: bool = False

    def perform(self) -> Tandem:
        self._require(State.AGREED)
        row = self.tandem
        if row.agreed_on and self.ended_on < row.agreed_on:
            raise InputError(
                f"Der letzte Tag liegt vor dem ersten ({row.agreed_on:%d.%m.%Y}).",
                f"The last day is before the first one ({row.agreed_on:%d/%m/%Y}).",
            )
        row.state, row.ended_on, row.ending = State.ENDED, self.ended_on, self.ending
        row.save(update_fields=["state", "ended_on", "ending"])
        row.check_ins.filter(done_on=None).delete()
        self._end_assignment()
        self._release(goes_on=self.goes_on)
        return row

    def _end_assignment(self) -> None:
        """Unless the volunteer accompanies somebody else within the same programme."""
        done = self.tandem.assignment
        if done is None or done.ends_on or done.tandems.filter(state=State.AGREED).exists():
            return
        ending = ENDING_OF_ASSIGNMENT.get(Ending(self.ending), Assignment.Ending.OTHER)
        last = max(self.ended_on, done.starts_on)
        EndAssignment(by=self.by, assignment=done, ends_on=last, ending=ending).run()


@dataclass(frozen=True, kw_only=True)
class NoteCheckIn(_OfTandem):
    """How it goes today; the next day to ask follows from the rules."""

    sentence = _("hat nachgefragt, wie eine Patenschaft läuft: {target}")
    outcome: str

    def perform(self) -> Tandem:
        self._require(State.AGREED)
        row, today = self.tandem, localdate()
        CheckIn.objects.update_or_create(
            tandem=row, done_on=None, defaults={"done_on": today, "outcome": self.outcome},
            create_defaults={"due_on": today, "done_on": today, "outcome": self.outcome},
        )  # fmt: skip
        if self.outcome != CheckIn.Outcome.ENDED:
            needs_talk = self.outcome == CheckIn.Outcome.TALK
            following = next_check_in(row.agreed_on or today, today, needs_talk=needs_talk)
            CheckIn.objects.create(tandem=row, due_on=following)
        return row


@dataclass(frozen=True, kw_only=True)
class NoteMeeting(_OfTandem):
    """The two met; the time counts as hours of the volunteer."""

    sentence = _("hat ein Treffen notiert: {target}")
    day: date
    minutes: int
    mood: str = ""

    def perform(self) -> Tandem:
        self._require(State.AGREED)
        row = self.tandem
        entry = None
        if row.assignment is not None:
            entry = ReportHours(
                by=self.by,
                volunteer=row.volunteer,
                opportunity=row.assignment.opportunity,
                day=self.day,
                minutes=self.minutes,
            ).run()
        Meeting.objects.create(tandem=row, hour_entry=entry, day=self.day, minutes=self.minutes, mood=self.mood)
        return row
