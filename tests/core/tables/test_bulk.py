"""Many rows at once: as far as one may, asked before or undone after, wholly or not at all."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from unittest import mock

import pytest
from django.core import signing
from django.test import Client
from tests.cast import Cast
from tests.core.tables import lists
from tests.core.tables.lists import make_organisations

from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.users.models import Organisation
from teilhabe.core.users.roles import Role

LIST = "/probe/organisationen/"
COORDINATOR = Role.COORDINATOR


@pytest.fixture
def client(cast: Cast) -> Client:
    make_organisations(60)
    Organisation.objects.update(is_active=True)
    return cast.client(COORDINATOR)


@pytest.fixture
def later() -> Iterator[mock.Mock]:
    """A clock for signed tokens that a test can put forward by seconds."""
    real = signing.time.time
    with mock.patch.object(signing.time, "time") as clock:
        clock.ahead = timedelta()
        clock.side_effect = lambda: real() + clock.ahead.total_seconds()
        yield clock


def keys(*names: str) -> list[int]:
    return list(Organisation.objects.filter(name__in=names).order_by("name").values_list("pk", flat=True))


def resting() -> int:
    return Organisation.objects.filter(is_active=False).count()


def posted(client: Client, query: str = "", **data: object) -> str:
    return client.post(f"{LIST}?{query}", data, follow=True).content.decode()


def value_of(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def test_chosen_rows_change_each_by_a_logged_action_and_it_can_be_undone(client: Client) -> None:
    page = posted(client, bulk="rest", row=keys("Verein 00001", "Verein 00002"))
    assert "2 Organisationen ruhen jetzt." in page
    assert (resting(), AuditEntry.objects.filter(action="tests.SetActive").count()) == (2, AuditEntry.objects.count())
    page = posted(client, undo=value_of(page, "undo"))
    assert "2 Organisationen sind wieder aktiv." in page
    assert (resting(), AuditEntry.objects.count()) == (0, 4)


def test_undo_leaves_alone_what_was_so_before(client: Client) -> None:
    Organisation.objects.filter(name="Verein 00001").update(is_active=False)
    page = posted(client, bulk="rest", row=keys("Verein 00001", "Verein 00002"))
    assert "1 Organisationen ruhen jetzt. 1 Eintrag war schon so." in page
    posted(client, undo=value_of(page, "undo"))
    assert list(Organisation.objects.filter(is_active=False).values_list("name", flat=True)) == ["Verein 00001"]
    assert "1 Eintrag war schon so." in posted(client, bulk="rest", row=keys("Verein 00001"))


def test_undo_is_offered_once_and_for_ten_minutes(client: Client, later: mock.Mock) -> None:
    token = value_of(posted(client, bulk="rest", row=keys("Verein 00001")), "undo")
    assert 'name="undo"' not in client.get(LIST).content.decode()
    later.ahead = timedelta(seconds=601)
    assert "Die Zeit dafür ist abgelaufen" in posted(client, undo=token)
    assert resting() == 1


def test_an_offer_to_undo_serves_nobody_else(client: Client, cast: Cast) -> None:
    token = value_of(posted(client, bulk="rest", row=keys("Verein 00001")), "undo")
    assert "nicht mehr möglich" in posted(cast.client(Role.HEAD_OF_OFFICE), undo=token)
    assert "nicht mehr möglich" in posted(client, undo=f"rest:{token}x")
    assert resting() == 1


def test_a_question_names_the_rows_and_nothing_happens_before_the_answer(client: Client) -> None:
    page = posted(client, "q=verein+000", bulk="close", all="1")
    assert "Beenden: 60 Einträge" in page
    assert "Verein 00009" in page
    assert "und 50 weitere Einträge" in page
    assert resting() == 0
    make_organisations(0)
    Organisation.objects.create(name="Verein 000 später")
    posted(client, "q=verein+000", bulk="close", confirmed=value_of(page, "confirmed"))
    assert resting() == 60, "exactly those that were asked about"


def test_all_hits_means_those_of_the_filter(client: Client) -> None:
    posted(client, "q=verein+0001", bulk="rest", all="1")
    assert resting() == 10


def test_rows_beyond_reach_stay_and_this_is_said(cast: Cast, client: Client) -> None:
    member = cast.client(Role.ORGANISATION_MEMBER)
    page = posted(member, bulk="rest", row=keys("Verein Probe", "Verein 00001"))
    assert "1 Organisationen ruhen jetzt. 1 Eintrag bleibt, wie er ist" in page
    assert set(Organisation.objects.filter(is_active=False).values_list("name", flat=True)) == {"Verein Probe"}
    assert "Dafür fehlt Ihnen die Berechtigung." in posted(member, bulk="rest", row=keys("Verein 00001"))


def test_who_may_only_look_finds_no_boxes_and_changes_nothing(cast: Cast, client: Client) -> None:
    auditor = cast.client(Role.AUDITOR)
    assert 'name="row"' not in auditor.get(LIST).content.decode()
    posted(auditor, bulk="rest", row=keys("Verein 00001"))
    assert resting() == 0


def test_a_failure_in_the_middle_undoes_the_rest(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = lists.SetActive.perform, []

    def fail_at_the_third(action: lists.SetActive) -> Organisation:
        calls.append(action)
        if len(calls) == 3:
            raise lists.InputError("Das geht nicht.", "Impossible.")
        return real(action)

    monkeypatch.setattr(lists.SetActive, "perform", fail_at_the_third)
    page = posted(client, bulk="rest", row=keys(*(f"Verein {number:05}" for number in range(5))))
    assert "Das geht nicht." in page
    assert (len(calls), resting(), AuditEntry.objects.count()) == (3, 0, 0)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"bulk": "rest"}, "Bitte wählen Sie zuerst Einträge aus."),
        ({"bulk": "rest", "row": ["x", "-"]}, "Bitte wählen Sie zuerst Einträge aus."),
        ({"bulk": "nothing", "row": ["1"]}, "Bitte wählen Sie, was geschehen soll."),
        ({"bulk": "close", "confirmed": "forged"}, "Die Zeit dafür ist abgelaufen"),
    ],
)
def test_what_cannot_be_done_is_said(client: Client, data: dict[str, object], said: str) -> None:
    assert said in posted(client, **data)
    assert resting() == 0


def test_more_than_a_thousand_rows_are_not_done_at_once(client: Client) -> None:
    Organisation.objects.bulk_create(Organisation(name=f"Bund {number}", is_active=False) for number in range(1_001))
    assert "Höchstens 1.000 Einträge" in posted(client, "q=bund", bulk="rest", all="1")
    assert 'name="all"' not in client.get(f"{LIST}?q=bund").content.decode()
