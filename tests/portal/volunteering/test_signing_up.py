"""A place in a shift without an account: given once, told by mail, and nothing said about anybody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.actors.models import Consent
from teilhabe.core.mail.models import Message
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.portal.information import feedback_gate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
Ticket = Callable[[], str]


def _address(shift: Shift) -> str:
    return f"/ar/volunteering/{shift.opportunity_id}/date/{shift.pk}/"


def _filled(ticket: Ticket, reach: str = "amal@probe.example", name: str = "Amal Probe") -> dict[str, str]:
    return {"name": name, "reach": reach, "agreed": "on", "ticket": ticket()}


def test_somebody_new_gets_a_place_a_mail_in_their_language_and_their_own_page(
    client: Client, shift: Shift, ticket: Ticket
) -> None:
    page = client.post(_address(shift), _filled(ticket))
    made = SignUp.objects.get()
    assert (made.state, made.language, str(made.volunteer)) == ("booked", "ar", "Amal Probe")
    assert Message.objects.get().language == "ar"
    assert made.volunteer.token in page.content.decode()
    assert client.cookies == {}


def test_what_was_ticked_is_recorded_in_its_version_and_language(client: Client, shift: Shift, ticket: Ticket) -> None:
    shown = client.get(_address(shift)).context["wording"]
    client.post(_address(shift), _filled(ticket))
    client.post(_address(make_shift(shift.opportunity, shift.ends_at)), _filled(ticket))
    consent = Consent.objects.get()
    assert (consent.text.purpose, consent.text.version, consent.text.language, consent.way) == (
        "volunteering", 1, "ar", "form",
    )  # fmt: skip
    assert consent.text.text == shown.text
    assert consent.person == SignUp.objects.earliest("pk").volunteer.person


def test_who_is_known_gets_the_link_by_mail_only(client: Client, shift: Shift, ticket: Ticket) -> None:
    known = make_volunteer("Amal Probe", mail="amal@probe.example")
    page = client.post(_address(shift), _filled(ticket)).content.decode()
    known.refresh_from_db()
    assert SignUp.objects.get().volunteer == known
    assert known.token
    assert known.token not in page
    assert known.token in Message.objects.get().body


def test_twice_is_once_and_the_mail_goes_out_again(client: Client, shift: Shift, ticket: Ticket) -> None:
    client.post(_address(shift), _filled(ticket))
    assert client.post(_address(shift), _filled(ticket)).status_code == 200
    assert SignUp.objects.count() == 1
    assert Message.objects.count() == 2


def test_who_comes_late_waits(client: Client, shift: Shift, ticket: Ticket) -> None:
    client.post(_address(shift), _filled(ticket))
    page = client.post(_address(shift), _filled(ticket, "0171 1234567", "Zweite Probe")).content.decode()
    assert [each.state for each in SignUp.objects.order_by("pk")] == ["booked", "waiting"]
    assert "قائمة الانتظار" in page


def test_a_clash_is_refused_without_saying_where_the_owner_of_the_address_is(
    client: Client, opportunity: Opportunity, shift: Shift, ticket: Ticket
) -> None:
    other = make_shift(make_opportunity(opportunity.organisation, "Geheimer Garten"), shift.starts_at)
    client.post(_address(other), _filled(ticket))
    page = client.post(_address(shift), _filled(ticket))
    assert page.status_code == 409
    assert "Geheimer Garten" not in page.content.decode()
    assert 'value="Amal Probe"' in page.content.decode()
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("reach", "amal@"), ("reach", "12"), ("reach", ""), ("agreed", "")]
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    client: Client, shift: Shift, ticket: Ticket, field: str, value: str
) -> None:
    page = client.post(_address(shift), {**_filled(ticket), field: value})
    assert field in page.context["form"].errors
    assert "amal@" in page.content.decode() or field == "reach"
    assert not Volunteer.objects.exists()


def test_programs_and_foreign_pages_change_nothing(client: Client, shift: Shift, ticket: Ticket) -> None:
    assert client.post(_address(shift), {**_filled(ticket), feedback_gate.TRAP: "x"}).status_code == 200
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(_address(shift), _filled(ticket), headers=headers).status_code == 403
    assert not SignUp.objects.exists()


def test_what_the_office_has_to_see_first_is_asked_for_instead(client: Client, shift: Shift, ticket: Ticket) -> None:
    shift.opportunity.requirements.create(kind="check", code="fuehrungszeugnis")
    for page in (client.get(_address(shift)), client.post(_address(shift), _filled(ticket))):
        assert page.url == f"/ar/volunteering/{shift.opportunity_id}/ask/"  # type: ignore[attr-defined]  # a redirect
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("change", [{"is_cancelled": True}, {"starts_at": "past"}])
def test_what_is_cancelled_or_over_cannot_be_had(
    client: Client, shift: Shift, soon: datetime, change: dict[str, object]
) -> None:
    if "starts_at" in change:
        change = {"starts_at": soon - timedelta(days=9), "ends_at": soon - timedelta(days=8)}
    Shift.objects.filter(pk=shift.pk).update(**change)
    assert client.get(_address(shift)).status_code == 404
