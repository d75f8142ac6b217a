"""The coordinator's day: find somebody, see everything, note the call, change the number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.safestring import mark_safe
from tests.actors.people import make_person
from tests.cast import Cast

from teilhabe.actors.invented import insert_invented
from teilhabe.actors.models import Affiliation, Person
from teilhabe.core.extensions import PERSON_SECTIONS, Section
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role

pytestmark = pytest.mark.django_db


def _page(name: str, **kwargs: object) -> str:
    return reverse(f"actors:{name}", kwargs=kwargs)


def test_the_list_shows_people_with_few_queries_and_finds_them_by_number(
    cast: Cast, site: None, django_assert_max_num_queries: Any
) -> None:
    insert_invented(120)
    make_person("Xanthippe", "Probe-Yılmaz", languages=["tr"], district="Nordstadt")
    client = cast.client(Role.COORDINATOR)
    with django_assert_max_num_queries(15):
        page = client.get(_page("people"))
    assert page.status_code == 200
    for query in ({"q": "0171 39200-12"}, {"q": "yilmaz xanth", "language": "tr"}, {"district": "Nordstadt"}):
        assert "Xanthippe" in client.get(_page("people"), query).text
    assert "Xanthippe" not in client.get(_page("people"), {"q": "yilmaz xanth", "language": "ar"}).text


def test_one_page_shows_all_about_a_person(cast: Cast, site: None, django_assert_max_num_queries: Any) -> None:
    person = make_person(organisation=cast.organisation, note="mag Tee", languages=["tr", "de"])
    client = cast.client(Role.COORDINATOR)
    with django_assert_max_num_queries(15):
        text = client.get(person.get_absolute_url()).text
    for shown in ("Ayşe Yılmaz", "tel:+491713920012", "mailto:ayse@", "Vorsitz", "mag Tee", "Türkisch, Deutsch"):
        assert shown in text


def test_a_new_person_is_entered_in_one_form(cast: Cast, site: None) -> None:
    client = cast.client(Role.COORDINATOR)
    given = {"given_name": "Oksana", "family_name": "Bojko", "mobile": "0171 3920013", "languages": ["uk", "de"]}
    assert client.post(_page("person_add"), given).status_code == 302
    person = Person.objects.get()
    assert (str(person), person.languages) == ("Oksana Bojko", ["uk", "de"])
    assert person.contact_points.get().key == "+491713920013"


def test_a_wrong_number_is_said_beside_its_field_and_nobody_is_entered(cast: Cast, site: None) -> None:
    text = cast.client(Role.COORDINATOR).post(_page("person_add"), {"family_name": "Bojko", "phone": "12345678"}).text
    assert "mit Vorwahl" in text
    assert not Person.objects.exists()


def test_somebody_like_them_is_shown_once_before_they_are_entered(cast: Cast, site: None) -> None:
    known, client = make_person(), cast.client(Role.COORDINATOR)
    given = {"given_name": "Ayse", "family_name": "Yilmaz", "mobile": "0171 3920012"}
    hint = client.post(_page("person_add"), given)
    assert known.get_absolute_url() in hint.text
    assert Person.objects.count() == 1
    assert client.post(_page("person_add"), {**given, "anyway": "1"}).status_code == 302
    assert Person.objects.count() == 2


def test_a_call_is_noted_with_one_button(cast: Cast, site: None) -> None:
    person = make_person(last_contact_at=timezone.now() - timedelta(days=90))
    client = cast.client(Role.COORDINATOR)
    assert client.get(_page("person_contacted", person=person.pk)).status_code == 405
    assert client.post(_page("person_contacted", person=person.pk)).status_code == 302
    person.refresh_from_db()
    assert person.last_contact_at.date() == timezone.now().date()


def test_a_merged_persons_address_leads_to_the_one_that_stays(cast: Cast, site: None) -> None:
    kept = make_person()
    merged = make_person("Ayse", "Yilmaz", merged_into=kept)
    client = cast.client(Role.COORDINATOR)
    assert client.get(merged.get_absolute_url()).headers["Location"] == kept.get_absolute_url()
    assert merged.get_absolute_url() not in client.get(_page("people")).text


def test_volunteers_see_and_change_themselves_only(cast: Cast, site: None) -> None:
    own = make_person(user=cast.user(Role.VOLUNTEER), note="heimliche Notiz")
    other = make_person("Omar", "Haddad")
    client = cast.client(Role.VOLUNTEER)
    assert client.get(_page("people")).headers["Location"] == own.get_absolute_url()
    text = client.get(own.get_absolute_url()).text
    assert "heimliche Notiz" not in text
    assert "Heute gesprochen" not in text
    assert "heimliche Notiz" not in client.get(_page("person_change", person=own.pk)).text
    changed = client.post(_page("person_change", person=own.pk), {"family_name": "Demir", "note": "neu"})
    assert changed.status_code == 302
    own.refresh_from_db()
    assert (own.family_name, own.note) == ("Demir", "heimliche Notiz")
    for name in ("person", "person_change", "person_contact_point_add", "person_account"):
        assert client.get(_page(name, person=other.pk)).status_code == 404
    for name in ("person_account", "consent_add", "affiliation_add"):
        assert client.post(_page(name, person=own.pk), {"email": "a@b.example"}).status_code == 403


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR, Role.HEAD_OF_OFFICE, Role.VOLUNTEER}))
def test_no_other_role_sees_a_person(cast: Cast, site: None, role: Role) -> None:
    person = make_person(organisation=cast.organisation)
    client = cast.client(role)
    assert client.get(_page("people")).status_code == 403
    assert client.get(person.get_absolute_url()).status_code == 403


def test_ways_and_organisations_are_changed_on_the_persons_page(cast: Cast, site: None) -> None:
    person, client = make_person(), cast.client(Role.COORDINATOR)
    added = client.post(
        _page("person_contact_point_add", person=person.pk), {"kind": "phone", "value": "030 23125001", "label": "Büro"}
    )
    assert added.headers["Location"] == person.get_absolute_url()
    phone = person.contact_points.get(kind="phone")
    client.post(_page("contact_point_change", contact_point=phone.pk), {"kind": "phone", "value": "030 23125002"})
    client.post(_page("contact_point_prefer", contact_point=phone.pk))
    phone.refresh_from_db()
    assert (phone.key, phone.is_preferred) == ("+493023125002", True)
    assert "wird gelöscht" in client.get(_page("contact_point_remove", contact_point=phone.pk)).text
    client.post(_page("contact_point_remove", contact_point=phone.pk))
    assert not person.contact_points.filter(kind="phone").exists()
    client.post(
        _page("affiliation_add", person=person.pk), {"organisation": cast.organisation.pk, "function": "Vorsitz"}
    )
    affiliation = Affiliation.objects.get()
    client.post(_page("affiliation_remove", affiliation=affiliation.pk))
    assert not Affiliation.objects.exists()


def test_a_sentence_of_an_action_stands_in_the_form_in_the_language_of_the_page(cast: Cast, site: None) -> None:
    person = make_person(organisation=cast.organisation)
    address = _page("affiliation_add", person=person.pk)
    client, given = cast.client(Role.COORDINATOR), {"organisation": cast.organisation.pk}
    assert "gehört schon zu" in client.post(address, given).text
    assert "already" in client.post(translate_url(address, "en"), given).text


def test_upper_apps_add_sections_to_the_page(cast: Cast, site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    person = make_person()

    def hours(about: Model, user: User) -> Iterator[Section]:
        yield Section("Einsätze", mark_safe("<p>3 Stunden</p>"), "/de/einsaetze/")

    monkeypatch.setattr(PERSON_SECTIONS, "_providers", [hours])
    text = cast.client(Role.COORDINATOR).get(person.get_absolute_url()).text
    assert "<p>3 Stunden</p>" in text
    assert 'href="/de/einsaetze/"' in text


def test_names_and_notes_are_shown_as_they_are_and_never_run(cast: Cast, site: None) -> None:
    person = make_person("<script>alert(1)</script>", note="<b>fett</b>")
    client = cast.client(Role.COORDINATOR)
    for address in (person.get_absolute_url(), _page("people"), _page("person_change", person=person.pk)):
        text = client.get(address).text
        assert "<script>alert" not in text
        assert "<b>fett" not in text


def test_after_an_event_the_contact_with_many_is_noted_at_once(cast: Cast, site: None) -> None:
    long_ago = timezone.now() - timedelta(days=90)
    guests = [make_person(name, last_contact_at=long_ago) for name in ("Omar", "Lena")]
    absent = make_person("Oksana", last_contact_at=long_ago)
    client = cast.client(Role.COORDINATOR)
    given = {"bulk": "contacted", "row": [str(guest.pk) for guest in guests]}
    asked = client.post(_page("people"), given)
    assert "heute miteinander gesprochen" in asked.text
    form = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', asked.text))
    client.post(_page("people"), {**given, **form})
    noted = Person.objects.filter(last_contact_at__gt=long_ago)
    assert set(noted) == set(guests)
    assert absent not in noted
