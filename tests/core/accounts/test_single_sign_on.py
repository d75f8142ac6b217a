"""Signing in with the city's own service: a real provider on this machine, and the whole way there and back."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from oidc_provider_mock import User as Claims
from oidc_provider_mock import run_server_in_thread
from pytest_django import Settings
from tests.cast import Cast
from tests.core.accounts.signing_in import app_of, is_signed_in, sign_in

from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.project.single_sign_on import single_sign_on

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("site", "provider"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # the provider's library warns of itself
]

KNOWN = "volunteer@probe.example"
PEOPLE = (
    Claims(sub="known", claims={"email": KNOWN, "email_verified": True}),
    Claims(sub="shouting", claims={"email": KNOWN.upper(), "email_verified": True}),
    Claims(sub="unverified", claims={"email": KNOWN, "email_verified": False}),
    Claims(sub="silent", claims={"email": KNOWN}),
    Claims(sub="stranger", claims={"email": "niemand@probe.example", "email_verified": True}),
    Claims(sub="staff", claims={"email": "coordinator@probe.example", "email_verified": True}),
)


@pytest.fixture
def provider(settings: Settings) -> Iterator[None]:
    with run_server_in_thread(user_claims=PEOPLE) as server:
        issuer = f"http://localhost:{server.server_port}"
        settings.SOCIALACCOUNT_PROVIDERS = single_sign_on(issuer, "teilhabe", "geheim", "Stadtkonto")
        yield


def go(client: Client, sub: str, answer: str = "allow", **query: str) -> HttpResponse:
    """From the button on our page over the provider's page back to us."""
    there = client.get(reverse("openid_connect_login"), query)
    assert there.status_code == 302
    back = requests.post(
        there.headers["Location"], data={"sub": sub, "action": answer}, allow_redirects=False, timeout=10
    )
    asked = urlsplit(back.headers["Location"])
    assert asked.path == "/oidc/zurueck/"
    return client.get(asked.path, {key: values[0] for key, values in parse_qs(asked.query).items()})


def test_the_sign_in_page_offers_the_service_by_its_name(client: Client) -> None:
    assert "Mit Stadtkonto anmelden" in client.get(reverse("account_login")).content.decode()


def test_without_the_setting_there_is_no_button_and_no_way(client: Client, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on("", "", "", "")
    assert "/oidc/" not in client.get(reverse("account_login")).content.decode()
    assert client.get(reverse("openid_connect_login")).status_code == 404


@pytest.mark.parametrize("sub", ["known", "shouting"])
def test_whoever_has_an_account_with_the_verified_address_is_in(cast: Cast, client: Client, sub: str) -> None:
    user = cast.user(Role.VOLUNTEER)
    password = user.password
    assert go(client, sub, next=reverse("account")).headers["Location"] == reverse("account")
    assert client.session["_auth_user_id"] == str(user.pk)
    user.refresh_from_db()
    assert user.password == password


def test_nothing_the_provider_tells_is_kept(cast: Cast, client: Client) -> None:
    cast.user(Role.VOLUNTEER)
    go(client, "known")
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()


def test_strangers_learn_how_to_get_an_account(cast: Cast, client: Client) -> None:
    cast.user(Role.VOLUNTEER)
    response = go(client, "stranger")
    assert response.status_code == 403
    assert "gibt es kein Konto" in response.content.decode()
    assert not is_signed_in(client)
    assert User.objects.count() == 1


@pytest.mark.parametrize("sub", ["unverified", "silent"])
def test_an_address_that_nobody_verified_opens_nothing(cast: Cast, client: Client, sub: str) -> None:
    cast.user(Role.VOLUNTEER)
    response = go(client, sub)
    assert response.status_code == 403
    assert "hat Ihre E-Mail-Adresse nicht bestätigt" in response.content.decode()
    assert not is_signed_in(client)


def test_a_deactivated_account_stays_out(cast: Cast, client: Client) -> None:
    user = cast.user(Role.VOLUNTEER)
    user.is_active = False
    user.save()
    assert go(client, "known").status_code == 403
    assert not is_signed_in(client)


def test_whoever_breaks_off_at_the_provider_comes_back_to_our_page(cast: Cast, client: Client) -> None:
    cast.user(Role.VOLUNTEER)
    response = go(client, "known", answer="deny")
    assert response.headers["Location"] == reverse("account_login")
    assert "hat nicht geklappt" in client.get(reverse("account_login")).content.decode()


def test_an_answer_that_nobody_asked_for_opens_nothing(cast: Cast, client: Client) -> None:
    cast.user(Role.VOLUNTEER)
    response = client.get(reverse("openid_connect_callback"), {"code": "erfunden", "state": "erfunden"})
    assert response.headers["Location"] == reverse("account_login")
    assert not is_signed_in(client)


@pytest.mark.parametrize("process", ["connect", "redirect"])
@pytest.mark.parametrize("sub", ["known", "staff"])
def test_nobody_ties_a_foreign_account_to_their_own(cast: Cast, client: Client, sub: str, process: str) -> None:
    user, _colleague = cast.user(Role.VOLUNTEER), cast.user(Role.COORDINATOR)
    sign_in(client, user.email)
    assert go(client, sub, process=process).headers["Location"] == reverse("account_login")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert not SocialAccount.objects.exists()


def test_our_second_factor_is_still_asked_for(cast: Cast, client: Client) -> None:
    app_of(cast.user(Role.COORDINATOR))
    assert go(client, "staff").headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_staff_without_one_have_to_set_it_up(cast: Cast, client: Client) -> None:
    cast.user(Role.COORDINATOR)
    go(client, "staff")
    assert client.get(reverse("workspace:start")).headers["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("has_own", [False, True])
def test_a_trusted_provider_has_asked_already(cast: Cast, client: Client, settings: Settings, has_own: bool) -> None:
    settings.OIDC_SECOND_FACTOR_TRUSTED = True
    user = cast.user(Role.COORDINATOR)
    if has_own:
        app_of(user)
    go(client, "staff")
    assert client.get(reverse("workspace:start")).status_code == 200


def test_half_a_configuration_stops_the_start() -> None:
    with pytest.raises(InputError, match="OIDC_CLIENT_SECRET"):
        single_sign_on("https://login.example.org", "teilhabe", "", "")
