"""The administration of accounts: the list, one account, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from teilhabe.core.access.policy import ADD, DELETE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.accounts.actions.invitations import InviteAnew, WithdrawInvitation
from teilhabe.core.accounts.actions.roles import Activate, Deactivate, GrantRole, RevokeRole
from teilhabe.core.accounts.actions.security import EndSessions, ResetSecondFactor
from teilhabe.core.accounts.forms import InvitationForm, RoleForm
from teilhabe.core.accounts.policies import USERS
from teilhabe.core.accounts.selectors import accounts, devices_of, factors_of, open_invitation, site_address
from teilhabe.core.accounts.tables import ACCOUNTS
from teilhabe.core.audit.action import Action
from teilhabe.core.language import told
from teilhabe.core.users.models import Membership, User
from teilhabe.errors import InputError


@permitted(Membership, ADD)
def users(request: HttpRequest) -> HttpResponseBase:
    links = ((_("Person einladen"), reverse("accounts:invite")),)
    return ACCOUNTS.respond(request, accounts(user_of(request)), links=links)


@permitted(User, VIEW, key="user_row")
def user(request: HttpRequest, user_row: User) -> HttpResponse:
    by = user_of(request)
    context = {
        "account": user_row,
        "memberships": user_row.memberships.select_related("organisation", "user").order_by("role"),
        "factors": factors_of(user_row),
        "devices": devices_of(user_row, request.session.session_key),
        "invitation": open_invitation(user_row),
        "may_administer": USERS.may(by, DELETE, user_row),
        "is_own": user_row == by,
        "role_form": RoleForm(),
    }
    return render(request, "accounts/user.html", context)


@permitted(User, ADD)
def invite(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            invited = form.invitation(by=user_of(request), site=site_address(request)).run()
        except InputError as error:
            form.add_error(None, told(error))
        else:
            messages.success(request, _("Die Einladung an %(name)s ist unterwegs.") % {"name": invited.name})
            return redirect("accounts:user", invited.pk)
    return render(request, "accounts/invite.html", {"form": form})


@permitted(User, ADD, key="user_row")
@require_POST
def invite_anew(request: HttpRequest, user_row: User) -> HttpResponse:
    action = InviteAnew(by=user_of(request), user_row=user_row, site=site_address(request))
    return _done(request, action, user_row, _("Die neue Einladung ist unterwegs. Der alte Link gilt nicht mehr."))


@permitted(User, DELETE, key="user_row")
def withdraw_invitation(request: HttpRequest, user_row: User) -> HttpResponse:
    if request.method != "POST":
        question = _("Das Konto wird gelöscht, der Link in der Einladung gilt nicht mehr.")
        return _ask(request, user_row, _("Einladung zurücknehmen?"), question, _("Einladung zurücknehmen"))
    try:
        WithdrawInvitation(by=user_of(request), user_row=user_row).run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Die Einladung ist zurückgenommen."))
    return redirect("accounts:users")


@permitted(User, DELETE, key="user_row")
@require_POST
def grant_role(request: HttpRequest, user_row: User) -> HttpResponse:
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Bitte wählen Sie eine Rolle."))
        return redirect("accounts:user", user_row.pk)
    role, home = form.cleaned_data["role"], form.cleaned_data["organisation"]
    action = GrantRole(by=user_of(request), user_row=user_row, role=role, organisation_row=home)
    return _done(request, action, user_row, _("Die Rolle ist vergeben."))


@permitted(Membership, DELETE, key="membership")
@require_POST
def revoke_role(request: HttpRequest, membership: Membership) -> HttpResponse:
    action = RevokeRole(by=user_of(request), membership=membership)
    return _done(request, action, membership.user, _("Die Rolle ist entzogen."))


@permitted(User, DELETE, key="user_row")
def deactivate(request: HttpRequest, user_row: User) -> HttpResponse:
    if request.method != "POST":
        question = _(
            "Die Person wird sofort abgemeldet und kann sich nicht mehr anmelden. Das lässt sich rückgängig machen."
        )
        return _ask(request, user_row, _("Konto sperren?"), question, _("Konto sperren"))
    return _done(request, Deactivate(by=user_of(request), user_row=user_row), user_row, _("Das Konto ist gesperrt."))


@permitted(User, DELETE, key="user_row")
@require_POST
def activate(request: HttpRequest, user_row: User) -> HttpResponse:
    return _done(request, Activate(by=user_of(request), user_row=user_row), user_row, _("Das Konto ist wieder frei."))


@permitted(User, DELETE, key="user_row")
@require_POST
def end_sessions(request: HttpRequest, user_row: User) -> HttpResponse:
    return _done(request, EndSessions(by=user_of(request), user_row=user_row), user_row, _("Überall abgemeldet."))


@permitted(User, DELETE, key="user_row")
def reset_second_factor(request: HttpRequest, user_row: User) -> HttpResponse:
    if request.method != "POST":
        question = _(
            "Bitte nur tun, wenn Sie die Person kennen und mit ihr gesprochen haben. Sie wird überall abgemeldet."
        )
        return _ask(request, user_row, _("Zweiten Faktor zurücksetzen?"), question, _("Zurücksetzen"))
    action = ResetSecondFactor(by=user_of(request), user_row=user_row)
    return _done(request, action, user_row, _("Der zweite Faktor ist zurückgesetzt."))


def _ask(request: HttpRequest, account: User, title: str, question: str, label: str) -> HttpResponse:
    context = {"title": title, "question": question, "action": label, "items": [f"{account.name}, {account.email}"]}
    return render(request, "confirm.html", {**context, "is_dangerous": True, "back": ".."})


def _done(request: HttpRequest, action: Action[Any], account: User, text: str) -> HttpResponse:
    """Back to the account, with the news or with what stood in the way."""
    try:
        action.run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, text)
    return redirect("accounts:user", account.pk)
