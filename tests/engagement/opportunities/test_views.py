"""The pages of opportunities: posted on a phone in one form, looked at, sent on."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.engagement.rows import make_opportunity

from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.models import Opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
FEW = {"title": "Hausaufgaben", "task": "Gemeinsam lernen.", "kind": "long term", "places": "2"}


def test_a_member_needs_one_form_and_one_press(cast: Cast) -> None:
    client = cast.client(Role.ORGANISATION_MEMBER)
    spoken = {"german": "b1", "languages": ["ar"], "languages-level": [""], "languages_at_least": "1"}
    asked = {**spoken, "others": ["check:conduct"]}
    answer = client.post(reverse("opportunities:add"), {**FEW, **asked})
    made = Opportunity.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    page = client.get(made.get_absolute_url()).content.decode()
    for words in (
        "Deutsch ab B1",
        "Arabisch: mindestens eine Person im Team",
        "Führungszeugnis",
        "Zur Prüfung absenden",
    ):
        assert words in page
    client.post(reverse("opportunities:step", args=[made.pk, "submit"]))
    made.refresh_from_db()
    assert (made.state, made.organisation) == ("submitted", cast.organisation)


def test_the_form_of_a_change_knows_what_was_said(cast: Cast) -> None:
    client = cast.client(Role.COORDINATOR)
    said = {
        "organisation": cast.organisation.pk,
        "languages": ["ar"],
        "languages-level": ["b2"],
        "german": "b1",
        "minimum_age": "18",
    }
    client.post(reverse("opportunities:add"), {**FEW, **said, "priority": "2", "is_listed": "on"})
    made = Opportunity.objects.get()
    form = client.get(reverse("opportunities:change", args=[made.pk])).context["form"]
    sent = {name: value for name, value in form.initial.items() if name in form.fields and value not in (None, False)}
    sent |= {"languages": list(sent["languages"]), "languages-level": list(sent["languages"].values())}
    before = list(made.requirements.values_list("kind", "code", "level", "number"))
    client.post(reverse("opportunities:change", args=[made.pk]), sent)
    assert list(made.requirements.values_list("kind", "code", "level", "number")) == before


def test_members_see_their_own_opportunities_only(cast: Cast) -> None:
    make_opportunity(cast.organisation, "Eigenes")
    foreign = make_opportunity(cast.other_organisation, "Fremdes")
    client = cast.client(Role.ORGANISATION_MEMBER)
    page = client.get(reverse("opportunities:list")).content.decode()
    assert "Eigenes" in page
    assert "Fremdes" not in page
    assert client.get(foreign.get_absolute_url()).status_code == 404


def test_closing_is_asked_first(cast: Cast) -> None:
    made, client = make_opportunity(cast.organisation), cast.client(Role.COORDINATOR)
    address = reverse("opportunities:step", args=[made.pk, "close"])
    assert "nur kopieren" in client.get(address).content.decode()
    made.refresh_from_db()
    assert made.state == "open"
    client.post(address)
    made.refresh_from_db()
    assert made.state == "closed"


def test_a_step_that_came_too_late_says_so(cast: Cast) -> None:
    made, client = make_opportunity(cast.organisation, state="closed"), cast.client(Role.COORDINATOR)
    answer: Any = client.post(reverse("opportunities:step", args=[made.pk, "pause"]), follow=True)
    assert "Bitte laden Sie die Seite neu" in answer.content.decode()


def test_the_office_finds_what_waits_on_its_start_page(cast: Cast) -> None:
    make_opportunity(cast.organisation, state="submitted")
    page = cast.client(Role.COORDINATOR).get(reverse("workspace:start")).content.decode()
    assert "Einsatzmöglichkeit ist zu prüfen" in page


def test_the_list_asks_the_database_equally_often_for_many(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Opportunity.objects.bulk_create(
        Opportunity(organisation=cast.organisation, title=f"Probe {number}", kind="long term", task="x")
        for number in range(200)
    )
    client = cast.client(Role.COORDINATOR)
    with django_assert_max_num_queries(15):
        client.get(reverse("opportunities:list"))


def test_one_opportunity_takes_few_queries(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    made, client = make_opportunity(cast.organisation), cast.client(Role.COORDINATOR)
    with django_assert_max_num_queries(20):
        client.get(made.get_absolute_url())
