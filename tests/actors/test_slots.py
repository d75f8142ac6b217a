"""Navigation, search and start page show everybody what is theirs, in few queries."""

from __future__ import annotations

from typing import Any

import pytest
from tests.actors.people import make_person
from tests.cast import Cast

from teilhabe.actors import slots
from teilhabe.actors.models import Consent, ConsentText, Partner
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role

pytestmark = pytest.mark.django_db


def _found(user: User, text: str) -> list[str]:
    return [hit.label for hit in (*slots.people(user, text), *slots.organisations(user, text))]


def test_a_search_takes_two_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    make_person("Probe", "Haddad")
    coordinator = cast.user(Role.COORDINATOR)
    assert coordinator.standing.is_staff
    with django_assert_max_num_queries(2):
        assert _found(coordinator, "probe") == ["Probe Haddad", "Verein Probe"]


def test_a_search_finds_only_what_the_user_may_see(cast: Cast) -> None:
    own = make_person(user=cast.user(Role.VOLUNTEER), organisation=cast.organisation)
    make_person("Aysel", "Probe", organisation=cast.other_organisation)
    assert _found(cast.user(Role.COORDINATOR), "ays") == ["Aysel Probe", str(own)]
    assert _found(cast.user(Role.VOLUNTEER), "ays") == [str(own)]
    assert _found(cast.user(Role.ORGANISATION_MEMBER), "ays") == []
    assert _found(cast.user(Role.ORGANISATION_MEMBER), "verein") == ["Verein Probe"]
    assert _found(cast.user(Role.AUDITOR), "ays") == []


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (Role.COORDINATOR, ["Personen", "Organisationen", "Einwilligungstexte"]),
        (Role.EDITOR, ["Organisationen"]),
        (Role.VOLUNTEER, ["Meine Angaben"]),
        (Role.ORGANISATION_MEMBER, ["Meine Organisation"]),
    ],
)
def test_the_navigation_shows_pages_that_the_user_may_enter(cast: Cast, role: Role, labels: list[str]) -> None:
    assert [item.label for item in slots.pages(cast.user(role))] == labels


def test_consents_to_an_earlier_version_wait_for_coordination(cast: Cast) -> None:
    texts = [
        ConsentText.objects.create(purpose="rundbrief", version=version, language="de", title="R", text="T")
        for version in (1, 2)
    ]
    Consent.objects.create(person=make_person(), text=texts[0], way="paper")
    assert [waiting.count for waiting in slots.consents_to_ask_for(cast.user(Role.COORDINATOR))] == [1]
    assert list(slots.consents_to_ask_for(cast.user(Role.VOLUNTEER))) == []


def test_an_empty_entry_waits_for_its_members(cast: Cast) -> None:
    member = cast.user(Role.ORGANISATION_MEMBER)
    assert [waiting.count for waiting in slots.own_entry(member)] == [1]
    Partner.objects.create(organisation=cast.organisation, description="Kaffee und Tee")
    assert [waiting.count for waiting in slots.own_entry(member)] == [0]
    assert list(slots.own_entry(cast.user(Role.COORDINATOR))) == []
