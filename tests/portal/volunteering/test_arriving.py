"""Whoever stands at the place says so without an account, and learns nothing about anybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.engagement.rows import make_shift, make_volunteer

from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.shifts.arriving import code_of
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.portal.information import feedback_gate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
Ticket = Callable[[], str]
HERE = "/ar/volunteering/here/"


@pytest.fixture
def today(opportunity: Opportunity) -> Shift:
    made = make_shift(opportunity, timezone.now() + timedelta(minutes=30), places=3)
    made.sign_ups.create(volunteer=make_volunteer("Amal Probe", mail="amal@probe.example"))
    return made


def test_code_and_contact_note_that_somebody_came(client: Client, today: Shift, ticket: Ticket) -> None:
    sent = {"code": code_of(today), "reach": "Amal@Probe.example", "ticket": ticket()}
    page = client.post(HERE, sent)
    assert (page.status_code, SignUp.objects.get().state) == (200, "attended")
    assert "Amal" not in page.content.decode()


def test_a_wrong_code_and_an_unknown_contact_get_the_same_answer(client: Client, today: Shift, ticket: Ticket) -> None:
    wrong = "000000" if code_of(today) != "000000" else "111111"
    told = {
        client.post(HERE, {"code": code, "reach": reach, "ticket": ticket()}).context["told"]
        for code, reach in ((wrong, "amal@probe.example"), (code_of(today), "niemand@probe.example"))
    }
    assert len(told) == 1
    assert SignUp.objects.get().state == "booked"


@pytest.mark.parametrize("field", ["code", "reach"])
def test_what_is_missing_is_asked_for(client: Client, today: Shift, ticket: Ticket, field: str) -> None:
    sent = {"code": code_of(today), "reach": "amal@probe.example", "ticket": ticket(), field: ""}
    assert field in client.post(HERE, sent).context["form"].errors


def test_programs_change_nothing(client: Client, today: Shift, ticket: Ticket) -> None:
    sent = {"code": code_of(today), "reach": "amal@probe.example", "ticket": ticket()}
    client.post(HERE, {**sent, feedback_gate.TRAP: "x"})
    assert client.post(HERE, sent, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert SignUp.objects.get().state == "booked"
