"""Set up and remove second factors: an app, passkeys."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from teilhabe.core.access.routes import signed_in, user_of
from teilhabe.core.accounts.actions.security import RemoveSecondFactor
from teilhabe.core.accounts.confirming import confirmed
from teilhabe.core.accounts.selectors import factors_of
from teilhabe.core.accounts.sessions import mark_second_factor
from teilhabe.core.language import told
from teilhabe.errors import InputError


@signed_in
def second_factor(request: HttpRequest) -> HttpResponse:
    """What is set up; for staff without any, the only page they get to."""
    user = user_of(request)
    return render(
        request, "accounts/second_factor.html", {"factors": factors_of(user), "is_staff": user.standing.is_staff}
    )


class ActivateApp(ActivateTOTPView):
    """Whoever just proved that the app works has shown a second factor in this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        mark_second_factor(self.request.session)
        return response


class AddPasskey(AddWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        mark_second_factor(self.request.session)
        return response


@signed_in
@confirmed
def remove_app(request: HttpRequest) -> HttpResponse:
    found = get_object_or_404(Authenticator, user=user_of(request), type=Authenticator.Type.TOTP)
    question = _("Danach fragen wir beim Anmelden nicht mehr nach einem Code aus Ihrer App.")
    return _remove(request, found, _("App entfernen?"), question)


@signed_in
@confirmed
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Authenticator, pk=pk, user=user_of(request), type=Authenticator.Type.WEBAUTHN)
    question = _("Danach können Sie sich mit dem Passkey „%(name)s“ nicht mehr anmelden.") % {"name": found.wrap().name}
    return _remove(request, found, _("Passkey entfernen?"), question)


def _remove(request: HttpRequest, authenticator: Authenticator, title: str, question: str) -> HttpResponse:
    user = user_of(request)
    if request.method != "POST":
        context = {"title": title, "question": question, "action": _("Entfernen"), "is_dangerous": True}
        return render(request, "confirm.html", {**context, "back": ".."})
    try:
        RemoveSecondFactor(by=user, user_row=user, authenticator=authenticator).run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Entfernt."))
    return redirect("mfa_index")
