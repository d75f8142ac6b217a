"""From a proposal to an assignment and to its end: who may take which step, and what it leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.core.mail.models import Message
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.actions import (
    Agree,
    Ask,
    Decline,
    EndAssignment,
    NoteFollowUp,
    NoteWilling,
    Propose,
    Resume,
)
from teilhabe.engagement.placements.jobs import settle_ended
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db
State, Reason, Side = Proposal.State, Proposal.Reason, Proposal.Side


@pytest.fixture
def by(cast: Cast) -> User:
    return cast.user(Role.COORDINATOR)


def _proposal(cast: Cast, by: User, name: str = "Amal Probe", places: int = 1, **values: object) -> Proposal:
    opportunity = Opportunity.objects.filter(title="Sprachcafé").first()
    opportunity = opportunity or make_opportunity(
        cast.organisation, places=places, place="Haus Probe", insurance="Land", hours_per_week=2
    )
    volunteer = make_volunteer(name, mail=f"{name.split()[0].lower()}@probe.example", **values)
    return Propose(by=by, volunteer=volunteer, opportunity=opportunity).run()


def _agreed(by: User, proposal: Proposal, starts_on: date | None = None) -> Assignment:
    return Agree(by=by, proposal=proposal, starts_on=starts_on or localdate()).run()


def test_whoever_is_asked_gets_a_mail_in_their_language_with_a_link(cast: Cast, by: User) -> None:
    proposal = _proposal(cast, by)
    proposal.volunteer.person.preferred_language = "ar"
    proposal.volunteer.person.save()
    Ask(by=by, proposal=proposal).run()
    message = Message.objects.get(to="amal@probe.example")
    assert message.language == "ar"
    assert "https://teilhabe.example/ar/" in message.body
    assert proposal.state == State.ASKED
    assert proposal.follow_up_on == localdate() + timedelta(days=7)
    proposal.volunteer.refresh_from_db()
    assert proposal.volunteer.called_at is not None


def test_whoever_has_no_address_waits_for_a_call_today(cast: Cast, by: User) -> None:
    volunteer = make_volunteer("Ohne Adresse")
    proposal = Propose(by=by, volunteer=volunteer, opportunity=make_opportunity(cast.organisation)).run()
    assert Ask(by=by, proposal=proposal).run().is_due
    assert not Message.objects.exists()


def test_the_organisation_hears_of_a_yes_and_not_before(cast: Cast, by: User) -> None:
    member = cast.user(Role.ORGANISATION_MEMBER)
    proposal = _proposal(cast, by)
    Ask(by=by, proposal=proposal).run()
    assert not Message.objects.filter(to=member.email).exists()
    NoteWilling(by=by, proposal=proposal).run()
    body = Message.objects.get(to=member.email).body
    assert "Sprachcafé" in body
    assert "Amal" not in body


def test_an_assignment_keeps_task_place_and_insurance_as_they_were_agreed(cast: Cast, by: User) -> None:
    assignment = _agreed(by, _proposal(cast, by))
    Opportunity.objects.update(title="Anderes", place="Anderswo", insurance="Niemand")
    assignment.refresh_from_db()
    assert (assignment.task, assignment.place, assignment.insurance) == ("Sprachcafé", "Haus Probe", "Land")
    assert assignment.hours_per_week == 2
    assert assignment.follow_up_on == localdate() + timedelta(weeks=2)


def test_the_last_place_fills_the_opportunity_and_only_those_who_said_yes_stay(cast: Cast, by: User) -> None:
    first, asked, willing = (_proposal(cast, by, f"{name} Probe") for name in ("Eins", "Zwei", "Drei"))
    NoteWilling(by=by, proposal=willing).run()
    _agreed(by, first)
    for row in (asked, willing, first.opportunity):
        row.refresh_from_db()
    assert first.opportunity.state == Opportunity.State.FILLED
    assert (asked.state, willing.state) == (State.LAPSED, State.WILLING)
    with pytest.raises(InputError, match="filled already"):
        _agreed(by, willing)


def test_a_place_is_wanted_again_when_somebody_leaves(cast: Cast, by: User) -> None:
    assignment = _agreed(by, _proposal(cast, by))
    EndAssignment(by=by, assignment=assignment, ends_on=localdate(), ending="moved").run()
    opportunity = Opportunity.objects.get()
    assert (opportunity.state, opportunity.filled_at) == (Opportunity.State.OPEN, None)
    assert (assignment.ending, assignment.follow_up_on) == ("moved", None)


def test_an_end_agreed_in_advance_frees_the_place_when_it_has_come(cast: Cast, by: User) -> None:
    assignment = _agreed(by, _proposal(cast, by))
    EndAssignment(by=by, assignment=assignment, ends_on=localdate() + timedelta(days=9), ending="time").run()
    settle_ended.func()
    assert Opportunity.objects.get().state == Opportunity.State.FILLED
    day, earlier = localdate() - timedelta(days=1), localdate() - timedelta(days=9)
    Assignment.objects.update(starts_on=earlier, ends_on=day)
    Opportunity.objects.update(filled_at=f"{earlier}T12:00Z")
    settle_ended.func()
    assert Opportunity.objects.get().state == Opportunity.State.OPEN


def test_what_an_organisation_calls_filled_stays_filled(cast: Cast, by: User) -> None:
    opportunity = make_opportunity(cast.organisation, state="filled", filled_at="2026-01-01T12:00Z")
    settle_ended.func()
    opportunity.refresh_from_db()
    assert opportunity.state == Opportunity.State.FILLED


def test_nobody_ends_before_they_began(cast: Cast, by: User) -> None:
    assignment = _agreed(by, _proposal(cast, by))
    with pytest.raises(InputError, match="before the first"):
        EndAssignment(by=by, assignment=assignment, ends_on=localdate() - timedelta(days=1), ending="time").run()


def test_whoever_is_under_18_needs_the_consent_of_their_guardians(cast: Cast, by: User) -> None:
    proposal = _proposal(cast, by, born_on=localdate() - timedelta(days=16 * 365))
    with pytest.raises(InputError, match="guardians"):
        _agreed(by, proposal)
    proposal.volunteer.guardian_agreed_on = localdate()
    proposal.volunteer.save()
    assert _agreed(by, proposal).pk


def test_a_no_is_noted_with_its_side_and_reason_and_a_disappointed_yes_gets_thanks(cast: Cast, by: User) -> None:
    proposal = _proposal(cast, by)
    NoteWilling(by=by, proposal=proposal).run()
    Decline(by=by, proposal=proposal, side=Side.ORGANISATION, reason=Reason.TAKEN).run()
    assert (proposal.state, proposal.declined_by, proposal.reason) == (State.DECLINED, "organisation", "taken")
    assert "danke" in Message.objects.get(to="amal@probe.example").body


def test_what_came_to_nothing_can_be_taken_up_again(cast: Cast, by: User) -> None:
    proposal = _proposal(cast, by)
    Decline(by=by, proposal=proposal, side=Side.OFFICE, reason=Reason.OTHER).run()
    assert Resume(by=by, proposal=proposal).run().state == State.OPEN
    assert (proposal.declined_by, proposal.reason, proposal.decided_at) == ("", "", None)


def test_nobody_is_proposed_twice_or_for_what_they_do_already_or_for_what_nobody_wants(cast: Cast, by: User) -> None:
    proposal = _proposal(cast, by, places=2)
    pair = {"volunteer": proposal.volunteer, "opportunity": proposal.opportunity}
    with pytest.raises(InputError, match="proposed for"):
        Propose(by=by, **pair).run()
    _agreed(by, proposal)
    with pytest.raises(InputError, match="does"):
        Propose(by=by, **pair).run()
    closed = make_opportunity(cast.organisation, "Vorbei", state="closed")
    with pytest.raises(InputError, match="Nobody is wanted"):
        Propose(by=by, volunteer=proposal.volunteer, opportunity=closed).run()


def test_a_step_that_comes_too_late_says_how_it_stands(cast: Cast, by: User) -> None:
    proposal = _proposal(cast, by)
    stale = Proposal.objects.get()
    _agreed(by, proposal)
    with pytest.raises(InputError, match="changed meanwhile"):
        NoteWilling(by=by, proposal=stale).run()


def test_asking_how_it_goes_sets_the_next_day_until_there_is_none(cast: Cast, by: User) -> None:
    assignment = _agreed(by, _proposal(cast, by), localdate() - timedelta(weeks=3))
    assert assignment.follow_up_on == localdate() + timedelta(weeks=3)
    NoteFollowUp(by=by, assignment=assignment, note="läuft gut").run()
    assert "läuft gut" in assignment.note
    Assignment.objects.update(starts_on=localdate() - timedelta(weeks=13))
    assert NoteFollowUp(by=by, assignment=assignment).run().follow_up_on is None


def test_a_member_decides_only_about_a_yes_to_their_own_organisation(cast: Cast, by: User) -> None:
    own, foreign = (cast.user(Role.ORGANISATION_MEMBER, each) for each in (cast.organisation, cast.other_organisation))
    proposal = _proposal(cast, by)
    with pytest.raises(PermissionDenied):
        _agreed(own, proposal)
    NoteWilling(by=by, proposal=proposal).run()
    for refused in (
        Agree(by=foreign, proposal=proposal, starts_on=localdate()),
        Decline(by=foreign, proposal=proposal, side=Side.ORGANISATION, reason=Reason.OTHER),
        Decline(by=own, proposal=proposal, side=Side.OFFICE, reason=Reason.OTHER),
        Ask(by=own, proposal=proposal),
    ):
        with pytest.raises(PermissionDenied):
            refused.run()
    assert _agreed(own, proposal).volunteer == proposal.volunteer


def test_volunteers_answer_for_themselves_and_agree_to_nothing_on_their_own(cast: Cast, by: User) -> None:
    user = cast.user(Role.VOLUNTEER)
    mine, theirs = _proposal(cast, by, places=3, user=user), _proposal(cast, by, "Fremd Probe")
    for refused in (
        NoteWilling(by=user, proposal=theirs),
        Agree(by=user, proposal=mine, starts_on=localdate()),
        Ask(by=user, proposal=mine),
    ):
        with pytest.raises(PermissionDenied):
            refused.run()
    NoteWilling(by=user, proposal=mine).run()
    Decline(by=user, proposal=mine, side=Side.VOLUNTEER, reason=Reason.TIME).run()
    assert (mine.state, mine.declined_by) == (State.DECLINED, "volunteer")
