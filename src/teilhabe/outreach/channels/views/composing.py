"""The composer: choose channels and languages, read and change each text, send; and a draft changed later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import told
from teilhabe.errors import InputError
from teilhabe.outreach.channels.actions import OPEN, ChangeDispatch, complaints
from teilhabe.outreach.channels.composing import compose, is_sound, offers, proposals, targets_of
from teilhabe.outreach.channels.drafting import draft_of
from teilhabe.outreach.channels.forms import TextForm, WhenForm
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.content.models import InfoItem


@permitted(InfoItem, VIEW, key="item", makes=Dispatch)
@require_http_methods(["GET", "HEAD", "POST"])
def compose_item(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    """Without `to` it asks where; with it each text is shown, and sent when all of them may go out."""
    targets = targets_of(request.GET.getlist("to"))
    if not targets:
        names = dict(settings.LANGUAGES)
        shown = [(offer, [(code, names[code]) for code in offer.languages]) for offer in offers(item)]
        asked = "to" in request.GET or "next" in request.GET
        return render(request, "channels/choose.html", {"item": item, "offers": shown, "is_missing": asked})
    when = WhenForm(request.POST or None)
    planned_at = _moment(when)
    found = proposals(item, targets, request.POST or None, planned_at)
    is_asked = request.method == "POST" and "preview" not in request.POST
    if is_asked and when.is_valid() and ("draft" in request.POST or is_sound(found)):
        try:
            made = compose(user_of(request), item, found, planned_at, is_draft="draft" in request.POST)
        except InputError as error:
            messages.error(request, told(error))
        else:
            messages.success(request, _done(len(made), is_draft="draft" in request.POST, planned_at=planned_at))
            return redirect(made[0] if len(made) == 1 else f"{reverse('channels:list')}?item={item.pk}")
    context = {"item": item, "proposals": found, "when": when, "is_refused": is_asked, "is_sound": is_sound(found)}
    return render(request, "channels/compose.html", context)


@permitted(Dispatch, CHANGE, key="dispatch")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, dispatch: Dispatch) -> HttpResponseBase:
    """A draft, or what could not be sent."""
    channel = CHANNELS.get(dispatch.channel)
    if dispatch.state not in OPEN or channel is None or not channel.limits.is_own_text:
        messages.error(request, _("Diese Aussendung lässt sich nicht mehr ändern."))
        return redirect(dispatch)
    form = TextForm(request.POST or None, channel, draft_of(dispatch), "text")
    when = WhenForm(request.POST or None, initial={"planned_at": dispatch.planned_at})
    if request.method == "POST" and form.is_valid() and when.is_valid() and "preview" not in request.POST:
        try:
            ChangeDispatch(by=user_of(request), dispatch=dispatch, draft=form.draft(), planned_at=_moment(when)).run()
        except InputError as error:
            messages.error(request, told(error))
        else:
            messages.success(request, _("Der Entwurf ist gespeichert."))
        return redirect(dispatch)
    draft = replace(form.draft(), item=dispatch.item)
    context = {
        "dispatch": dispatch,
        "form": form,
        "when": when,
        "preview": channel.preview(draft),
        "complaints": [told(error) for error in complaints(channel, draft, _moment(when) or dispatch.planned_at)],
    }
    return render(request, "channels/change.html", context)


def _moment(when: WhenForm) -> datetime | None:
    found: datetime | None = when.cleaned_data.get("planned_at") if when.is_bound and when.is_valid() else None
    return found


def _done(count: int, *, is_draft: bool, planned_at: datetime | None) -> str:
    if is_draft:
        told = ngettext("%(count)s Entwurf ist gespeichert.", "%(count)s Entwürfe sind gespeichert.", count)
    elif planned_at is not None:
        told = ngettext("%(count)s Aussendung ist geplant.", "%(count)s Aussendungen sind geplant.", count)
    else:
        told = ngettext("%(count)s Aussendung ist unterwegs.", "%(count)s Aussendungen sind unterwegs.", count)
    return told % {"count": count}
