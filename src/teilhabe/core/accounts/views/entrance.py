"""The ways in for somebody who has no password: a forgotten one, an invitation, the demonstration."""

from __future__ import annotations

from uuid import UUID, uuid4

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from teilhabe.core.access.routes import public
from teilhabe.core.accounts.actions.invitations import AcceptInvitation
from teilhabe.core.accounts.actions.security import SetPassword
from teilhabe.core.accounts.forms import AddressForm, PasswordForm
from teilhabe.core.accounts.jobs import send_reset_letter
from teilhabe.core.accounts.models import Invitation
from teilhabe.core.accounts.selectors import demonstration_accounts, site_address
from teilhabe.core.jobs.job import enqueue
from teilhabe.core.users.models import User


@public
@never_cache
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Always the same answer: whether there is such an account is nobody's business."""
    form = AddressForm(request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/forgotten_password.html", {"form": form})
    email = form.cleaned_data["email"].lower()
    if not ratelimit.consume(request, action="reset_password", key=email):
        return render(request, "429.html", status=429)
    user = User.objects.filter(email=email, is_active=True).first()
    # The same work for an address that nobody has: how long an answer takes tells as much as what it says.
    enqueue(send_reset_letter, str(user.pk if user else uuid4()), site_address(request))
    return redirect("account_reset_password_done")


@public
def letter_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/letter_sent.html")


@public
@never_cache
@sensitive_post_parameters("password")
def new_password(request: HttpRequest, user_key: UUID, token: str) -> HttpResponse:
    user = User.objects.filter(pk=user_key, is_active=True).first()
    if user is None or not default_token_generator.check_token(user, token):
        return _dead_link(request)
    form = PasswordForm(user, request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/new_password.html", {"form": form, "title": _("Neues Passwort")})
    SetPassword(by=user, user_row=user, password=form.cleaned_data["password"]).run()
    get_adapter().forget_failures(request, user)
    messages.success(request, _("Ihr neues Passwort gilt. Bitte melden Sie sich damit an."))
    return redirect("account_login")


@public
@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link chooses a password and is signed in; the link then leads nowhere."""
    found = Invitation.objects.usable(token)
    if found is None:
        return _dead_link(request)
    form = PasswordForm(found.user, request.POST or None)
    if not form.is_valid():
        context = {"form": form, "title": _("Willkommen, %(name)s") % {"name": found.user.name}, "user": found.user}
        return render(request, "accounts/new_password.html", {**context, "is_invitation": True})
    user = AcceptInvitation(by=found.user, invitation=found, password=form.cleaned_data["password"]).run()
    return _sign_in(request, user)


@public
@require_POST
def demonstration(request: HttpRequest) -> HttpResponse:
    """One click, no password: only in a demonstration, and only as one of its invented people."""
    if not settings.DEMO:
        raise Http404
    return _sign_in(request, get_object_or_404(demonstration_accounts(), email=request.POST.get("email", "")))


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    response: HttpResponse = perform_password_login(request, {"email": user.email}, Login(user=user))
    return response


def _dead_link(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/dead_link.html", status=410)
