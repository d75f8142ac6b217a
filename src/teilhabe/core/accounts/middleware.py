"""What holds in every request of somebody who is signed in: their session lives, and staff have a second factor."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from teilhabe.core.access.routes import access_of
from teilhabe.core.accounts import sessions
from teilhabe.core.users.models import User

Response = HttpResponseBase | None

WAY_TO_A_SECOND_FACTOR = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)


class _SignedIn(ABC):
    """Looks at requests of signed-in users, except on public pages: those read no session and set no cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> Response:
        access = access_of(request.resolver_match) if request.resolver_match else None
        if access is None or access.kind == "public" or not request.user.is_authenticated:
            return None
        return self.look(request, request.user)

    @abstractmethod
    def look(self, request: HttpRequest, user: User) -> Response:
        """None where the request may go on, else the answer in its place."""


class SessionLife(_SignedIn):
    """Ends sessions that are too old or idle, and notes when each was last in use."""

    def look(self, request: HttpRequest, user: User) -> Response:
        session = request.session
        if sessions.BEGAN_AT not in session:  # opened by something else than our sign-in
            sessions.begin(session)
            UserSession.objects.create_from_request(request)
        if sessions.is_over(session, is_staff=user.standing.is_staff):
            logout(request)
            messages.info(request, _("Ihre Sitzung ist zu Ende. Bitte melden Sie sich noch einmal an."))
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "")
        sessions.note_seen(session)
        return None


class MandatorySecondFactor(_SignedIn):
    """Staff without a second factor get to its set-up page and nowhere else."""

    def look(self, request: HttpRequest, user: User) -> Response:
        if settings.DEMO or sessions.has_second_factor(request.session) or not user.standing.is_staff:
            return None
        if Authenticator.objects.filter(user_id=user.pk).exists():  # set up elsewhere: this session never showed it
            logout(request)
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "")
        name = request.resolver_match.view_name if request.resolver_match else ""
        return None if name in WAY_TO_A_SECOND_FACTOR else redirect("mfa_index")
