"""Moderation of one entry, the list of evidence, a piece of evidence to look at and to print, and the netiquette."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, public, user_of
from teilhabe.core.audit.action import Action
from teilhabe.core.language import told
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.models import Entry
from teilhabe.outreach.moderation.actions import DeleteOutside, HideEntry, PassOn, SecureEntry, ShowEntry, TakeOutData
from teilhabe.outreach.moderation.forms import PassOnForm, ReasonForm, TakeOutForm
from teilhabe.outreach.moderation.models import Evidence
from teilhabe.outreach.moderation.policies import EVIDENCE
from teilhabe.outreach.moderation.selectors import evidence_for, hiders_of, is_authentic
from teilhabe.outreach.moderation.tables import EVIDENCE_LIST


@permitted(Entry, VIEW, key="entry", makes=Evidence)
@require_safe
def entry_page(request: HttpRequest, entry: Entry) -> HttpResponseBase:
    return _entry(request, entry)


@permitted(Entry, CHANGE, key="entry", makes=Evidence)
@require_POST
def secure(request: HttpRequest, entry: Entry) -> HttpResponseBase:
    """Hides too where the button says so."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _entry(request, entry, reason_form=form)
    what = HideEntry if "hide" in request.POST else SecureEntry
    done = _("Verborgen und gesichert.") if "hide" in request.POST else _("Der Beweis ist gesichert.")
    return _run(request, entry, what(by=user_of(request), entry=entry, **form.cleaned_data), done, reason_form=form)


@permitted(Entry, CHANGE, key="entry", makes=Evidence)
@require_POST
def show(request: HttpRequest, entry: Entry) -> HttpResponseBase:
    return _run(request, entry, ShowEntry(by=user_of(request), entry=entry), _("Der Beitrag ist wieder zu sehen."))


@permitted(Entry, CHANGE, key="entry", makes=Evidence)
@require_POST
def take_out(request: HttpRequest, entry: Entry) -> HttpResponseBase:
    form = TakeOutForm(request.POST)
    if not form.is_valid():
        return _entry(request, entry, take_out_form=form)
    action = TakeOutData(by=user_of(request), entry=entry, text=form.cleaned_data["text"])
    return _run(request, entry, action, _("Die Angaben sind entfernt."), take_out_form=form)


@permitted(Entry, CHANGE, key="entry", makes=Evidence)
@require_http_methods(["GET", "HEAD", "POST"])
def delete_outside(request: HttpRequest, entry: Entry) -> HttpResponseBase:
    """Asks first: it cannot be undone."""
    if request.method != "POST":
        return render(request, "moderation/delete.html", {"entry": entry, "hiders": hiders_of(entry)})
    return _run(request, entry, DeleteOutside(by=user_of(request), entry=entry), _("Der Beitrag wird gelöscht."))


@permitted(Evidence, VIEW)
@require_safe
def evidence_list(request: HttpRequest) -> HttpResponseBase:
    return EVIDENCE_LIST.respond(request, evidence_for(user_of(request)))


@permitted(Evidence, VIEW, key="evidence")
@require_safe
def evidence_page(request: HttpRequest, evidence: Evidence) -> HttpResponseBase:
    """Also the sheet for the printer."""
    return _evidence(request, evidence)


@permitted(Evidence, CHANGE, key="evidence")
@require_POST
def pass_on(request: HttpRequest, evidence: Evidence) -> HttpResponseBase:
    form = PassOnForm(request.POST)
    if not form.is_valid():
        return _evidence(request, evidence, form)
    PassOn(by=user_of(request), evidence=evidence, **form.cleaned_data).run()
    messages.success(request, _("Notiert."))
    return redirect(evidence)


@public
@require_safe
def netiquette(request: HttpRequest) -> HttpResponseBase:
    return render(request, "moderation/netiquette.html")


def _run(request: HttpRequest, entry: Entry, action: Action[Any], done: str, **forms: Form) -> HttpResponseBase:
    """Back to the entry, where the change can be taken back; what was typed stays where it could not be done."""
    try:
        action.run()
    except InputError as error:
        messages.error(request, told(error))
        return _entry(request, entry, **forms)
    messages.success(request, done)
    return redirect("moderation:entry", entry=entry.pk)


def _entry(request: HttpRequest, entry: Entry, **forms: Form) -> HttpResponseBase:
    context: dict[str, Any] = {
        "entry": entry,
        "conversation": entry.conversation,
        "hiders": hiders_of(entry),
        "evidence": entry.evidence.select_related("taken_by"),
        "reason_form": ReasonForm(),
        "take_out_form": TakeOutForm(initial={"text": entry.text}),
        **forms,
    }
    return render(request, "moderation/entry.html", context)


def _evidence(request: HttpRequest, evidence: Evidence, form: PassOnForm | None = None) -> HttpResponseBase:
    initial = {"path": evidence.escalated_to, "note": evidence.note}
    context = {
        "evidence": evidence,
        "is_authentic": is_authentic(evidence),
        "form": form or PassOnForm(initial=initial),
        "may_change": EVIDENCE.may(user_of(request), CHANGE, evidence),
        "may_see_entry": EVIDENCE.allows(user_of(request), ADD),
    }
    return render(request, "moderation/evidence.html", context)
