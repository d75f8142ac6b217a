"""The start page of the workspace (what waits for this user today), the search, the choice of mails."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.core.access.routes import signed_in, user_of
from teilhabe.core.extensions import QUICK_ACTIONS
from teilhabe.portal.workspace import selectors
from teilhabe.portal.workspace.actions import ChooseMail
from teilhabe.portal.workspace.forms import MailChoiceForm
from teilhabe.portal.workspace.greeting import greeting
from teilhabe.portal.workspace.models import MailChoice

LEAST_LETTERS = 2
MOST_LETTERS = 100


@signed_in
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    user, now = user_of(request), timezone.localtime()
    context = {
        "greeting": greeting(now.time()),
        "now": now,
        "waiting": selectors.waiting_for(user),
        "quick_actions": QUICK_ACTIONS.collect(user),
        "recent": selectors.recent_work(user),
    }
    return render(request, "workspace/start.html", context)


@signed_in
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was searched for is in the answer only: it is written to no log."""
    text = " ".join(request.GET.get("q", "").split())[:MOST_LETTERS]
    is_enough = len(text) >= LEAST_LETTERS
    found = selectors.search(user_of(request), text) if is_enough else []
    context = {"searched": text, "is_enough": is_enough, "found": found, "count": sum(len(kind.hits) for kind in found)}
    return render(request, "workspace/search.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def notifications(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    form = MailChoiceForm(request.POST or None, initial={"rhythm": selectors.mail_choice_of(user).rhythm})
    if form.is_valid():
        ChooseMail(by=user, rhythm=MailChoice.Rhythm(form.cleaned_data["rhythm"])).run()
        messages.success(request, _("Ihre Wahl ist gespeichert."))
        return redirect("workspace:notifications")
    return render(request, "workspace/notifications.html", {"form": form})
