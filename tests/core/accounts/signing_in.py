"""What the tests of accounts do again and again: people, browsers, codes."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.cast import PASSWORD

from teilhabe.core.users.models import User


def sign_in(client: Client, email: str, password: str = PASSWORD, **asked: str) -> HttpResponse:
    return client.post(reverse("account_login"), {"login": email, "password": password, **asked})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def app_of(user: User) -> str:
    """Set up a second factor; the secret that a code is computed from."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret: str, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
    return shown


def factors(user: User) -> set[str]:
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
