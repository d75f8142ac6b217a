"""Who gets a place, who waits, and who moves up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.core.mail.models import Message
from teilhabe.core.users.roles import Role
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.opportunities.models import Translation
from teilhabe.engagement.shifts.actions import CancelSignUp, NoteAttended, NoteMissed, SignUpForShift
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.volunteers.links import token_of
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
DESK = Operator("Probe")


def sign_up(shift: Shift, volunteer: Volunteer, language: str = "") -> SignUp:
    return SignUpForShift(by=DESK, shift=shift, volunteer=volunteer, language=language).run()


@pytest.fixture
def shift(cast: Cast) -> Shift:
    return make_shift(make_opportunity(cast.organisation))


def test_the_first_gets_the_place_and_the_second_waits(shift: Shift) -> None:
    states = [sign_up(shift, make_volunteer(f"Probe {number}")).state for number in range(2)]
    assert states == ["booked", "waiting"]


def test_who_cancels_makes_room_for_the_first_who_waits_and_has_time(cast: Cast, shift: Shift) -> None:
    first = sign_up(shift, make_volunteer("Erste"))
    busy, able = make_volunteer("Anderswo"), make_volunteer("Bereit", mail="bereit@probe.example")
    waiting = [sign_up(shift, each) for each in (busy, able)]
    sign_up(make_shift(make_opportunity(cast.organisation, "Anderes")), busy)
    CancelSignUp(by=DESK, sign_up=first).run()
    states = [SignUp.objects.get(pk=each.pk).state for each in (first, *waiting)]
    assert states == ["cancelled", "waiting", "booked"]
    assert "Ein Platz ist frei geworden" in Message.objects.filter(to="bereit@probe.example").latest("pk").subject_line


def test_a_newcomer_does_not_overtake_those_who_wait(shift: Shift) -> None:
    sign_up(shift, make_volunteer("Erste"))
    sign_up(shift, make_volunteer("Zweite"))
    Shift.objects.filter(pk=shift.pk).update(places=3)
    assert sign_up(shift, make_volunteer("Dritte")).state == "waiting"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"is_cancelled": True}, "is cancelled"),
        (
            {"starts_at": datetime(2020, 1, 1, 10, tzinfo=UTC), "ends_at": datetime(2020, 1, 1, 12, tzinfo=UTC)},
            "is over",
        ),
    ],
)
def test_nobody_signs_up_for_what_does_not_take_place(shift: Shift, values: dict[str, object], told: str) -> None:
    Shift.objects.filter(pk=shift.pk).update(**values)
    with pytest.raises(InputError, match=told):
        sign_up(shift, make_volunteer())


def test_nobody_is_in_two_places_at_once_or_signed_up_twice(cast: Cast, shift: Shift) -> None:
    volunteer = make_volunteer()
    sign_up(shift, volunteer)
    with pytest.raises(InputError, match="already"):
        sign_up(shift, volunteer)
    other = make_shift(make_opportunity(cast.other_organisation), shift.ends_at - timedelta(minutes=1))
    with pytest.raises(InputError, match="at this time"):
        sign_up(other, volunteer)
    after = make_shift(make_opportunity(cast.other_organisation), shift.ends_at)
    assert sign_up(after, volunteer).state == "booked"


def test_a_shift_of_a_paused_opportunity_takes_nobody(cast: Cast) -> None:
    with pytest.raises(InputError, match="Nobody is looked for"):
        sign_up(make_shift(make_opportunity(cast.organisation, state="paused")), make_volunteer())


def test_the_mail_says_when_in_the_language_of_whoever_signed_up(shift: Shift) -> None:
    sign_up(shift, make_volunteer(mail="amal@probe.example"), language="en")
    mail = Message.objects.get(to="amal@probe.example")
    assert (mail.language, mail.subject_line.partition(":")[0]) == ("en", "You are in")
    assert "Monday, 5 May 2031" in mail.body
    assert "/meine-einsaetze/" in mail.body or "/my-shifts/" in mail.body


def test_mails_and_pages_name_it_in_the_readers_language_where_it_is_translated(shift: Shift) -> None:
    Translation.objects.create(opportunity=shift.opportunity, language="ar", title="مقهى اللغات", task="نتحدث معا.")
    sign_up(shift, make_volunteer(mail="amal@probe.example"), language="ar")
    mail = Message.objects.get(to="amal@probe.example")
    assert "تم تسجيلكم: مقهى اللغات" in mail.subject_line
    assert "Sprachcafé" not in mail.body
    page = Client().get(reverse("own_shifts:page", args=[token_of(SignUp.objects.get().volunteer)])).content.decode()
    assert "Sprachcafé" in page


def test_attending_becomes_hours_once_and_is_taken_back_with_it(shift: Shift) -> None:
    place = sign_up(shift, make_volunteer())
    NoteAttended(by=DESK, sign_up=place).run()
    assert [(each.minutes, each.state) for each in HourEntry.objects.all()] == [(120, "approved")]
    NoteMissed(by=DESK, sign_up=place).run()
    assert not HourEntry.objects.exists()
    NoteAttended(by=DESK, sign_up=place).run()
    assert HourEntry.objects.count() == 1


def test_who_was_there_cannot_cancel_afterwards(shift: Shift) -> None:
    place = sign_up(shift, make_volunteer())
    NoteAttended(by=DESK, sign_up=place).run()
    with pytest.raises(InputError, match="no longer possible"):
        CancelSignUp(by=DESK, sign_up=place).run()


def test_volunteers_sign_up_themselves_and_nobody_else(cast: Cast, shift: Shift) -> None:
    user = cast.user(Role.VOLUNTEER)
    own = make_volunteer("Eigene", user=user)
    place = SignUpForShift(by=user, shift=shift, volunteer=own).run()
    with pytest.raises(PermissionDenied):
        SignUpForShift(by=user, shift=shift, volunteer=make_volunteer("Fremde")).run()
    with pytest.raises(PermissionDenied):
        NoteAttended(by=user, sign_up=place).run()
    CancelSignUp(by=user, sign_up=place).run()


def test_an_organisation_keeps_its_own_shifts_only(cast: Cast, shift: Shift) -> None:
    member = cast.user(Role.ORGANISATION_MEMBER)
    place = SignUpForShift(by=member, shift=shift, volunteer=make_volunteer("Eine")).run()
    NoteAttended(by=member, sign_up=place).run()
    foreign = make_shift(make_opportunity(cast.other_organisation))
    with pytest.raises(PermissionDenied):
        SignUpForShift(by=member, shift=foreign, volunteer=make_volunteer("Zwei")).run()
