"""Who gets in with a password, and what everybody else learns: nothing."""

from __future__ import annotations

import statistics
import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings
from tests.cast import PASSWORD, Cast
from tests.core.accounts.signing_in import app_of, code, is_signed_in, sign_in

from teilhabe.core.users.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

WRONG = "Die E-Mail-Adresse oder das Passwort stimmt nicht."
TOO_MANY = "Das waren zu viele Versuche."


def test_whoever_knows_address_and_password_gets_in(cast: Cast, client: Client) -> None:
    response = sign_in(client, cast.user(Role.VOLUNTEER).email.upper())
    assert response.headers["Location"] == reverse("workspace:start")
    assert is_signed_in(client)


def test_wrong_password_unknown_and_inactive_account_get_the_same_answer(cast: Cast) -> None:
    inactive = cast.user(Role.VOLUNTEER)
    inactive.is_active = False
    inactive.save()
    tries = [
        (cast.user(Role.COORDINATOR).email, "falsch"),
        ("niemand@probe.example", PASSWORD),
        (inactive.email, PASSWORD),
        (inactive.email, "falsch"),
    ]
    for email, password in tries:
        client = Client()
        response = sign_in(client, email, password)
        assert response.status_code == 200
        assert WRONG in response.content.decode()
        assert not is_signed_in(client)


@pytest.mark.parametrize("email", ["volunteer@probe.example", "niemand@probe.example"])
def test_after_ten_failures_an_address_is_locked_known_or_not(cast: Cast, email: str) -> None:
    cast.user(Role.VOLUNTEER)
    for _attempt in range(10):
        assert WRONG in sign_in(Client(), email, "falsch").content.decode()
    client = Client()
    assert TOO_MANY in sign_in(client, email, PASSWORD).content.decode()
    assert not is_signed_in(client)
    assert WRONG in sign_in(Client(), "anders@probe.example", "falsch").content.decode()


def test_after_a_hundred_failures_a_caller_is_locked_whatever_address_they_try(
    cast: Cast,
) -> None:
    for attempt in range(100):
        sign_in(Client(), f"nummer{attempt}@probe.example", "falsch")
    caller, other = Client(), Client(REMOTE_ADDR="192.0.2.7")
    assert TOO_MANY in sign_in(caller, cast.user(Role.VOLUNTEER).email).content.decode()
    sign_in(other, cast.user(Role.VOLUNTEER).email)
    assert is_signed_in(other)


def test_known_and_unknown_addresses_take_the_same_time(cast: Cast, settings: Settings) -> None:
    """Time of the processor: what the site spends, whatever else this machine is busy with."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": "1000/15m/ip,1000/15m/key"}
    cast.user(Role.VOLUNTEER)
    spent: dict[str, list[float]] = {"volunteer@probe.example": [], "niemand@probe.example": []}
    for _round in range(16):
        for email, times in spent.items():
            begin = time.process_time()
            sign_in(Client(), email, "falsch")
            times.append(time.process_time() - begin)
    known, unknown = map(statistics.median, spent.values())
    assert abs(known - unknown) < 0.020


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_leads_to_no_foreign_address(cast: Cast, client: Client, elsewhere: str) -> None:
    response = sign_in(client, cast.user(Role.VOLUNTEER).email, next=elsewhere)
    assert response.headers["Location"] == reverse("workspace:start")


def test_signing_in_leads_back_to_the_page_that_asked_for_it(cast: Cast, client: Client) -> None:
    response = sign_in(client, cast.user(Role.VOLUNTEER).email, next=reverse("account"))
    assert response.headers["Location"] == reverse("account")


def test_staff_show_a_code_from_their_app_before_they_are_in(cast: Cast, client: Client) -> None:
    user = cast.user(Role.COORDINATOR)
    secret = app_of(user)
    assert sign_in(client, user.email).headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Der Code stimmt nicht." in wrong.content.decode()
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert is_signed_in(client)
    assert client.get(reverse("workspace:start")).status_code == 200


def test_a_code_works_once(cast: Cast) -> None:
    user = cast.user(Role.COORDINATOR)
    shown = code(app_of(user))
    for client, gets_in in ((Client(), True), (Client(), False)):
        sign_in(client, user.email)
        client.post(reverse("mfa_authenticate"), {"code": shown})
        assert is_signed_in(client) is gets_in


def test_codes_cannot_be_guessed_for_long(cast: Cast, client: Client) -> None:
    user = cast.user(Role.COORDINATOR)
    secret = app_of(user)
    sign_in(client, user.email)
    for _attempt in range(10):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    response = client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert TOO_MANY in response.content.decode()
    assert not is_signed_in(client)


def test_the_page_speaks_german_and_english(client: Client) -> None:
    for language, text in (("de", "Passwort vergessen?"), ("en", "Forgot your password?")):
        with translation.override(language):
            address = reverse("account_login")
        assert text in client.get(address).content.decode()
