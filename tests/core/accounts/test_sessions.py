"""How long a session lives, and how its owner ends it."""

from __future__ import annotations

import time

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.core.accounts.signing_in import is_signed_in, sign_in

from teilhabe.core.accounts.devices import device
from teilhabe.core.accounts.jobs import clear_sessions
from teilhabe.core.users.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def shift(client: Client, minutes: int, *marks: str) -> None:
    session = client.session
    for mark in marks:
        session[mark] -= minutes * 60
    session.save()


def test_staff_are_signed_out_after_half_an_hour_without_a_click(cast: Cast) -> None:
    client = cast.client(Role.COORDINATOR)
    shift(client, 29, "seen_at")
    assert client.get(reverse("workspace:start")).status_code == 200
    shift(client, 31, "seen_at")
    response = client.get(reverse("workspace:start"))
    assert response.headers["Location"] == f"{reverse('account_login')}?next={reverse('workspace:start')}"
    assert not is_signed_in(client)
    assert "Ihre Sitzung ist zu Ende." in client.get(reverse("account_login")).content.decode()


def test_volunteers_may_pause(cast: Cast) -> None:
    client = cast.client(Role.VOLUNTEER)
    shift(client, 11 * 60, "seen_at")
    assert client.get(reverse("workspace:start")).status_code == 200


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VOLUNTEER])
def test_every_session_ends_after_twelve_hours(cast: Cast, role: Role) -> None:
    client = cast.client(role)
    shift(client, 12 * 60 + 1, "began_at")
    assert client.get(reverse("workspace:start")).status_code == 302
    assert not is_signed_in(client)


def test_a_session_is_written_at_most_once_a_minute(cast: Cast) -> None:
    client = cast.client(Role.VOLUNTEER)
    client.get(reverse("mfa_index"))
    before = client.session["seen_at"]
    client.get(reverse("mfa_index"))
    assert client.session["seen_at"] == before
    shift(client, 1, "seen_at")
    client.get(reverse("mfa_index"))
    assert time.time() - client.session["seen_at"] < 30


def test_devices_are_listed_and_one_is_signed_out(cast: Cast) -> None:
    user = cast.user(Role.VOLUNTEER)
    here, there = Client(HTTP_USER_AGENT="Firefox/1 Windows"), Client(HTTP_USER_AGENT="Chrome/1 Android")
    for client in (here, there):
        sign_in(client, user.email)
    page = here.get(reverse("account"))
    assert [each.name for each in page.context["devices"]] == ["Firefox auf Windows", "Chrome auf Android"]
    here.post(reverse("account_end_session", args=[page.context["devices"][1].row.pk]))
    assert there.get(reverse("account")).status_code == 302
    assert here.get(reverse("account")).status_code == 200


def test_sign_out_everywhere_ends_all_others_at_once(cast: Cast) -> None:
    user, browsers = cast.user(Role.VOLUNTEER), [Client() for _number in range(3)]
    for client in browsers:
        sign_in(client, user.email)
    response = browsers[0].post(reverse("account_end_other_sessions"), follow=True)
    assert "2 andere Geräte sind abgemeldet." in response.content.decode()
    assert [client.get(reverse("account")).status_code for client in browsers] == [200, 302, 302]


def test_nobody_ends_the_session_of_somebody_else(cast: Cast) -> None:
    other, client = Client(), Client()
    sign_in(other, cast.user(Role.ORGANISATION_MEMBER).email)
    sign_in(client, cast.user(Role.VOLUNTEER).email)
    foreign = UserSession.objects.get(user_id=cast.user(Role.ORGANISATION_MEMBER).pk)
    client.post(reverse("account_end_session", args=[foreign.pk]))
    assert other.get(reverse("account")).status_code == 200


def test_a_session_that_our_sign_in_did_not_open_is_listed_too(cast: Cast, client: Client) -> None:
    client.force_login(cast.user(Role.VOLUNTEER), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert len(client.get(reverse("account")).context["devices"]) == 1


def test_signing_out_ends_the_session(cast: Cast, client: Client) -> None:
    sign_in(client, cast.user(Role.VOLUNTEER).email)
    assert "Abmelden?" in client.get(reverse("account_logout")).content.decode()
    assert client.post(reverse("account_logout")).headers["Location"] == reverse("account_login")
    assert not is_signed_in(client)


def test_what_is_over_leaves_the_list(cast: Cast, client: Client) -> None:
    sign_in(client, cast.user(Role.VOLUNTEER).email)
    client.session.delete()
    clear_sessions.call()
    assert not UserSession.objects.exists()


@pytest.mark.parametrize("name", ["start", "accessibility", "legal_notice", "privacy"])
def test_public_pages_set_no_cookie(client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0", "Firefox auf Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile/15E148 Safari/604.1", "Safari auf iPhone"),
        ("Mozilla/5.0 (Macintosh) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge auf Mac"),
        ("curl/8", "Unbekanntes Gerät"),
    ],
)
def test_devices_have_names_that_people_recognise(user_agent: str, name: str) -> None:
    assert device(user_agent) == name


def test_a_session_that_the_disk_has_no_room_for_is_told_from_one_that_is_gone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = cast.client(Role.EDITOR).session

    def full(*_args: object, **_options: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(Session, "save", full)
    with pytest.raises(OperationalError, match="full"):
        session.save()
    monkeypatch.undo()
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()
