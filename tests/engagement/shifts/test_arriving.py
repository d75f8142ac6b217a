"""The code at the place notes who came: of this shift, on this day, and not by guessing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.users.roles import Role
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.shifts.arriving import MOST_ATTEMPTS, arrive, code_of
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.volunteers.links import token_of
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def shift(cast: Cast) -> Shift:
    """Begins in half an hour."""
    return make_shift(make_opportunity(cast.organisation), timezone.now() + timedelta(minutes=30), places=5)


@pytest.fixture
def volunteer(shift: Shift) -> Volunteer:
    made = make_volunteer("Amal Probe", mail="amal@probe.example")
    shift.sign_ups.create(volunteer=made)
    return made


def in_arabic_digits(code: str) -> str:
    return "".join(chr(0x660 + int(each)) for each in code)


def test_who_arrives_is_noted_once_with_their_hours(shift: Shift, volunteer: Volunteer) -> None:
    code = code_of(shift)
    arrive([volunteer], f"{code[:3]} {code[3:]}")
    arrive([volunteer], in_arabic_digits(code))
    assert SignUp.objects.get().state == "attended"
    assert HourEntry.objects.count() == 1
    assert AuditEntry.objects.filter(operator="Code vor Ort").count() == 1


def test_another_shift_another_day_and_another_installation_have_another_code(
    shift: Shift, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {code_of(shift)}
    known.add(code_of(make_shift(shift.opportunity, shift.starts_at)))
    shift.starts_at += timedelta(days=1)
    known.add(code_of(shift))
    monkeypatch.setattr(settings, "SECRET_KEY", "eine andere")
    known.add(code_of(shift))
    assert len(known) == 4
    assert {len(code) for code in known} == {6}


@pytest.mark.parametrize(
    "change",
    [{"starts_at": timedelta(hours=5)}, {"starts_at": timedelta(hours=-9)}, {"is_cancelled": True}],
    ids=["too early", "too late", "cancelled"],
)
def test_it_holds_around_the_time_of_the_shift_only(
    shift: Shift, volunteer: Volunteer, change: dict[str, object]
) -> None:
    by = change.pop("starts_at", timedelta())
    assert isinstance(by, timedelta)
    Shift.objects.filter(pk=shift.pk).update(starts_at=shift.starts_at + by, ends_at=shift.ends_at + by, **change)
    with pytest.raises(InputError, match="fits none"):
        arrive([volunteer], code_of(Shift.objects.get()))


@pytest.mark.parametrize("state", ["waiting", "cancelled"])
def test_who_has_no_place_cannot_arrive(shift: Shift, volunteer: Volunteer, state: str) -> None:
    SignUp.objects.update(state=state)
    with pytest.raises(InputError, match="fits none"):
        arrive([volunteer], code_of(shift))


def test_nobody_tries_often(shift: Shift, volunteer: Volunteer) -> None:
    for _attempt in range(MOST_ATTEMPTS):
        with pytest.raises(InputError, match="fits none"):
            arrive([volunteer], "000000" if code_of(shift) != "000000" else "111111")
    with pytest.raises(InputError, match="too many attempts"):
        arrive([volunteer], code_of(shift))
    assert SignUp.objects.get().state == "booked"


def test_two_people_behind_one_telephone_are_not_confused(shift: Shift, volunteer: Volunteer) -> None:
    other = make_volunteer("Zweite Probe")
    assert arrive([volunteer, other], code_of(shift)).volunteer == volunteer
    shift.sign_ups.create(volunteer=other)
    with pytest.raises(InputError, match="fits none"):
        arrive([volunteer, other], code_of(shift))


def test_the_own_page_takes_the_code_while_it_holds(shift: Shift, volunteer: Volunteer) -> None:
    address = reverse("own_shifts:arrived", kwargs={"token": token_of(volunteer)})
    page = reverse("own_shifts:page", kwargs={"token": volunteer.token})
    assert address in Client().get(page).content.decode()
    assert Client().post(address, {"code": "12"}).status_code == 409
    assert "notiert" in Client().post(address, {"code": code_of(shift)}, follow=True).content.decode()
    Shift.objects.update(starts_at=shift.starts_at + timedelta(days=1), ends_at=shift.ends_at + timedelta(days=1))
    SignUp.objects.update(state="booked")
    assert address not in Client().get(page).content.decode()


@pytest.mark.parametrize(
    ("role", "is_shown"), [(Role.COORDINATOR, True), (Role.ORGANISATION_MEMBER, True), (Role.EDITOR, False)]
)
def test_those_in_charge_see_the_code_on_the_day(cast: Cast, shift: Shift, role: Role, is_shown: bool) -> None:
    page = cast.client(role).get(shift.get_absolute_url()).content.decode()
    assert (code_of(shift) in page) is is_shown
    Shift.objects.update(starts_at=shift.starts_at + timedelta(days=2), ends_at=shift.ends_at + timedelta(days=2))
    shift.refresh_from_db()
    assert code_of(shift) not in cast.client(role).get(shift.get_absolute_url()).content.decode()
