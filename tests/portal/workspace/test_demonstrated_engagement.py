"""Volunteering in the demonstration: something waits on every page, and nothing of it could be taken for real."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.db.models import Count, F, Q
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from teilhabe.actors.invented import insert_invented
from teilhabe.actors.models import Person
from teilhabe.core.mail.models import Message
from teilhabe.core.users.models import Membership, Organisation, User
from teilhabe.core.users.roles import Role
from teilhabe.engagement.checks.selectors import with_standing
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.recognition.card import verdicts
from teilhabe.engagement.recognition.selectors import engaged
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.portal.workspace.demonstrated_engagement import fill_engagement

pytestmark = pytest.mark.django_db


def _filled(count: int) -> list[Person]:
    people = insert_invented(count)
    fill_engagement({Role.COORDINATOR: _coordinator()}, people, list(Organisation.objects.order_by("pk")))
    return people


def _coordinator() -> User:
    user = User.objects.create_user("coordinator@musterstadt.example", name="Anna Muster")
    Membership.objects.create(user=user, role=Role.COORDINATOR)
    return user


@pytest.fixture
def people() -> list[Person]:
    return _filled(60)


@pytest.mark.usefixtures("people")
def test_all_of_it_says_that_it_is_invented_and_nobody_gets_a_letter() -> None:
    assert Volunteer.objects.count() == 40
    assert not Opportunity.objects.filter(is_sample=False).exists()
    assert not Offer.objects.exclude(Q(contact="") | Q(contact__endswith="@musterstadt.example")).exists()
    assert not Message.objects.exists()


@pytest.mark.usefixtures("people")
def test_something_waits_on_every_page() -> None:
    today = localdate()
    assert {*Opportunity.objects.values_list("state", flat=True)} == set(Opportunity.State.values)
    assert Proposal.objects.filter(state=Proposal.State.WILLING).exists()
    assert Proposal.objects.filter(follow_up_on__lt=today).exists()
    assert Assignment.objects.filter(ends_on=None, follow_up_on__lt=today).exists()
    assert HourEntry.objects.filter(state=HourEntry.State.REPORTED).count() >= 5
    assert Offer.objects.filter(state=Offer.State.NEW, due_on__lt=today).exists()
    assert Offer.objects.filter(kind=Offer.Kind.GOODS).exists()
    assert SignUp.objects.filter(state=SignUp.State.WAITING, shift__starts_at__date__gt=today).exists()


@pytest.mark.usefixtures("people")
def test_one_certificate_runs_out_and_one_was_never_handed_in() -> None:
    standings = with_standing(User.objects.get()).values_list("standing", flat=True)
    assert {"expiring", "overdue", "requested", "fine", "missing"} <= {*standings}


def test_the_volunteer_with_an_account_could_have_the_card(people: list[Person]) -> None:
    found = verdicts(engaged(people[0].volunteer, localdate()), localdate())
    assert {each.condition: each.is_met for each in found} == {
        "age": True,
        "hours": True,
        "since": True,
        "lump sums": True,
    }


@pytest.mark.usefixtures("people")
def test_nobody_is_in_two_places_at_once_and_no_shift_is_overbooked() -> None:
    assert not [*_double_bookings()]
    given = Shift.objects.annotate(given=Count("sign_ups", filter=Q(sign_ups__state__in=SignUp.TAKING_A_PLACE)))
    assert not given.filter(given__gt=F("places")).exists()


def _double_bookings() -> Iterator[tuple[SignUp, SignUp]]:
    rows = SignUp.objects.filter(state__in=SignUp.TAKING_A_PLACE).select_related("shift")
    ordered = sorted(rows, key=lambda row: (row.volunteer_id, row.shift.starts_at))
    for first, second in pairwise(ordered):
        if first.volunteer_id == second.volunteer_id and second.shift.starts_at < first.shift.ends_at:
            yield first, second


@pytest.mark.parametrize("count", [1, 6, 200])
def test_it_is_written_in_few_queries_however_many_people_there_are(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    people = insert_invented(count)
    coordinator = _coordinator()
    organisations = list(Organisation.objects.order_by("pk"))
    with django_assert_max_num_queries(130):
        fill_engagement({Role.COORDINATOR: coordinator}, people, organisations)
    assert Volunteer.objects.count() == min(count, 40)
