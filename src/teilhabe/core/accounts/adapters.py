"""Where allauth asks us: who gets in, what is said, what is kept."""

from __future__ import annotations

import time
from typing import Any, ClassVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from teilhabe.core.accounts import sessions
from teilhabe.core.accounts.selectors import may_lose
from teilhabe.core.users.models import User

FRESH_SECONDS = 15 * 60
"""So long after signing in nobody is asked again who they are."""

NEWS: dict[str, str | Promise] = {
    "account/messages/logged_out.txt": _("Sie sind abgemeldet."),
    "mfa/messages/totp_activated.txt": _("Die App ist eingerichtet."),
    "mfa/messages/webauthn_added.txt": _("Der Passkey ist eingerichtet."),
    "mfa/messages/recovery_codes_generated.txt": _("Neue Ersatzcodes sind da. Die alten gelten nicht mehr."),
}
TOO_MANY = _("Das waren zu viele Versuche. Bitte warten Sie 15 Minuten. Oder setzen Sie ein neues Passwort.")


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; known and unknown, active and inactive accounts get the same answer."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Die E-Mail-Adresse oder das Passwort stimmt nicht. Bitte prüfen Sie beides."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": _("Das Passwort stimmt nicht."),
        "incorrect_code": _("Der Code stimmt nicht. Bitte geben Sie den neuesten Code ein."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def reauthenticate(self, user: User, password: str) -> bool:
        return self.authenticate(self.request, email=user.email, password=password) == user

    def forget_failures(self, request: HttpRequest, user: User) -> None:
        """Whoever proved that the mail address is theirs may try again at once."""
        self._delete_login_attempts_cached_email(request, email=user.email)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        messages.error(request, self.error_messages["email_password_mismatch"])
        return redirect("account_login")

    def login(self, request: HttpRequest, user: User) -> None:
        with_second_factor = sessions.proved_a_second_factor(request, user)
        super().login(request, user)
        sessions.begin(request.session, with_second_factor=with_second_factor)

    def get_login_stages(self) -> list[str]:
        return ["teilhabe.core.accounts.second_factor.SecondFactorStage"]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        with translation.override(cast(User, request.user).page_language):
            return resolve_url(settings.LOGIN_REDIRECT_URL)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        return not records or time.time() - records[-1]["at"] > FRESH_SECONDS

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        text = kwargs.get("message") or NEWS.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text))


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Der Code stimmt nicht. Bitte geben Sie den neuesten Code ein."),
        "cannot_delete_authenticator": _("Sie brauchen einen zweiten Faktor. Richten Sie zuerst einen anderen ein."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return may_lose(authenticator)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Passkey {number}"


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Lets in who has an account with the address that the provider has verified; keeps nothing the provider tells."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process", AuthProcess.LOGIN) != AuthProcess.LOGIN:
            self.on_authentication_error(request, None)  # to tie accounts is nothing that we offer
        verified = [each.email.strip().lower() for each in sociallogin.email_addresses if each.verified is True]
        user = User.objects.filter(email__in=verified, is_active=True).first()
        if user is None:
            raise ImmediateHttpResponse(_refused(request, is_unverified=not verified))
        sociallogin.user = user

    def on_authentication_error(self, request: HttpRequest, provider: Any, **details: Any) -> None:
        text = _("Die Anmeldung beim Dienst der Stadt hat nicht geklappt. Bitte versuchen Sie es noch einmal.")
        messages.error(request, text)
        raise ImmediateHttpResponse(redirect("account_login"))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


def _refused(request: HttpRequest, *, is_unverified: bool) -> HttpResponse:
    return render(request, "accounts/no_account.html", {"is_unverified": is_unverified}, status=403)
