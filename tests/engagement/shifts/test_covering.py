"""Who is asked to help out, in which order, and what their answer does."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.core.mail.models import Message
from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.values import Asked, put_requirements
from teilhabe.engagement.shifts.actions import SignUpForShift
from teilhabe.engagement.shifts.covering import AnswerCall, CallForHelp, could_help
from teilhabe.engagement.shifts.models import Call, Shift, SignUp
from teilhabe.engagement.volunteers.models import Absence, Volunteer
from teilhabe.engagement.week import ALWAYS
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db
DESK = Operator("Probe")


@pytest.fixture
def cafe(cast: Cast) -> Opportunity:
    made = make_opportunity(cast.organisation)
    put_requirements(
        made, [Asked("language", "ar", "b1"), Asked("age", number=18), Asked("language", "fa", at_least=1)]
    )
    return made


@pytest.fixture
def shift(cafe: Opportunity) -> Shift:
    return make_shift(cafe)


def able(name: str, **values: Any) -> Volunteer:
    fitting = {"languages": ["ar", "fa"], "language_levels": {"ar": "b2"}, "born_on": date(1990, 1, 1), "week": ALWAYS}
    return make_volunteer(name, **{"mail": f"{name}@probe.example", **fitting, **values})


def names(shift: Shift) -> list[str]:
    return [str(each) for each in could_help(shift)]


def test_only_who_fits_has_time_and_can_be_written_to_is_asked(cast: Cast, shift: Shift) -> None:
    able("passt")
    able("zujung", born_on=date(2020, 1, 1))
    able("alterunbekannt", born_on=None)
    able("andere", languages=["uk"])
    able("anfang", language_levels={"ar": "a1"})
    able("keinezeit", week=0)
    able("ohnemail", mail="")
    able("pause", state=Volunteer.State.PAUSED)
    away = able("verreist")
    Absence.objects.create(volunteer=away, first_day=date(2031, 5, 5), last_day=date(2031, 5, 5))
    elsewhere = able("anderswo")
    other = make_shift(make_opportunity(cast.other_organisation))
    SignUpForShift(by=DESK, shift=other, volunteer=elsewhere).run()
    assert names(shift) == ["passt"]


def test_who_was_asked_least_recently_is_asked_first_and_nobody_twice(shift: Shift) -> None:
    able("neulich", called_at=datetime(2031, 1, 1, tzinfo=UTC))
    able("lange", called_at=datetime(2030, 1, 1, tzinfo=UTC))
    able("nie")
    assert names(shift) == ["nie", "lange", "neulich"]
    CallForHelp(by=DESK, shift=shift, most=2).run()
    assert names(shift) == ["neulich"]
    assert Message.objects.count() == 2
    CallForHelp(by=DESK, shift=shift).run()
    with pytest.raises(InputError, match="Nobody is left"):
        CallForHelp(by=DESK, shift=shift).run()


def test_nobody_is_asked_for_a_full_shift_nor_by_an_organisation(cast: Cast, shift: Shift) -> None:
    SignUpForShift(by=DESK, shift=shift, volunteer=able("erste")).run()
    able("zweite")
    with pytest.raises(InputError, match="No place"):
        CallForHelp(by=DESK, shift=shift).run()
    with pytest.raises(PermissionDenied):
        CallForHelp(by=cast.user(Role.ORGANISATION_MEMBER), shift=shift).run()


def test_the_first_yes_gets_the_place_and_the_second_waits(shift: Shift) -> None:
    for name in ("eins", "zwei", "drei"):
        able(name)
    CallForHelp(by=DESK, shift=shift).run()
    calls = list(Call.objects.order_by("pk"))
    for call, is_yes in zip(calls, (True, True, False), strict=True):
        AnswerCall(by=DESK, call=call, is_yes=is_yes).run()
    assert list(SignUp.objects.order_by("pk").values_list("state", flat=True)) == ["booked", "waiting"]
    assert list(Call.objects.order_by("pk").values_list("answer", flat=True)) == ["yes", "yes", "no"]
