"""Given time is reported by those who gave it and confirmed by others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.core.users.roles import Role
from teilhabe.engagement.hours.actions import ApproveHours, DeclineHours, ReportHours, WithdrawHours
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.hours.selectors import totals
from teilhabe.engagement.shifts.actions import SignUpForShift
from teilhabe.engagement.volunteers.links import token_of
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
DESK = Operator("Probe")


def reported(cast: Cast, volunteer: Volunteer, minutes: int = 90) -> HourEntry:
    opportunity = make_opportunity(cast.organisation)
    return HourEntry.objects.create(volunteer=volunteer, opportunity=opportunity, day=localdate(), minutes=minutes)


def test_volunteers_report_their_own_and_confirm_nothing(cast: Cast) -> None:
    user = cast.user(Role.VOLUNTEER)
    own, other = make_volunteer(user=user), make_volunteer("Andere")
    values: dict[str, Any] = {"opportunity": make_opportunity(cast.organisation), "day": localdate(), "minutes": 60}
    entry = ReportHours(by=user, volunteer=own, **values).run()
    assert entry.state == "reported"
    with pytest.raises(PermissionDenied):
        ReportHours(by=user, volunteer=other, **values).run()
    with pytest.raises(PermissionDenied):
        ApproveHours(by=user, entry=entry).run()
    WithdrawHours(by=user, entry=entry).run()
    assert not HourEntry.objects.exists()


def test_an_organisation_confirms_its_own_only(cast: Cast) -> None:
    entry = reported(cast, make_volunteer())
    with pytest.raises(PermissionDenied):
        ApproveHours(by=cast.user(Role.ORGANISATION_MEMBER, cast.other_organisation), entry=entry).run()
    member = cast.user(Role.ORGANISATION_MEMBER)
    ApproveHours(by=member, entry=entry).run()
    assert (entry.state, entry.decided_by) == ("approved", member)
    with pytest.raises(InputError):
        WithdrawHours(by=DESK, entry=entry).run()


def test_declining_needs_a_reason_that_the_volunteer_reads(cast: Cast, client: Client) -> None:
    volunteer = make_volunteer()
    entry = reported(cast, volunteer)
    with pytest.raises(InputError):
        DeclineHours(by=DESK, entry=entry, reason=" ").run()
    DeclineHours(by=DESK, entry=entry, reason="An dem Tag war geschlossen.").run()
    page = client.get(reverse("own_shifts:page", args=[token_of(volunteer)])).content.decode()
    assert "An dem Tag war geschlossen." in page


def test_a_day_has_24_hours_and_tomorrow_is_still_to_come(cast: Cast) -> None:
    volunteer = make_volunteer()
    values: dict[str, Any] = {"volunteer": volunteer, "opportunity": reported(cast, volunteer, 23 * 60).opportunity}
    with pytest.raises(InputError, match="24 hours"):
        ReportHours(by=DESK, day=localdate(), minutes=61, **values).run()
    with pytest.raises(InputError, match="still to come"):
        ReportHours(by=DESK, day=localdate() + timedelta(days=1), minutes=60, **values).run()


def test_sums_count_confirmed_hours_by_year_and_organisation(cast: Cast) -> None:
    first, second = make_volunteer("Eins"), make_volunteer("Zwei")
    for volunteer, minutes in ((first, 90), (first, 30), (second, 60)):
        ApproveHours(by=DESK, entry=reported(cast, volunteer, minutes)).run()
    reported(cast, second, 600)
    found = totals(HourEntry.objects.all())
    assert [(each.organisation, each.hours, each.people) for each in found] == [("Verein Probe", 3.0, 2)]


def test_many_are_confirmed_at_once(cast: Cast) -> None:
    volunteer, client = make_volunteer(), cast.client(Role.ORGANISATION_MEMBER)
    keys = [reported(cast, volunteer, 30).pk for _number in range(5)]
    page = client.post(reverse("hours:list"), {"bulk": "approve", "row": keys}, follow=True).content.decode()
    assert "5 Meldungen sind bestätigt." in page
    assert HourEntry.objects.filter(state="approved").count() == 5


def test_behind_the_personal_link_hours_are_reported_without_an_account(cast: Cast, client: Client) -> None:
    volunteer, opportunity = make_volunteer(), make_opportunity(cast.organisation)
    SignUpForShift(by=DESK, shift=make_shift(opportunity), volunteer=volunteer).run()
    address = reverse("hours:report_own", args=[token_of(volunteer)])
    client.post(address, {"opportunity": opportunity.pk, "day": localdate().isoformat(), "hours": "1,5"})
    assert [(each.minutes, each.state) for each in HourEntry.objects.all()] == [(90, "reported")]


def test_nobody_reports_for_what_they_never_did(cast: Cast, client: Client) -> None:
    volunteer, foreign = make_volunteer(), make_opportunity(cast.organisation)
    address = reverse("hours:report_own", args=[token_of(volunteer)])
    client.post(address, {"opportunity": foreign.pk, "day": localdate().isoformat(), "hours": "2"})
    assert not HourEntry.objects.exists()


def test_the_list_asks_the_database_equally_often_for_many(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        reported(cast, make_volunteer(f"Probe {number}"))
    client = cast.client(Role.COORDINATOR)
    with django_assert_max_num_queries(15):
        client.get(reverse("hours:list"))
