"""The start page tells each person what waits for them, and is calm where nothing does."""

from __future__ import annotations

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from tests.cast import Cast
from tests.portal.workspace.slots import only

from teilhabe.actors.models import Person
from teilhabe.core.audit.models import AuditDetail, AuditEntry
from teilhabe.core.extensions import NAVIGATION, WAITING, NavigationItem, Waiting
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.portal.workspace.greeting import greeting
from teilhabe.portal.workspace.selectors import recent_work, waiting_for
from teilhabe.portal.workspace.templatetags.workspace import current_item, initials, nested

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

START = "/de/buero/"


def _entry(user: User, target: Person) -> None:
    entry = AuditEntry.objects.create(
        user=user, action="actors.ChangePerson", target_model="actors.person", target_key=str(target.pk)
    )
    AuditDetail.objects.create(entry=entry, target_label=str(target))


def test_nobody_gets_in_without_signing_in() -> None:
    answer = Client().get(START)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={START}")


@pytest.mark.parametrize("role", Role)
def test_every_role_finds_its_start_page(cast: Cast, role: Role) -> None:
    text = cast.client(role).get(START).content.decode()
    assert "Was heute auf Sie wartet" in text
    assert f", {role.label}</h1>" in text


def test_urgent_comes_first_and_nothing_of_which_there_is_none(cast: Cast) -> None:
    entries = [
        Waiting("Angebote", 3, "/a/"),
        Waiting("Anfragen", 0, "/b/"),
        Waiting("Fristen", 1, "/c/", is_urgent=True),
    ]
    with only(WAITING, lambda _user: entries):
        assert [each.label for each in waiting_for(cast.user(Role.EDITOR))] == ["Fristen", "Angebote"]
        text = cast.client(Role.EDITOR).get(START).content.decode()
    assert text.index("Fristen") < text.index("Angebote")
    assert "Anfragen" not in text


def test_what_waits_is_read_anew_as_soon_as_anybody_did_something(cast: Cast) -> None:
    client, asked = cast.client(Role.EDITOR), []

    def note(_user: User) -> list[Waiting]:
        asked.append(1)
        return [Waiting("Angebote", len(asked), "/a/")]

    with only(WAITING, note):
        client.get(START)
        client.get(START)
        assert len(asked) <= 2  # once, or twice where a minute ended in between
        before = len(asked)
        _entry(cast.user(Role.COORDINATOR), Person.objects.create(family_name="Probe"))
        text = client.get(START).content.decode()
    assert len(asked) == before + 1
    assert f'waiting__count">{len(asked)}<' in text


def test_an_empty_day_says_so(cast: Cast) -> None:
    with only(WAITING):
        assert "Heute wartet nichts auf Sie." in cast.client(Role.EDITOR).get(START).content.decode()


def test_recent_work_shows_each_row_once_and_newest_first(cast: Cast) -> None:
    user = cast.user(Role.COORDINATOR)
    anna, ben = (Person.objects.create(given_name=name, family_name="Probe") for name in ("Anna", "Ben"))
    for target in (anna, ben, anna):
        _entry(user, target)
    assert [each.label for each in recent_work(user)] == ["Anna Probe", "Ben Probe"]


def test_recent_work_holds_nothing_that_the_user_may_no_longer_see(cast: Cast) -> None:
    editor = cast.user(Role.EDITOR)
    _entry(editor, Person.objects.create(given_name="Anna", family_name="Probe"))
    assert recent_work(editor) == []


def test_the_start_page_asks_little_of_the_database(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for role in Role:
        client = cast.client(role)
        client.get(START)
        with django_assert_max_num_queries(15):
            client.get(START)


@pytest.mark.parametrize(
    ("hour", "words"), [(6, "Guten Morgen"), (11, "Guten Tag"), (17, "Guten Tag"), (18, "Guten Abend")]
)
def test_the_greeting_fits_the_time_of_day(hour: int, words: str) -> None:
    assert greeting(time(hour)) == words


@pytest.mark.parametrize(
    ("name", "letters"), [("Anna Maria Muster", "AM"), ("Özgür", "Ö"), ("Karl-Heinz", "KH"), ("", "A")]
)
def test_initials_stand_for_a_name(name: str, letters: str) -> None:
    assert initials(User(name=name, email="a@probe.example")) == letters


def test_the_navigation_marks_the_list_to_which_a_page_belongs() -> None:
    start, people, duplicates = (
        NavigationItem("", address) for address in (START, f"{START}personen/", f"{START}personen/dubletten/")
    )
    items = [start, people, duplicates]
    assert current_item(items, START) is start
    assert current_item(items, f"{START}personen/17/") is people
    assert current_item(items, f"{START}personen/dubletten/") is duplicates
    assert current_item(items, f"{START}suche/") is None


def test_a_page_below_another_follows_it_whichever_app_brings_it() -> None:
    addresses = (START, f"{START}personen/doppelte/", f"{START}personen/", f"{START}organisationen/")
    items = [NavigationItem("", address) for address in addresses]
    assert [each.address for each in nested(items)] == [addresses[place] for place in (0, 2, 1, 3)]


def test_the_frame_leads_to_what_the_role_may_enter_and_out_again(cast: Cast) -> None:
    with only(NAVIGATION, lambda _user: [NavigationItem("Konten", "/de/buero/x/", "administration")]):
        text = cast.client(Role.ADMINISTRATOR).get(START).content.decode()
    assert f'action="{reverse("account_logout")}"' in text
    assert text.index("Verwaltung") < text.index("Konten")


def test_a_demonstration_says_so_on_every_page(cast: Cast, settings: Settings) -> None:
    client = cast.client(Role.EDITOR)
    assert "Vorführung" not in client.get(START).content.decode()
    settings.DEMO = True
    assert "alle Personen sind erfunden" in client.get(START).content.decode()
