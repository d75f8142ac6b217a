"""What somebody tries who wants in, or wants to see what is not theirs."""

from __future__ import annotations

import pytest
from django.http.response import HttpResponseBase
from django.urls import reverse
from tests.cast import Cast

from teilhabe.actors.models import Person
from teilhabe.core.access.checks import routes
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_no_browser_keeps_a_page_that_is_not_public(cast: Cast) -> None:
    client = cast.client(Role.ADMINISTRATOR)
    asked = [route for route in routes() if not route.parameters and route.access and route.access.kind != "public"]
    kept = [route.name for route in asked if not _is_forgotten(client.get(reverse(route.name)))]
    assert len(asked) > 20
    assert kept == []


def _is_forgotten(response: HttpResponseBase) -> bool:
    return "no-store" in response.headers.get("Cache-Control", "")


@pytest.mark.parametrize("key", ["9" * 30, "9" * 5000, "-1", "x", "\x00"])
def test_a_key_that_no_row_can_have_chooses_nothing(cast: Cast, key: str) -> None:
    client = cast.client(Role.COORDINATOR)
    for table, action in (("actors:organisations", "leave"), ("actors:people", "contacted")):
        assert client.post(reverse(table), {"bulk": action, "row": [key]}).status_code == 302


def test_a_character_that_no_database_keeps_is_no_failure(cast: Cast) -> None:
    client = cast.client(Role.COORDINATOR)
    for page in ("workspace:search", "actors:people", "actors:organisations", "actors:duplicates", "partners"):
        assert client.get(reverse(page), {"q": "Ada\0Muster", "page": "\0", "district": "\0"}).status_code == 200
    saved = {"name": "Neu\0", "table": "people\0", "query": "q=a\0", "back": "/de/\0"}
    assert client.post(reverse("tables:save_view"), saved).status_code == 302
    assert client.post(reverse("actors:person_add"), {"family_name": "Mus\0ter"}).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "99999-01-01"])
def test_the_ends_of_the_calendar_are_no_failure(cast: Cast, day: str) -> None:
    answer = cast.client(Role.AUDITOR).get(reverse("workspace:log"), {"at_from": day, "at_to": day})
    assert answer.status_code == 200


def test_tying_a_colleagues_account_to_a_person_shows_nothing_of_it(cast: Cast) -> None:
    client, colleague = cast.client(Role.COORDINATOR), cast.user(Role.ADMINISTRATOR)
    person = Person.objects.create(family_name="Vorwand")
    client.post(reverse("actors:person_account", args=[person.pk]), {"email": colleague.email})
    person.refresh_from_db()
    assert person.user == colleague
    assert client.get(reverse("privacy:subject", args=["actors.person", person.pk])).status_code == 200
    told = client.get(reverse("privacy:subject_json", args=["actors.person", person.pk])).json()
    models = {row["model"].partition(".")[0] for purpose in told["purposes"] for row in purpose["rows"]}
    assert models == {"actors", "audit"}


def test_a_merged_duplicate_is_no_way_to_erase_a_colleagues_account(cast: Cast) -> None:
    colleague = cast.user(Role.ADMINISTRATOR)
    kept = Person.objects.create(family_name="Vorwand", user=colleague)
    merged = Person.objects.create(family_name="Vorwand", merged_into=kept, user=cast.user(Role.VOLUNTEER))
    address = reverse("privacy:erase", args=["actors.person", merged.pk])
    cast.client(Role.COORDINATOR).post(address, {"is_sure": "on", "with_account": "on"})
    assert User.objects.filter(pk=colleague.pk).exists()


def test_the_last_administrator_cannot_erase_themselves(cast: Cast) -> None:
    client, user = cast.client(Role.ADMINISTRATOR), cast.user(Role.ADMINISTRATOR)
    assert client.post(reverse("privacy:erase", args=["users.user", user.pk]), {"is_sure": "on"}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()
