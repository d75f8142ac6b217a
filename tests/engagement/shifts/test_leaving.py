"""Whoever takes their consent back is out of everything that rested on it, and the record stays as proof."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.actors.models import Consent
from teilhabe.core.audit.action import Operator
from teilhabe.core.mail.models import Message
from teilhabe.core.users.roles import Role
from teilhabe.engagement.shifts.actions import SignUpForShift
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.volunteers.consent import VOLUNTEERING, note_agreed
from teilhabe.engagement.volunteers.links import token_of
from teilhabe.engagement.volunteers.models import Volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
DESK = Operator("Probe")


@pytest.fixture
def shift(cast: Cast) -> Shift:
    return make_shift(make_opportunity(cast.organisation))


@pytest.fixture
def signed_up(shift: Shift) -> SignUp:
    volunteer = make_volunteer("Amal Probe", mail="amal@probe.example")
    note_agreed(DESK, volunteer.person, "ar")
    return SignUpForShift(by=DESK, shift=shift, volunteer=volunteer, language="ar").run()


def withdraw_by_link(volunteer: Volunteer) -> str:
    address = reverse("own_shifts:withdraw", kwargs={"token": token_of(volunteer)})
    answer = Client().post(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_agreeing_again_to_the_same_wording_is_noted_once(signed_up: SignUp) -> None:
    note_agreed(DESK, signed_up.volunteer.person, "de")
    assert [str(each.text.language) for each in Consent.objects.all()] == ["ar"]


def test_the_own_page_shows_what_was_agreed_to_and_the_mail_leads_there(signed_up: SignUp) -> None:
    page = Client().get(reverse("own_shifts:page", kwargs={"token": token_of(signed_up.volunteer)})).content.decode()
    assert Consent.objects.get().text.text in page
    assert signed_up.volunteer.token in Message.objects.get().body


def test_the_link_ends_shifts_questions_and_itself(shift: Shift, signed_up: SignUp) -> None:
    waiting = SignUpForShift(by=DESK, shift=shift, volunteer=make_volunteer("Zweite")).run()
    token = token_of(signed_up.volunteer)
    withdraw_by_link(signed_up.volunteer)
    assert [SignUp.objects.get(pk=each.pk).state for each in (signed_up, waiting)] == ["cancelled", "booked"]
    volunteer = Volunteer.objects.get(pk=signed_up.volunteer_id)
    assert (volunteer.state, volunteer.token) == ("ended", "")
    assert Consent.objects.get().withdrawn_at is not None
    assert Client().get(reverse("own_shifts:page", kwargs={"token": token})).status_code == 404


def test_the_coordinator_is_told_what_ends_and_ends_the_same(cast: Cast, signed_up: SignUp, client: Client) -> None:
    client = cast.client(Role.COORDINATOR)
    address = reverse("actors:consent_withdraw", kwargs={"consent": Consent.objects.get().pk})
    assert "Kommende Einsätze werden abgesagt" in client.get(address).content.decode()
    client.post(address)
    assert SignUp.objects.get().state == "cancelled"
    assert Volunteer.objects.get().state == "ended"


def test_a_consent_to_something_else_ends_nothing(signed_up: SignUp) -> None:
    Consent.objects.all().delete()
    note_agreed(DESK, signed_up.volunteer.person, "ar")
    agreed = VOLUNTEERING.in_force(signed_up.volunteer.person)
    type(agreed[0].text).objects.filter(pk=agreed[0].text_id).update(purpose="pictures")
    token = token_of(signed_up.volunteer)
    assert Client().post(reverse("own_shifts:withdraw", kwargs={"token": token})).status_code == 404
    assert SignUp.objects.get().state == "booked"


def test_who_comes_back_agrees_anew(signed_up: SignUp) -> None:
    withdraw_by_link(signed_up.volunteer)
    note_agreed(DESK, signed_up.volunteer.person, "de")
    assert [each.withdrawn_at is None for each in Consent.objects.order_by("given_at")] == [False, True]
