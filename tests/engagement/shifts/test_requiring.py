"""Nobody takes a place for whom something is missing, unless the office says why."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.core.users.roles import Role
from teilhabe.engagement.checks.models import Inspection
from teilhabe.engagement.opportunities.slots import CONDUCT
from teilhabe.engagement.opportunities.values import Asked, put_requirements
from teilhabe.engagement.shifts.actions import CancelSignUp, SignUpForShift
from teilhabe.engagement.shifts.covering import AnswerCall
from teilhabe.engagement.shifts.models import Call, Shift, SignUp
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
DESK = Operator("Probe")
BIRTHDAY = date(2013, 5, 5)
"""Eighteen on the day of the shift."""


def asking(cast: Cast, *asked: Asked, places: int = 2) -> Shift:
    made = make_opportunity(cast.organisation)
    put_requirements(made, asked)
    return make_shift(made, places=places)


def sign_up(shift: Shift, volunteer: Volunteer, **more: Any) -> SignUp:
    return SignUpForShift(by=DESK, shift=shift, volunteer=volunteer, **more).run()


def certified(name: str = "Geprüft") -> Volunteer:
    made = make_volunteer(name)
    today = localdate()
    Inspection.objects.create(volunteer=made, certificate_date=today, inspected_on=today, has_entry=False)
    return made


@pytest.mark.parametrize(
    ("asked", "values", "told"),
    [
        (Asked("check", CONDUCT), {}, "Es fehlt: .*Führungszeugnis.* fordert die Ehrenamtskoordination an"),
        (Asked("declaration", "privacy"), {}, "Die Erklärung unterschreibt man"),
        (Asked("language", "ar", "b1"), {"languages": ["ar"]}, "Es fehlt: Arabisch ab B1. Sprachen stehen"),
        (Asked("skill", "kochen"), {}, "Fähigkeit: kochen"),
        (Asked("age", number=18), {"born_on": date(2013, 5, 6)}, "Es fehlt: Mindestalter 18"),
        (Asked("age", number=18), {}, "Das Geburtsdatum steht in den Angaben"),
    ],
    ids=["check", "declaration", "language", "skill", "age", "age unknown"],
)
def test_what_is_missing_is_told_with_where_to_get_it(
    cast: Cast, asked: Asked, values: dict[str, Any], told: str
) -> None:
    with pytest.raises(InputError) as refused:
        sign_up(asking(cast, asked), make_volunteer(**values))
    assert re.search(told, refused.value.text.de)
    assert not SignUp.objects.exists()


def test_who_has_it_all_takes_a_place(cast: Cast) -> None:
    shift = asking(cast, Asked("check", CONDUCT), Asked("age", number=18))
    made = certified()
    Volunteer.objects.filter(pk=made.pk).update(born_on=BIRTHDAY)
    assert sign_up(shift, Volunteer.objects.get(pk=made.pk)).state == "booked"


def test_the_last_place_is_kept_for_what_the_group_still_needs(cast: Cast) -> None:
    shift = asking(cast, Asked("check", CONDUCT, at_least=1))
    assert sign_up(shift, make_volunteer("Erste")).state == "booked"
    with pytest.raises(InputError, match="Missing"):
        sign_up(shift, make_volunteer("Zweite"))
    assert sign_up(shift, certified()).state == "booked"


def test_nobody_moves_up_into_the_place_that_the_group_needs_for_somebody_else(cast: Cast) -> None:
    shift = asking(cast, Asked("check", CONDUCT, at_least=1))
    has_it, _other = sign_up(shift, certified()), sign_up(shift, make_volunteer("Erste"))
    waiting = sign_up(shift, make_volunteer("Wartet"))
    CancelSignUp(by=DESK, sign_up=has_it).run()
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    assert sign_up(shift, certified("Neu")).state == "booked"


def test_who_signs_up_on_the_web_says_so_of_languages_and_not_of_checks(cast: Cast) -> None:
    shift = asking(cast, Asked("language", "ar"), Asked("skill", "kochen"), Asked("age", number=18))
    assert sign_up(shift, make_volunteer("Sagt es"), says_so=True).state == "booked"
    with pytest.raises(InputError, match="Missing: minimum age 18"):
        sign_up(shift, make_volunteer("Zu jung", born_on=date(2016, 1, 1)), says_so=True)
    with pytest.raises(InputError, match="Missing"):
        sign_up(asking(cast, Asked("check", CONDUCT)), make_volunteer("Ohne"), says_so=True)


def test_the_office_makes_an_exception_with_a_reason_and_nobody_else_does(cast: Cast) -> None:
    shift, volunteer = asking(cast, Asked("check", CONDUCT)), make_volunteer("Ohne")
    given: dict[str, Any] = {"shift": shift, "volunteer": volunteer, "despite": "wird heute vorgelegt"}
    with pytest.raises(PermissionDenied):
        SignUpForShift(by=cast.user(Role.ORGANISATION_MEMBER), **given).run()
    made = SignUpForShift(by=cast.user(Role.COORDINATOR), **given).run()
    assert (made.state, made.despite) == ("booked", "wird heute vorgelegt")
    page = cast.client(Role.COORDINATOR).get(shift.get_absolute_url()).content.decode()
    assert "wird heute vorgelegt" in page


def test_a_reason_for_nothing_is_not_kept(cast: Cast) -> None:
    assert sign_up(asking(cast), make_volunteer(), despite="nur so").despite == ""


@pytest.mark.parametrize(
    ("role", "has_field"), [(Role.COORDINATOR, True), (Role.ORGANISATION_MEMBER, False)], ids=["office", "member"]
)
def test_the_form_tells_what_is_missing_and_offers_the_exception_to_the_office(
    cast: Cast, role: Role, has_field: bool
) -> None:
    shift, volunteer = asking(cast, Asked("check", CONDUCT)), make_volunteer("Ohne")
    shift.opportunity.shifts.create(
        starts_at=shift.ends_at, ends_at=shift.ends_at.replace(hour=23), places=1
    ).sign_ups.create(volunteer=volunteer)  # so that the organisation knows them
    address = reverse("shifts:sign_up", kwargs={"shift": shift.pk})
    page = cast.client(role).post(address, {"volunteer": volunteer.pk}).content.decode()
    assert "kann hier noch nicht dabei sein" in page
    assert ('name="despite"' in page) is has_field


def test_who_says_yes_to_a_call_still_needs_it(cast: Cast) -> None:
    shift = asking(cast, Asked("check", CONDUCT))
    call = Call.objects.create(shift=shift, volunteer=make_volunteer("Abgelaufen"))
    with pytest.raises(InputError, match="Missing"):
        AnswerCall(by=DESK, call=call, is_yes=True).run()
