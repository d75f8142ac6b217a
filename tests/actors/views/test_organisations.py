"""Organisations are kept by the office and by their own members; everybody reads the directory."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.actors.people import make_person
from tests.cast import Cast

from teilhabe.actors.invented import insert_invented
from teilhabe.actors.models import ContactPoint, Partner
from teilhabe.core.users.models import Organisation
from teilhabe.core.users.roles import Role

pytestmark = pytest.mark.django_db


def _page(name: str, organisation: Organisation) -> str:
    return reverse(f"actors:{name}", kwargs={"organisation": organisation.pk})


def test_the_list_shows_organisations_with_few_queries_and_narrows(
    cast: Cast, site: None, django_assert_max_num_queries: Any
) -> None:
    insert_invented(5)
    client, address = cast.client(Role.EDITOR), reverse("actors:organisations")
    with django_assert_max_num_queries(15):
        assert "Lernhaus Nordstadt" in client.get(address).text
    narrowed = client.get(address, {"field": "housing", "language": "ru"}).text
    assert "Mieterrat Gartenstadt" in narrowed
    assert "Lernhaus Nordstadt" not in narrowed


def test_members_see_their_people_by_name_and_function_only(
    cast: Cast, site: None, django_assert_max_num_queries: Any
) -> None:
    person = make_person(organisation=cast.organisation, district="Nordstadt", note="mag Tee")
    client = cast.client(Role.ORGANISATION_MEMBER)
    assert client.get(reverse("actors:organisations")).headers["Location"] == _page("organisation", cast.organisation)
    with django_assert_max_num_queries(15):
        text = client.get(_page("organisation", cast.organisation)).text
    assert "Ayşe Yılmaz" in text
    assert "Vorsitz" in text
    for hidden in ("0171", "ayse@", "Nordstadt", "mag Tee", str(person.pk)):
        assert hidden not in text


def test_members_change_their_own_organisation_and_see_no_other(cast: Cast, site: None) -> None:
    client = cast.client(Role.ORGANISATION_MEMBER)
    given = {"name": "Verein Probe", "description": "Kaffee", "districts": "Südhang,  Altstadt ", "is_listed": "on"}
    assert client.post(_page("organisation_change", cast.organisation), given).status_code == 302
    entry = Partner.objects.get(organisation=cast.organisation)
    assert (entry.description, entry.districts, entry.is_listed) == ("Kaffee", ["Südhang", "Altstadt"], False)
    way = {"kind": "mail", "value": "post@verein.example"}
    assert client.post(_page("organisation_contact_point_add", cast.organisation), way).status_code == 302
    for name in ("organisation", "organisation_change", "organisation_contact_point_add"):
        assert client.get(_page(name, cast.other_organisation)).status_code == 404


def test_a_taken_name_changes_nothing(cast: Cast, site: None) -> None:
    client = cast.client(Role.COORDINATOR)
    given = {"name": "Verein Fremd", "description": "Kaffee", "is_active": "on"}
    text = client.post(_page("organisation_change", cast.organisation), given).text
    assert "gibt es schon" in text
    assert not Partner.objects.exists()
    assert "gibt es schon" in client.post(reverse("actors:organisation_add"), {"name": "Verein Fremd"}).text


def test_a_new_organisation_is_entered_with_its_entry(cast: Cast, site: None) -> None:
    given = {"name": "Lernhaus", "fields_of_action": ["education"], "languages": ["de", "uk"], "is_listed": "on"}
    assert cast.client(Role.EDITOR).post(reverse("actors:organisation_add"), given).status_code == 302
    entry = Partner.objects.get(organisation__name="Lernhaus")
    assert (entry.fields, entry.languages, entry.is_listed) == (["education"], ["de", "uk"], True)


def test_editors_keep_entries_but_not_the_ways_to_reach_people(cast: Cast, site: None) -> None:
    client = cast.client(Role.EDITOR)
    assert client.get(_page("organisation_change", cast.organisation)).status_code == 200
    assert client.get(_page("organisation_contact_point_add", cast.organisation)).status_code == 403


def test_the_office_ends_the_work_with_an_organisation_and_it_leaves_the_directory(
    cast: Cast, site: None, client: Client
) -> None:
    Partner.objects.create(organisation=cast.organisation, is_listed=True)
    assert "Verein Probe" in client.get("/de/partner/").text
    given = {"name": "Verein Probe", "is_listed": "on"}
    cast.client(Role.COORDINATOR).post(_page("organisation_change", cast.organisation), given)
    assert "Verein Probe" not in client.get("/de/partner/").text


def test_the_directory_tells_nothing_about_people(cast: Cast, site: None, client: Client) -> None:
    Partner.objects.create(organisation=cast.organisation, is_listed=True, languages=["ar"])
    ContactPoint.objects.create(organisation=cast.organisation, kind="mail", value="post@verein.example")
    make_person(organisation=cast.organisation)
    text = client.get("/de/partner/").text
    assert "mailto:post@verein.example" in text
    assert "العربية" in text
    for hidden in ("Yılmaz", "0171", "ayse@", "Vorsitz"):
        assert hidden not in text
