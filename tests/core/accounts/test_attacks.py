"""What somebody tries who has no password, or no second factor, or the cookie of somebody else."""

from __future__ import annotations

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.cast import PASSWORD, Cast
from tests.core.accounts.signing_in import app_of, code, is_signed_in, sign_in

from teilhabe.core.access.checks import routes
from teilhabe.core.users.models import Membership, User
from teilhabe.core.users.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def key(client: Client) -> str:
    return client.cookies[site_settings.SESSION_COOKIE_NAME].value


def test_a_session_that_somebody_planted_is_not_the_one_that_signs_in(cast: Cast, client: Client) -> None:
    user = cast.user(Role.COORDINATOR)
    secret = app_of(user)
    client.cookies[site_settings.SESSION_COOKIE_NAME] = "a" * 32
    sign_in(client, user.email)
    between = key(client)
    assert between != "a" * 32
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert is_signed_in(client)
    assert key(client) != between


@pytest.mark.parametrize(
    "where",
    [
        "account",
        "workspace:start",
        "mfa_index",
        "account_change_password",
        "mfa_activate_totp",
        "mfa_reauthenticate",
        "account_reauthenticate",
        "mfa_view_recovery_codes",
    ],
)
def test_the_password_alone_leads_nowhere(cast: Cast, client: Client, where: str) -> None:
    user = cast.user(Role.COORDINATOR)
    app_of(user)
    sign_in(client, user.email)
    answer = client.get(reverse(where))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith((reverse("account_login"), reverse("mfa_authenticate")))
    assert not is_signed_in(client)


def test_codes_cannot_be_guessed_without_end(cast: Cast, client: Client) -> None:
    user = cast.user(Role.COORDINATOR)
    secret = app_of(user)
    sign_in(client, user.email)
    for _attempt in range(12):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert not is_signed_in(client)


def test_a_forged_way_through_proxies_frees_nobody_from_the_lockout(cast: Cast) -> None:
    user = cast.user(Role.VOLUNTEER)
    for attempt in range(12):
        Client().post(
            reverse("account_login"),
            {"login": user.email, "password": "falsch"},
            headers={"x-forwarded-for": f"10.0.0.{attempt}"},
        )
    client = Client()
    client.post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD}, headers={"x-forwarded-for": "10.9.9.9"}
    )
    assert not is_signed_in(client)


def test_a_forged_way_through_proxies_does_not_spread_guesses_over_many_addresses(
    cast: Cast, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": "5/15m/ip"}
    for attempt in range(7):
        answer = Client().post(
            reverse("account_login"),
            {"login": f"{attempt}@probe.example", "password": "falsch"},
            headers={"x-forwarded-for": f"10.0.0.{attempt}"},
        )
    assert "zu viele Versuche" in answer.content.decode()


@pytest.mark.parametrize(
    "foreign",
    [
        "https://fremd.example/",
        "//fremd.example",
        "/\\fremd.example",
        "javascript:alert(1)",
        "https:fremd.example",
        "\thttps://fremd.example",
    ],
)
def test_nobody_is_sent_to_a_foreign_site(cast: Cast, foreign: str) -> None:
    client = Client()
    answer = client.post(
        reverse("account_login"), {"login": cast.user(Role.VOLUNTEER).email, "password": PASSWORD, "next": foreign}
    )
    assert "fremd" not in answer.headers.get("Location", "")
    assert "alert" not in answer.headers.get("Location", "")
    member = cast.client(Role.COORDINATOR)
    saved = member.post(reverse("tables:save_view"), {"name": "x", "table": "people", "query": "q=a", "back": foreign})
    assert saved.headers["Location"].startswith("/de/")


OPEN_LETTER_BOX = {
    "information:feedback", "information:answers", "information:question", "information:question_again",
    "subscription:subscribe", "volunteering:help", "volunteering:give", "volunteering:arrived",
}  # fmt: skip
"""Ready-made pages without a cookie: nothing is done in anybody's name (see `portal.information.feedback_gate`)."""


def test_every_unsafe_request_needs_a_token_of_ours(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = cast.client(Role.ADMINISTRATOR).cookies
    for route in routes():
        if route.parameters or route.name in OPEN_LETTER_BOX:
            continue
        answer = client.post(reverse(route.name))
        assert answer.status_code in (403, 405), route.name


def test_a_role_that_was_taken_away_is_gone_in_the_same_session(cast: Cast) -> None:
    client = cast.client(Role.COORDINATOR)
    assert client.get(reverse("actors:people")).status_code == 200
    Membership.objects.filter(user=cast.user(Role.COORDINATOR)).delete()
    assert client.get(reverse("actors:people")).status_code == 403
    assert client.post(reverse("actors:person_add"), {"family_name": "X"}).status_code == 403


def test_a_blocked_account_is_out_in_the_same_session(cast: Cast) -> None:
    client = cast.client(Role.COORDINATOR)
    User.objects.filter(pk=cast.user(Role.COORDINATOR).pk).update(is_active=False)
    assert client.get(reverse("actors:people")).headers["Location"].startswith(reverse("account_login"))


def test_more_fields_than_a_form_has_change_nothing(cast: Cast) -> None:
    client, user = cast.client(Role.VOLUNTEER), cast.user(Role.VOLUNTEER)
    extra = {
        "is_active": "",
        "roles": "administrator",
        "role": "administrator",
        "email": "neu@probe.example",
        "password": "x",
        "is_staff": "on",
        "id": "1",
    }
    client.post(reverse("account"), {"name": "Neu", "language": "de", **extra})
    user = User.objects.get(pk=user.pk)
    assert (user.name, user.email, user.is_active) == ("Neu", "volunteer@probe.example", True)
    assert user.standing.roles == {Role.VOLUNTEER}
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("credential", ["", "{}", '{"id": 1}', "[]", '"x"', '{"id": "a", "response": 3}', "\x00"])
def test_what_is_no_passkey_signs_nobody_in_and_breaks_nothing(client: Client, credential: str) -> None:
    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert response.status_code < 500
    assert not is_signed_in(client)
