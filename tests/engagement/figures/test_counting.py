"""Volunteering becomes numbers: everybody is counted once where they belong, and nothing else leaves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.users.models import Organisation
from teilhabe.engagement.figures.counting import figures
from teilhabe.engagement.figures.spans import month_of, year_of
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.opportunities.models import Opportunity, Requirement
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.shifts.models import SignUp
from teilhabe.engagement.volunteers.models import Volunteer

pytestmark = pytest.mark.django_db

OCTOBER = month_of(date(2026, 10, 1))
MIDDLE = datetime(2026, 10, 15, 12, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)


def told(variable: str, day: date = OCTOBER.first) -> dict[tuple[str, str], int]:
    """Of October: values by area and breakdown."""
    found = [each for each in figures(month_of(day)) if each.variable == variable]
    return {(each.ref_area, each.breakdown): each.obs_value for each in found}


def assign(volunteer: Volunteer, opportunity: Opportunity, starts_on: date, ends_on: date | None = None) -> None:
    Assignment.objects.create(
        volunteer=volunteer, opportunity=opportunity, task="Probe", starts_on=starts_on, ends_on=ends_on
    )


@pytest.fixture
def reading(cast: Cast) -> Opportunity:
    return make_opportunity(cast.organisation, "Vorlesen", fields=["education"], published_at=None)


def test_who_was_active_is_counted_by_district_language_age_and_field(reading: Opportunity) -> None:
    person = make_volunteer(languages=["ar", "de"], district="Nord", born_on=date(2000, 10, 31), since=LONG_AGO)
    assign(person, reading, date(2026, 10, 31))
    assert told("active_volunteers") == {
        ("city", "ALL"): 1,
        ("Nord", "ALL"): 1,
        ("city", "language:ar"): 1,
        ("city", "language:de"): 1,
        ("city", "age:Y18T26"): 1,
        ("city", "field:education"): 1,
    }


def test_who_has_an_assignment_a_shift_and_hours_is_one_person(reading: Opportunity) -> None:
    person = make_volunteer(since=LONG_AGO)
    assign(person, reading, LONG_AGO)
    shift = make_shift(reading, MIDDLE)
    SignUp.objects.create(shift=shift, volunteer=person, state=SignUp.State.ATTENDED)
    HourEntry.objects.create(volunteer=person, opportunity=reading, day=date(2026, 10, 3), minutes=90, state="approved")
    assert told("active_volunteers")["city", "ALL"] == 1
    assert told("active_volunteers")["unknown", "ALL"] == 1


@pytest.mark.parametrize(("starts_on", "ends_on"), [(date(2026, 11, 1), None), (LONG_AGO, date(2026, 9, 30))])
def test_an_assignment_of_another_month_makes_nobody_active(
    reading: Opportunity, starts_on: date, ends_on: date | None
) -> None:
    assign(make_volunteer(since=LONG_AGO), reading, starts_on, ends_on)
    assert told("active_volunteers") == {("city", "ALL"): 0}


def test_what_is_wanted_and_what_is_offered_are_told_apart_by_language_and_field(cast: Cast) -> None:
    wanted = make_opportunity(cast.organisation, published_at=MIDDLE, district="Nord", fields=["arrival", "health"])
    for code in ("de", "ti"):
        Requirement.objects.create(opportunity=wanted, kind="language", code=code)
    due = {"due_on": OCTOBER.first, "created_at": MIDDLE}
    Offer.objects.create(text="Probe", language="de", districts=["Nord", "Süd"], fields=["arrival"], **due)
    Offer.objects.create(text="Stühle", kind=Offer.Kind.GOODS, **due)
    assert told("opportunities_published") == {
        ("city", "ALL"): 1,
        ("Nord", "ALL"): 1,
        ("city", "language:de"): 1,
        ("city", "language:ti"): 1,
        ("city", "field:arrival"): 1,
        ("city", "field:health"): 1,
    }
    assert told("offers_received") == {
        ("city", "ALL"): 1,
        ("Nord", "ALL"): 1,
        ("Süd", "ALL"): 1,
        ("city", "language:de"): 1,
        ("city", "field:arrival"): 1,
    }


@pytest.mark.parametrize(("days", "parts"), [([7], (7, 7, 7)), ([1, 3, 5, 7, 30], (3, 5, 7)), ([2, 10], (4, 6, 8))])
def test_how_long_it_took_to_find_everybody(cast: Cast, days: list[int], parts: tuple[int, int, int]) -> None:
    for number in days:
        make_opportunity(
            cast.organisation, state="filled", published_at=MIDDLE - timedelta(days=number), filled_at=MIDDLE
        )
    found = told("days_to_fill")
    assert found["city", "ALL"] == len(days)
    assert tuple(found["city", f"days:{each}"] for each in ("lower", "median", "upper")) == parts


def test_who_stopped_within_the_first_year_is_lost_and_who_stayed_longer_is_not() -> None:
    begun = date(2025, 10, 10)
    for stopped in (date(2026, 10, 9), date(2026, 10, 10), None):
        make_volunteer(since=begun, ended_on=stopped, state="ended" if stopped else "active")
    make_volunteer(since=date(2025, 11, 1))
    assert told("volunteers_begun_a_year_before") == {("city", "ALL"): 3}
    assert told("volunteers_lost_within_a_year") == {("city", "ALL"): 1}


def test_hours_are_those_that_were_confirmed(reading: Opportunity) -> None:
    person = make_volunteer()
    for day, state, minutes in ((1, "approved", 90), (31, "approved", 60), (2, "reported", 600)):
        HourEntry.objects.create(
            volunteer=person, opportunity=reading, day=date(2026, 10, day), minutes=minutes, state=state
        )
    assert told("volunteer_hours") == {("city", "ALL"): 2, ("city", "field:education"): 2}


def test_sign_ups_are_told_by_what_became_of_them(reading: Opportunity) -> None:
    shift, cancelled = make_shift(reading, MIDDLE), make_shift(reading, MIDDLE, is_cancelled=True)
    for state in ("attended", "attended", "missed"):
        SignUp.objects.create(shift=shift, volunteer=make_volunteer(), state=state)
    SignUp.objects.create(shift=cancelled, volunteer=make_volunteer())
    found = told("sign_ups")
    assert found["city", "ALL"] == 3
    assert {each: found["city", f"outcome:{each}"] for each in ("attended", "missed", "cancelled")} == {
        "attended": 2,
        "missed": 1,
        "cancelled": 0,
    }


def test_where_nothing_happened_the_city_has_a_zero() -> None:
    zeros = {each.variable for each in figures(OCTOBER) if (each.ref_area, each.breakdown) == ("city", "ALL")}
    assert len(zeros) == 8
    assert not any(each.obs_value for each in figures(OCTOBER))


def test_a_month_begins_at_midnight_of_the_city(reading: Opportunity) -> None:
    for moment in (datetime(2026, 9, 30, 21, 59, tzinfo=UTC), datetime(2026, 9, 30, 22, 0, tzinfo=UTC)):
        SignUp.objects.create(shift=make_shift(reading, moment), volunteer=make_volunteer())
    assert told("sign_ups")["city", "ALL"] == 1


def test_who_was_active_in_two_months_is_one_person_of_the_year(reading: Opportunity) -> None:
    assign(make_volunteer(), reading, date(2026, 3, 1))
    found = [each for each in figures(year_of(date(2026, 1, 1))) if each.variable == "active_volunteers"]
    assert {(each.time_period, each.ref_area): each.obs_value for each in found if each.breakdown == "ALL"} == {
        ("2026", "city"): 1,
        ("2026", "unknown"): 1,
    }


@pytest.mark.parametrize("count", [2, 20])
def test_a_month_is_counted_in_the_same_queries_however_many_people_there_are(
    count: int, reading: Opportunity, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        organisation = Organisation.objects.create(name=f"Probe {number}")
        assign(make_volunteer(), make_opportunity(organisation, published_at=MIDDLE), LONG_AGO)
    with django_assert_max_num_queries(12):
        assert figures(OCTOBER)
