"""Shifts one by one and in a row; whoever comes is told of what changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.core.mail.models import Message
from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.shifts.actions import SignUpForShift
from teilhabe.engagement.shifts.holidays import holiday
from teilhabe.engagement.shifts.jobs import lay_out_series, remind
from teilhabe.engagement.shifts.models import Series, Shift, SignUp
from teilhabe.engagement.shifts.scheduling import AddShift, CancelShift, ChangeShift, lay_out
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db
DESK = Operator("Probe")


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.fixture
def cafe(cast: Cast) -> Opportunity:
    return make_opportunity(cast.organisation)


def weekly(opportunity: Opportunity, rule: str = "FREQ=WEEKLY") -> list[Shift]:
    values: dict[str, Any] = {"starts_at": at("2031-03-03 18:00"), "ends_at": at("2031-03-03 20:00"), "places": 2}
    AddShift(by=DESK, opportunity=opportunity, rule=rule, **values).run()
    return list(Shift.objects.order_by("starts_at"))


def clocks(shifts: list[Shift]) -> set[str]:
    return {f"{timezone.localtime(shift.starts_at):%a %H:%M}" for shift in shifts}


def test_a_series_keeps_its_time_on_the_clock_over_the_change_of_summer_time(cafe: Opportunity) -> None:
    laid = weekly(cafe)
    assert len(laid) == 9
    assert clocks(laid) == {"Mon 18:00"}


def test_a_series_ends_on_its_last_day(cafe: Opportunity) -> None:
    assert len(weekly(cafe, "FREQ=WEEKLY;UNTIL=20310317")) == 3


def test_laying_out_again_adds_only_what_is_new_and_leaves_what_was_moved(cafe: Opportunity) -> None:
    laid = weekly(cafe)
    Shift.objects.filter(pk=laid[0].pk).update(starts_at=at("2031-03-04 18:00"), ends_at=at("2031-03-04 20:00"))
    series = Series.objects.get()
    lay_out(series, date(2031, 5, 2))
    assert Shift.objects.count() == 9
    lay_out(series, date(2031, 5, 9))
    assert Shift.objects.count() == 10


def test_the_job_lays_out_what_goes_on_and_nothing_that_has_ended(cafe: Opportunity) -> None:
    today = timezone.localdate()
    values: dict[str, Any] = {"rule": "FREQ=WEEKLY", "length": timedelta(hours=1), "places": 1}
    begins = timezone.now() - timedelta(days=1)
    Series.objects.create(opportunity=cafe, starts_at=begins, laid_out_until=today, **values)
    Series.objects.create(opportunity=cafe, starts_at=begins, laid_out_until=today, ended_at=timezone.now(), **values)
    lay_out_series.func()
    assert set(Shift.objects.values_list("series__ended_at", flat=True)) == {None}
    assert Shift.objects.count() in (8, 9)


def test_a_change_concerns_one_or_all_that_follow(cafe: Opportunity) -> None:
    laid = weekly(cafe)
    third = laid[2]
    values: dict[str, Any] = {"starts_at": third.starts_at + timedelta(hours=1), "ends_at": third.ends_at}
    ChangeShift(by=DESK, shift=third, values={"places": 5}, following=True, **values).run()
    shifts = list(Shift.objects.order_by("starts_at"))
    assert (clocks(shifts[:2]), clocks(shifts[2:])) == ({"Mon 18:00"}, {"Mon 19:00"})
    assert {shift.places for shift in shifts[2:]} == {5}


def test_a_whole_series_is_not_moved_to_another_day(cafe: Opportunity) -> None:
    first = weekly(cafe)[0]
    moved = {"starts_at": first.starts_at + timedelta(days=1), "ends_at": first.ends_at + timedelta(days=1)}
    with pytest.raises(InputError, match="another day"):
        ChangeShift(by=DESK, shift=first, values={}, following=True, **moved).run()


def test_more_places_are_for_those_who_wait_and_all_hear_of_another_time(cafe: Opportunity) -> None:
    shift = make_shift(cafe)
    for name in ("eins", "zwei"):
        SignUpForShift(by=DESK, shift=shift, volunteer=make_volunteer(name, mail=f"{name}@probe.example")).run()
    moved = {"starts_at": shift.starts_at + timedelta(hours=1), "ends_at": shift.ends_at + timedelta(hours=1)}
    ChangeShift(by=DESK, shift=shift, values={"places": 2}, **moved).run()
    assert set(shift.sign_ups.values_list("state", flat=True)) == {"booked"}
    assert Message.objects.filter(to="eins@probe.example", subject_line__startswith="Ihr Einsatz hat sich").count() == 1


def test_who_comes_or_waits_hears_that_it_is_cancelled_once(cafe: Opportunity) -> None:
    shift = make_shift(cafe)
    for name in ("eins", "zwei"):
        SignUpForShift(by=DESK, shift=shift, volunteer=make_volunteer(name, mail=f"{name}@probe.example")).run()
    for _time in range(2):
        CancelShift(by=DESK, shift=shift).run()
    assert Message.objects.filter(subject_line__startswith="Ihr Einsatz fällt aus").count() == 2


def test_a_cancelled_series_lays_out_nothing_more(cafe: Opportunity) -> None:
    laid = weekly(cafe)
    CancelShift(by=DESK, shift=laid[3], following=True).run()
    assert [shift.is_cancelled for shift in Shift.objects.order_by("starts_at")] == [False] * 3 + [True] * 6
    assert Series.objects.get().ended_at is not None


def test_members_plan_for_their_own_organisation_only(cast: Cast) -> None:
    values: dict[str, Any] = {"starts_at": at("2031-03-03 18:00"), "ends_at": at("2031-03-03 20:00"), "places": 2}
    with pytest.raises(PermissionDenied):
        AddShift(
            by=cast.user(Role.ORGANISATION_MEMBER), opportunity=make_opportunity(cast.other_organisation), **values
        ).run()


def test_a_reminder_goes_out_once_and_not_to_who_signed_up_just_now(cafe: Opportunity) -> None:
    shift = make_shift(cafe, timezone.now() + timedelta(hours=20), places=2)
    for name in ("eins", "zwei"):
        SignUpForShift(by=DESK, shift=shift, volunteer=make_volunteer(name, mail=f"{name}@probe.example")).run()
    first = SignUp.objects.order_by("pk").first()
    assert first is not None
    SignUp.objects.filter(pk=first.pk).update(created_at=timezone.now() - timedelta(days=3))
    for _time in range(2):
        remind.func()
    told = Message.objects.filter(subject_line__startswith="Erinnerung")
    assert [each.to for each in told] == ["eins@probe.example"]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-04-03", "Karfreitag"),
        ("2026-06-04", "Fronleichnam"),
        ("2026-12-25", "1. Weihnachtstag"),
        ("2026-11-24", ""),
    ],
)
def test_public_holidays_are_known(day: str, name: str) -> None:
    assert str(holiday(date.fromisoformat(day))) == name
