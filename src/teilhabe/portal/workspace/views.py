"""The start page of the workspace (what waits for this user today), the search, the audit log, the choice of mails."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.core.access.policy import VIEW
from teilhabe.core.access.routes import permitted, signed_in, user_of
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.audit.selectors import detailed, names_of, readable_entries
from teilhabe.core.audit.wording import changes, kind_of, sentence, who
from teilhabe.core.extensions import QUICK_ACTIONS
from teilhabe.portal.workspace import selectors
from teilhabe.portal.workspace.actions import ChooseMail
from teilhabe.portal.workspace.forms import MailChoiceForm
from teilhabe.portal.workspace.greeting import greeting
from teilhabe.portal.workspace.kept import kept_waiting_for
from teilhabe.portal.workspace.log import LOG
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
        "waiting": kept_waiting_for(user),
        "quick_actions": QUICK_ACTIONS.collect(user),
        "recent": selectors.recent_work(user),
    }
    return render(request, "workspace/start.html", context)


@signed_in
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was searched for is in the answer only: it is written to no log."""
    text = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:MOST_LETTERS]  # PostgreSQL knows no NUL
    is_enough = len(text) >= LEAST_LETTERS
    found = selectors.search(user_of(request), text) if is_enough else []
    context = {"searched": text, "is_enough": is_enough, "found": found, "count": sum(len(kind.hits) for kind in found)}
    return render(request, "workspace/search.html", context)


@permitted(AuditEntry, VIEW)
@require_safe
def log(request: HttpRequest) -> HttpResponseBase:
    return LOG.respond(request, readable_entries(user_of(request)))


@permitted(AuditEntry, VIEW, key="entry")
@require_safe
def entry(request: HttpRequest, entry: AuditEntry) -> HttpResponse:
    shown = detailed(entry)
    context = {
        "entry": shown,
        "sentence": sentence(shown),
        "who": who(shown),
        "kind": kind_of(shown.target_model),
        "changes": changes(shown, names_of([shown])),
        "row_page": selectors.page_of(user_of(request), shown.target_model, shown.target_key),
    }
    return render(request, "workspace/entry.html", context)


@signed_in
@require_safe
def history(request: HttpRequest, target: str) -> HttpResponse:
    """Who did what to one row and when, for those who keep all rows of its kind; `target` is `app.model:key`."""
    found = selectors.history_of(user_of(request), target)
    if found is None:
        raise Http404
    names = names_of(found.entries)
    lines = [(sentence(each), changes(each, names, found.hidden)) for each in found.entries]
    return render(request, "workspace/history.html", {"history": found, "lines": lines})


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
