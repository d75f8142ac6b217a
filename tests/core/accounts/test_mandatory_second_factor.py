"""Staff without a second factor get to its set-up and nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.cast import Cast
from tests.core.accounts.signing_in import app_of, code, factors, is_signed_in, sign_in

from teilhabe.core.users.roles import STAFF, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_are_led_to_the_set_up_from_everywhere(cast: Cast, client: Client, role: Role) -> None:
    sign_in(client, cast.user(role).email)
    for name in ("workspace:start", "account", "accounts:users", "admin:index", "account_change_password"):
        assert client.get(reverse(name)).headers["Location"] == reverse("mfa_index"), name
    assert client.get(reverse("mfa_index")).status_code == 200


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.ORGANISATION_MEMBER])
def test_others_may_do_without(cast: Cast, client: Client, role: Role) -> None:
    sign_in(client, cast.user(role).email)
    assert client.get(reverse("workspace:start")).status_code == 200


def test_the_way_is_free_once_the_app_is_set_up(cast: Cast, client: Client) -> None:
    user = cast.user(Role.EDITOR)
    sign_in(client, user.email)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    response = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("workspace:start")).status_code == 200
    assert factors(user) == {"totp", "recovery_codes"}


def test_a_recovery_code_gets_in_once(cast: Cast, client: Client) -> None:
    user = cast.user(Role.EDITOR)
    sign_in(client, user.email)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    spare = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    assert spare in client.get(reverse("mfa_download_recovery_codes")).content.decode()
    for gets_in in (True, False):
        browser = Client()
        sign_in(browser, user.email)
        browser.post(reverse("mfa_authenticate"), {"code": spare})
        assert is_signed_in(browser) is gets_in


def test_a_session_from_before_the_set_up_ends(cast: Cast) -> None:
    user, early = cast.user(Role.EDITOR), Client()
    sign_in(early, user.email)
    app_of(user)
    response = early.get(reverse("workspace:start"))
    assert response.headers["Location"].startswith(reverse("account_login"))
    assert not is_signed_in(early)


def test_staff_keep_their_last_second_factor(cast: Cast, client: Client) -> None:
    user = cast.user(Role.EDITOR)
    secret = app_of(user)
    sign_in(client, user.email)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert "App entfernen?" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    page = client.post(reverse("mfa_deactivate_totp"), follow=True)
    assert "Richten Sie zuerst einen anderen ein." in page.content.decode()
    assert "totp" in factors(user)


def test_whoever_needs_none_may_remove_it(cast: Cast, client: Client) -> None:
    user = cast.user(Role.VOLUNTEER)
    secret = app_of(user)
    sign_in(client, user.email)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    client.post(reverse("mfa_deactivate_totp"))
    assert factors(user) == set()


def test_the_demonstration_asks_for_none(cast: Cast, client: Client, settings: Settings) -> None:
    settings.DEMO = True
    sign_in(client, cast.user(Role.COORDINATOR).email)
    assert client.get(reverse("workspace:start")).status_code == 200


def test_the_administration_of_data_is_for_administrators_with_a_second_factor(cast: Cast, client: Client) -> None:
    anonymous = client.get(reverse("admin:index"))
    assert anonymous.headers["Location"].startswith(reverse("account_login"))
    assert cast.client(Role.COORDINATOR).get(reverse("admin:index")).status_code == 403
    assert cast.client(Role.ADMINISTRATOR).get(reverse("admin:index")).status_code == 200
