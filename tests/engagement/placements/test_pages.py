"""Suggestions, lists, an organisation's decision and the volunteer's answer by link, as people meet them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.core.extensions import PERSON_SECTIONS, WAITING
from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.extensions import OPPORTUNITY_SECTIONS
from teilhabe.engagement.opportunities.models import Opportunity, Requirement
from teilhabe.engagement.placements.actions import Agree, Decline, NoteWilling, Propose
from teilhabe.engagement.placements.letters import answer_token
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.placements.selectors.suggesting import for_opportunity, for_volunteer
from teilhabe.engagement.volunteers.extensions import HOLDINGS, Holding
from teilhabe.engagement.volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast, site: object) -> Client:
    return cast.client(Role.COORDINATOR)


def _queries(ask: Callable[[], object]) -> int:
    ask()
    with CaptureQueriesContext(
        connection,
    ) as found:
        ask()
    return len(found)


def _many(cast: Cast, number: int) -> None:
    for each in range(number):
        volunteer = make_volunteer(f"Probe {each}", languages=["de", "ti"], language_levels={"de": "b1"}, week=7)
        opportunity = make_opportunity(cast.organisation, f"Aufgabe {each}", places=2, week=7)
        Requirement.objects.create(opportunity=opportunity, kind="language", code="de", level="a2")
        by = cast.user(Role.COORDINATOR)
        agreed = Propose(by=by, volunteer=volunteer, opportunity=opportunity).run()
        Agree(by=by, proposal=agreed, starts_on=localdate()).run()


def _get(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_the_best_come_first_with_reasons_and_who_nearly_fits_with_what_is_missing(cast: Cast) -> None:
    opportunity = make_opportunity(cast.organisation, fields=["housing"], district="Ost", week=0b11)
    Requirement.objects.create(opportunity=opportunity, kind="language", code="ti")
    Requirement.objects.create(opportunity=opportunity, kind="skill", code="first-aid", at_least=1)
    make_volunteer("Gut", languages=["ti"], week=0b11, wishes=["housing"], district="Ost")
    make_volunteer("Auch", languages=["ti"], week=0b01)
    make_volunteer("Fast", languages=["de"], week=0b11)
    make_volunteer("Pause", languages=["ti"], week=0b11, state=Volunteer.State.PAUSED)
    found = for_opportunity(opportunity)
    assert [str(each.volunteer) for each in found.able] == []
    assert {lack for lack, _number in found.why} >= {"Fähigkeit: first-aid"}
    opportunity.places = 2
    opportunity.save()
    found = for_opportunity(opportunity)
    assert [str(each.volunteer) for each in found.able] == ["Gut", "Auch"]
    assert {"spricht Tigrinya", "wünscht sich dieses Handlungsfeld", "wohnt in Ost"} <= set(found.able[0].reasons)
    assert [(str(each.volunteer), list(each.lacks)) for each in found.nearly] == [("Fast", ["Tigrinya"])]
    assert found.why == [("Tigrinya", 1)]


def test_a_check_that_another_app_knows_of_counts(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    opportunity = make_opportunity(cast.organisation)
    Requirement.objects.create(opportunity=opportunity, kind="check", code="record")
    checked, _other = make_volunteer("Geprüft"), make_volunteer("Ungeprüft")
    providers = [lambda keys: [Holding(checked.pk, "check", "record")]]
    monkeypatch.setattr(HOLDINGS, "_providers", providers)
    assert [each.volunteer for each in for_opportunity(opportunity).able] == [checked]


def test_whoever_does_it_already_is_not_suggested_and_whoever_said_no_is_with_their_reason(cast: Cast) -> None:
    by, opportunity = cast.user(Role.COORDINATOR), make_opportunity(cast.organisation, places=3)
    doing, refused = make_volunteer("Dabei"), make_volunteer("Nein")
    Agree(by=by, proposal=Propose(by=by, volunteer=doing, opportunity=opportunity).run(), starts_on=localdate()).run()
    no = Propose(by=by, volunteer=refused, opportunity=opportunity).run()
    Decline(by=by, proposal=no, side="volunteer", reason="distance").run()
    (only,) = for_opportunity(opportunity).able
    assert (only.volunteer, only.proposal, only.can_be_asked) == (refused, no, True)


def test_somebody_sees_the_tasks_whose_needs_they_meet_urgent_ones_first(cast: Cast) -> None:
    volunteer = make_volunteer("Amal", languages=["ar"])
    for title, priority, language in (("Normal", 1, "ar"), ("Dringend", 2, "ar"), ("Unmöglich", 2, "ti")):
        opportunity = make_opportunity(cast.organisation, title, priority=priority)
        Requirement.objects.create(opportunity=opportunity, kind="language", code=language)
    assert [each.opportunity.title for each in for_volunteer(volunteer)] == ["Dringend", "Normal"]


def test_one_press_asks_several(cast: Cast, office: Client) -> None:
    opportunity = make_opportunity(cast.organisation)
    rows = [make_volunteer(name, mail=f"{name}@probe.example").pk for name in ("eins", "zwei")]
    address = reverse("placements:suggestions", args=[opportunity.pk])
    office.post(address, {"row": rows, "ask": ""})
    assert set(Proposal.objects.values_list("volunteer", "state")) == {(key, "asked") for key in rows}


def test_the_page_of_a_person_proposes_without_telling_them(cast: Cast, office: Client) -> None:
    volunteer, opportunity = make_volunteer("eins", mail="eins@probe.example"), make_opportunity(cast.organisation)
    office.post(reverse("placements:suitable", args=[volunteer.pk]), {"row": [opportunity.pk], "propose": ""})
    assert Proposal.objects.get().state == Proposal.State.OPEN


@pytest.mark.parametrize("pressed", ["yes", "no"])
def test_a_link_answers_without_an_account_and_only_when_a_button_is_pressed(
    cast: Cast, site: object, pressed: str
) -> None:
    by = cast.user(Role.COORDINATOR)
    made = Propose(by=by, volunteer=make_volunteer("Amal"), opportunity=make_opportunity(cast.organisation)).run()
    address = reverse("placement_answer:answer", args=[answer_token(made)])
    page = Client().get(address)
    assert page.status_code == 200
    assert "Amal" not in page.content.decode()
    made.refresh_from_db()
    assert made.state == Proposal.State.OPEN
    Client().post(address, {pressed: "1", "reason": "time"})
    Client().post(address, {"yes": "1"})
    made.refresh_from_db()
    expected = ("willing", "") if pressed == "yes" else ("declined", "time")
    assert (made.state, made.reason) == expected


def test_a_foreign_or_old_link_leads_nowhere(site: object) -> None:
    assert Client().get(reverse("placement_answer:answer", args=["x"])).status_code == 410


def test_an_organisation_says_yes_on_its_page_and_then_sees_how_to_reach_them(cast: Cast, site: object) -> None:
    by, opportunity = cast.user(Role.COORDINATOR), make_opportunity(cast.organisation)
    volunteer = make_volunteer("Amal", mail="amal@probe.example")
    made = Propose(by=by, volunteer=volunteer, opportunity=opportunity).run()
    member = cast.client(Role.ORGANISATION_MEMBER)
    assert "Amal" not in _get(member, "placements:willing", opportunity.pk)
    NoteWilling(by=by, proposal=made).run()
    page = _get(member, "placements:willing", opportunity.pk)
    assert "Amal" in page
    assert "amal@probe.example" not in page
    address = reverse("placements:willing", args=[opportunity.pk])
    member.post(address, {"proposal": made.pk, "yes": "", "starts_on": str(localdate())})
    assert "amal@probe.example" in _get(member, "placements:assignment", Assignment.objects.get().pk)


def test_an_organisation_never_meets_people_of_another_one(cast: Cast, site: object) -> None:
    by, opportunity = cast.user(Role.COORDINATOR), make_opportunity(cast.organisation)
    made = Propose(by=by, volunteer=make_volunteer("Amal"), opportunity=opportunity).run()
    NoteWilling(by=by, proposal=made).run()
    member = cast.client(Role.ORGANISATION_MEMBER, cast.other_organisation)
    address = reverse("placements:willing", args=[opportunity.pk])
    assert member.get(address).status_code == 404
    own = make_opportunity(cast.other_organisation)
    refused = member.post(reverse("placements:willing", args=[own.pk]), {"proposal": made.pk, "yes": ""})
    assert refused.status_code == 404


def test_sections_and_what_waits_say_who_is_under_way(cast: Cast) -> None:
    by, opportunity = cast.user(Role.COORDINATOR), make_opportunity(cast.organisation)
    volunteer = make_volunteer("Amal")
    assert any("Einsatzmöglichkeit ohne Vorschlag" in each.label for each in WAITING.collect(by))
    made = Propose(by=by, volunteer=volunteer, opportunity=opportunity).run()
    NoteWilling(by=by, proposal=made).run()
    Proposal.objects.update(follow_up_on=localdate())
    assert any("Nachfrage" in each.label and each.count == 1 for each in WAITING.collect(by))
    assert any("Amal" in each.content for each in OPPORTUNITY_SECTIONS.collect(opportunity, by))
    assert any("Sprachcafé" in each.content for each in PERSON_SECTIONS.collect(volunteer.person, by))
    member = cast.user(Role.ORGANISATION_MEMBER)
    assert any("bei Ihnen" in each.label for each in WAITING.collect(member))
    assert not any("Amal" in each.content for each in OPPORTUNITY_SECTIONS.collect(opportunity, member))


@pytest.mark.parametrize("name", ["placements:proposals", "placements:assignments"])
def test_lists_ask_the_same_however_long_they_are(cast: Cast, office: Client, name: str) -> None:
    _many(cast, 2)
    few = _queries(lambda: _get(office, name))
    _many(cast, 10)
    assert _queries(lambda: _get(office, name)) == few <= 15


def test_suggestions_ask_the_same_however_many_people_there_are(cast: Cast, office: Client) -> None:
    opportunity, volunteer = make_opportunity(cast.organisation, places=9, week=7), make_volunteer("A", week=7)
    pages = [("placements:suggestions", opportunity.pk), ("placements:suitable", volunteer.pk)]
    _many(cast, 2)
    few = [_queries(lambda page=page: _get(office, *page)) for page in pages]
    _many(cast, 10)
    assert [_queries(lambda page=page: _get(office, *page)) for page in pages] == few
    assert max(few) <= 22


def test_proposals_are_found_by_person_task_and_reason(cast: Cast, office: Client) -> None:
    by, opportunity = cast.user(Role.COORDINATOR), make_opportunity(cast.organisation)
    made = [Propose(by=by, volunteer=make_volunteer(name), opportunity=opportunity).run() for name in ("Eins", "Zwei")]
    Decline(by=by, proposal=made[0], side="volunteer", reason="language").run()
    for query, names in (("q=zwei", ["Zwei"]), ("q=sprachcaf", ["Zwei", "Eins"]), ("reason=language", ["Eins"])):
        page = office.get(f"{reverse('placements:proposals')}?{query}").content.decode()
        assert re.findall(r">(Eins|Zwei)<", page) == names


def test_a_full_opportunity_offers_nobody_to_ask(cast: Cast, office: Client) -> None:
    opportunity = make_opportunity(cast.organisation, state=Opportunity.State.FILLED)
    make_volunteer("Amal")
    assert "Zurzeit wird niemand gesucht" in _get(office, "placements:suggestions", opportunity.pk)
