"""The pages of shifts, for the desk, for a phone and behind the personal link of a mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.core.users.roles import Role
from teilhabe.engagement.shifts.actions import SignUpForShift
from teilhabe.engagement.shifts.models import Call, Incident, Shift, SignUp
from teilhabe.engagement.volunteers.links import token_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
DESK = Operator("Probe")


def placed(cast: Cast, name: str = "Amal", **values: object) -> SignUp:
    shift = make_shift(make_opportunity(cast.organisation), **values)  # type: ignore[arg-type]  # as they are given
    return SignUpForShift(by=DESK, shift=shift, volunteer=make_volunteer(name)).run()


def test_a_weekly_row_is_planned_with_one_form(cast: Cast) -> None:
    client, opportunity = cast.client(Role.ORGANISATION_MEMBER), make_opportunity(cast.organisation)
    sent = {"day": "2031-05-05", "begins": "18:00", "ends": "20:00", "places": "3", "repeats": "1"}
    client.post(reverse("shifts:add", args=[opportunity.pk]), sent)
    assert Shift.objects.count() == 9
    assert "18:00–20:00" in client.get(opportunity.get_absolute_url()).content.decode()


def test_a_night_ends_on_the_next_day(cast: Cast) -> None:
    sent = {"day": "2031-05-05", "begins": "22:00", "ends": "02:00", "places": "1"}
    address = reverse("shifts:add", args=[make_opportunity(cast.organisation).pk])
    cast.client(Role.COORDINATOR).post(address, sent)
    assert Shift.objects.get().length == timedelta(hours=4)


def test_who_was_there_is_noted_on_the_spot(cast: Cast) -> None:
    place = placed(cast, starts_at=timezone.now() + timedelta(hours=1))
    client = cast.client(Role.ORGANISATION_MEMBER)
    page = client.get(place.shift.get_absolute_url()).content.decode()
    assert "Amal war da" in page
    client.post(reverse("shifts:mark", args=[place.pk, "there"]))
    place.refresh_from_db()
    assert place.state == "attended"


def test_an_incident_is_written_by_whoever_is_there_and_read_by_the_coordination(cast: Cast) -> None:
    shift, member = placed(cast).shift, cast.client(Role.ORGANISATION_MEMBER)
    member.post(reverse("shifts:incident", args=[shift.pk]), {"text": "Sturz auf der Treppe"})
    assert Incident.objects.count() == 1
    assert "Sturz" not in member.get(shift.get_absolute_url()).content.decode()
    assert "Sturz" in cast.client(Role.COORDINATOR).get(shift.get_absolute_url()).content.decode()
    assert "Sturz" not in cast.client(Role.EDITOR).get(shift.get_absolute_url()).content.decode()


def test_staff_without_business_with_volunteers_sees_numbers_and_no_names(cast: Cast) -> None:
    shift = placed(cast, "Geheimname").shift
    page = cast.client(Role.EDITOR).get(shift.get_absolute_url()).content.decode()
    assert "Geheimname" not in page


def test_cancelling_asks_first_and_says_how_many_are_concerned(cast: Cast) -> None:
    shift, client = placed(cast).shift, cast.client(Role.COORDINATOR)
    address = reverse("shifts:cancel", args=[shift.pk])
    assert "1 Person ist angemeldet" in client.get(address).content.decode()
    client.post(address)
    shift.refresh_from_db()
    assert shift.is_cancelled


def test_behind_the_link_of_a_mail_a_place_is_given_back_without_an_account(cast: Cast, client: Client) -> None:
    place = placed(cast)
    token = token_of(place.volunteer)
    address = reverse("own_shifts:page", args=[token])
    assert "Sprachcafé" in client.get(address).content.decode()
    cancel = reverse("own_shifts:cancel", args=[token, place.pk])
    assert client.get(cancel).status_code == 405  # a program that follows links cancels nothing
    answer = client.post(cancel, follow=True)
    assert "Sie haben abgesagt" in answer.content.decode()
    place.refresh_from_db()
    assert place.state == "cancelled"


def test_a_link_opens_nobody_elses_place(cast: Cast, client: Client) -> None:
    place, other = placed(cast), make_volunteer("Andere")
    assert client.post(reverse("own_shifts:cancel", args=[token_of(other), place.pk])).status_code == 404
    assert client.get(reverse("own_shifts:page", args=["falsch"])).status_code == 404


def test_a_request_to_help_is_answered_with_one_press(cast: Cast, client: Client) -> None:
    volunteer = make_volunteer()
    call = Call.objects.create(shift=make_shift(make_opportunity(cast.organisation)), volunteer=volunteer)
    address = reverse("own_shifts:answer", args=[token_of(volunteer), call.pk])
    assert "Danke, dass Sie einspringen" in client.post(address, {"answer": "yes"}, follow=True).content.decode()
    assert SignUp.objects.get().state == "booked"
    assert client.post(address, {"answer": "no"}).status_code == 404  # answered already


def test_the_calendar_holds_places_and_nothing_that_is_cancelled(cast: Cast, client: Client) -> None:
    place = placed(cast)
    address = reverse("own_shifts:calendar", args=[token_of(place.volunteer)])
    assert b"DTSTART;TZID=Europe/Berlin:20310505T120000" in client.get(address).content
    Shift.objects.update(is_cancelled=True)
    assert b"VEVENT" not in client.get(address).content


def filled(cast: Cast, shifts: int) -> None:
    """Shifts of one day, with three people each."""
    opportunity = make_opportunity(cast.organisation)
    begins = timezone.now().replace(hour=10, minute=0) + timedelta(days=1)
    people = [make_volunteer(f"Probe {number}") for number in range(9)]
    made = Shift.objects.bulk_create(
        Shift(opportunity=opportunity, starts_at=begins, ends_at=begins + timedelta(hours=2), places=5)
        for _number in range(shifts)
    )
    SignUp.objects.bulk_create(
        SignUp(shift=shift, volunteer=people[(number + each) % 9])
        for number, shift in enumerate(made)
        for each in range(3)
    )


def queries_of(address: str, cast: Cast, at_most: DjangoAssertNumQueries, most: int) -> None:
    client = cast.client(Role.COORDINATOR)
    with at_most(most):
        assert client.get(address).status_code == 200


def test_pages_ask_the_database_equally_often_for_fifty_shifts(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    filled(cast, 50)
    shift = Shift.objects.select_related("opportunity").latest("pk")
    day = timezone.localdate(shift.starts_at).isoformat()
    queries_of(shift.opportunity.get_absolute_url(), cast, django_assert_max_num_queries, 20)
    queries_of(reverse("shifts:list"), cast, django_assert_max_num_queries, 15)
    queries_of(reverse("shifts:day", args=[day]), cast, django_assert_max_num_queries, 15)
    queries_of(shift.get_absolute_url(), cast, django_assert_max_num_queries, 20)


def test_an_organisation_signs_up_only_those_it_knows(cast: Cast) -> None:
    known, shift = placed(cast, "Bekannt").volunteer, make_shift(make_opportunity(cast.organisation))
    make_volunteer("Unbekannt")
    page = cast.client(Role.ORGANISATION_MEMBER).get(reverse("shifts:sign_up", args=[shift.pk])).content.decode()
    assert str(known) in page
    assert "Unbekannt" not in page
