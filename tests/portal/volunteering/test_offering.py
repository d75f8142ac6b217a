"""Help, goods, and the wish to join become offers that the office answers in time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.week import mask
from teilhabe.portal.information import feedback_gate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
Ticket = Callable[[], str]
CONTACT = {"name": "Amal Probe", "reach": "0171 1234567", "agreed": "on"}


def test_help_is_offered_with_time_and_topics(client: Client, ticket: Ticket) -> None:
    told = {"text": "أطبخ جيدًا", "week": ["2", "5"], "fields_wished": ["housing"], "ticket": ticket()}
    page = client.post("/ar/volunteering/help/", {**CONTACT, **told})
    offer = Offer.objects.get()
    assert (offer.kind, offer.text, offer.week, offer.fields) == ("help", "أطبخ جيدًا", mask([2, 5]), ["housing"])
    assert (offer.name, offer.contact_kind, offer.contact, offer.language) == (
        "Amal Probe", "phone", "0171 1234567", "ar",
    )  # fmt: skip
    assert page.context["answer_by"] == offer.due_on


def test_the_same_form_is_taken_once(client: Client, ticket: Ticket) -> None:
    filled = {**CONTACT, "item": "Sofa", "condition": "good", "ticket": ticket()}
    for _time in range(2):
        assert client.post("/de/mitmachen/spenden/", filled).status_code == 200
    offer = Offer.objects.get()
    assert (offer.kind, offer.item, offer.condition) == ("goods", "Sofa", "good")


def test_who_wants_to_join_is_asked_for_by_name_of_the_opportunity(
    client: Client, opportunity: Opportunity, ticket: Ticket
) -> None:
    client.post(f"/de/mitmachen/{opportunity.pk}/anfragen/", {**CONTACT, "ticket": ticket()})
    offer = Offer.objects.get()
    assert offer.opportunity == opportunity
    assert offer.text == "Ich möchte mitmachen."


def test_an_old_form_keeps_every_tick(client: Client, ticket: Ticket) -> None:
    filled = {**CONTACT, "week": ["2", "5"], "fields_wished": ["housing", "labour"], "ticket": "alt"}
    page = client.post("/de/mitmachen/helfen/", filled)
    form = page.context["form"]
    assert form["week"].value() == ["2", "5"]
    assert form["fields_wished"].value() == ["housing", "labour"]
    assert form["ticket"].value() != "alt"
    assert not Offer.objects.exists()


def test_programs_are_thanked_and_nothing_is_kept(client: Client, ticket: Ticket) -> None:
    client.post("/de/mitmachen/helfen/", {**CONTACT, "ticket": ticket(), feedback_gate.TRAP: "x"})
    assert not Offer.objects.exists()
