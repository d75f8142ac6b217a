"""One's own account: name and language, password, devices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from teilhabe.core.access.routes import signed_in, user_of
from teilhabe.core.accounts.actions.roles import ChangeName
from teilhabe.core.accounts.actions.security import EndOwnSessions, SetPassword
from teilhabe.core.accounts.confirming import confirmed
from teilhabe.core.accounts.forms import OwnAccountForm, PasswordForm
from teilhabe.core.accounts.selectors import devices_of, factors_of
from teilhabe.core.accounts.sessions import keep_signed_in
from teilhabe.core.users.models import User


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    form = OwnAccountForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if form.is_valid():
        changed = ChangeName(
            by=user,
            user_row=form.instance,
            full_name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
        ).run()
        messages.success(request, _("Gespeichert."))
        with translation.override(changed.language):
            return redirect("account")
    context = {
        "form": form,
        "factors": factors_of(user),
        "devices": devices_of(user, request.session.session_key),
        "memberships": user.memberships.select_related("organisation", "user"),
    }
    return render(request, "accounts/account.html", context)


@signed_in
@confirmed
@sensitive_post_parameters("password")
def password(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    form = PasswordForm(user, request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/password.html", {"form": form})
    new = form.cleaned_data["password"]
    SetPassword(by=user, user_row=user, password=new, session_key=request.session.session_key).run()
    keep_signed_in(request, user)
    messages.success(request, _("Ihr neues Passwort gilt. Auf allen anderen Geräten sind Sie abgemeldet."))
    return redirect("account")


@signed_in
@require_POST
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    user, current = user_of(request), request.session.session_key or ""
    ended = EndOwnSessions(by=user, user_row=user, session_key=current, only=session).run()
    if ended:
        messages.success(request, _("Dieses Gerät ist abgemeldet."))
    return redirect("account")


@signed_in
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    ended = EndOwnSessions(by=user, user_row=user, session_key=request.session.session_key or "").run()
    text = ngettext("%(count)s anderes Gerät ist abgemeldet.", "%(count)s andere Geräte sind abgemeldet.", ended)
    messages.success(request, text % {"count": ended})
    return redirect("account")
