"""The log, one dispatch, and what the office does with it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page
from teilhabe.core.language import told
from teilhabe.errors import InputError
from teilhabe.outreach.channels.actions import (
    CancelPlan,
    ConfirmSent,
    LetStand,
    RecallDispatch,
    RemoveDraft,
    SendDispatch,
)
from teilhabe.outreach.channels.drafting import draft_of
from teilhabe.outreach.channels.extensions import DISPATCH_SECTIONS
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.policies import DISPATCHES
from teilhabe.outreach.channels.selectors import channel_name, dispatch_page, dispatches_listed
from teilhabe.outreach.channels.tables import DISPATCHES_LIST
from teilhabe.outreach.languages import is_rtl, language_of


@permitted(Dispatch, VIEW)
def dispatches(request: HttpRequest) -> HttpResponseBase:
    user = user_of(request)
    links = [(_("Information aussuchen"), reverse("content:items"))] if DISPATCHES.allows(user, ADD) else []
    return DISPATCHES_LIST.respond(request, dispatches_listed(user), links=links)


@permitted(Dispatch, VIEW, key="dispatch")
@require_safe
def dispatch(request: HttpRequest, dispatch: Dispatch) -> HttpResponseBase:
    """What was said, where it stands, and what can still be done about it."""
    page = dispatch_page(dispatch)
    language = language_of(dispatch.language)
    context = {
        "page": page,
        "dispatch": dispatch,
        "channel_name": channel_name(dispatch.channel),
        "language": language,
        "language_name": dict(settings.LANGUAGES).get(dispatch.language, dispatch.language),
        "direction": "rtl" if is_rtl(language) else "ltr",
        "preview": page.channel.preview(draft_of(dispatch)) if page.channel is not None else "",
        "sections": DISPATCH_SECTIONS.collect(dispatch, user_of(request)),
        "may_change": DISPATCHES.allows(user_of(request), CHANGE) and page.channel is not None,
    }
    return render(request, "channels/dispatch.html", context)


@permitted(Dispatch, CHANGE, key="dispatch")
@require_POST
def send(request: HttpRequest, dispatch: Dispatch) -> HttpResponseBase:
    action = SendDispatch(by=user_of(request), dispatch=dispatch)
    return _done(request, dispatch, action, _("Die Aussendung ist unterwegs."))


@permitted(Dispatch, CHANGE, key="dispatch")
@require_POST
def cancel(request: HttpRequest, dispatch: Dispatch) -> HttpResponseBase:
    action = CancelPlan(by=user_of(request), dispatch=dispatch)
    return _done(request, dispatch, action, _("Sie geht nicht hinaus. Der Text ist jetzt ein Entwurf."))


@permitted(Dispatch, CHANGE, key="dispatch")
@require_POST
def confirm_sent(request: HttpRequest, dispatch: Dispatch) -> HttpResponseBase:
    action = ConfirmSent(by=user_of(request), dispatch=dispatch)
    return _done(request, dispatch, action, _("Notiert: Die Aussendung ist draußen."))


@permitted(Dispatch, CHANGE, key="dispatch")
@require_POST
def let_stand(request: HttpRequest, dispatch: Dispatch) -> HttpResponseBase:
    action = LetStand(by=user_of(request), dispatch=dispatch)
    return _done(request, dispatch, action, _("Die Aussendung bleibt, wie sie ist."))


@permitted(Dispatch, CHANGE, key="dispatch")
def recall(request: HttpRequest, dispatch: Dispatch) -> HttpResponseBase:
    whole = _("Auf der Website verschwindet damit die ganze Information, in allen Sprachen.")
    return confirm_page(
        request,
        lambda: RecallDispatch(by=user_of(request), dispatch=dispatch).run(),
        done=_("Die Aussendung wird zurückgezogen."),
        back=dispatch.get_absolute_url(),
        title=_("Aussendung zurückziehen"),
        question=_("Dort, wo sie steht, ist sie dann nicht mehr zu sehen. Wer sie schon gelesen hat, kennt sie."),
        note=whole if dispatch.channel == "website" else "",
        action=_("Zurückziehen"),
        is_dangerous=True,
    )


@permitted(Dispatch, DELETE, key="dispatch")
def remove(request: HttpRequest, dispatch: Dispatch) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: RemoveDraft(by=user_of(request), dispatch=dispatch).run(),
        done=_("Der Entwurf ist verworfen."),
        back=reverse("channels:list") if request.method == "POST" else dispatch.get_absolute_url(),
        title=_("Entwurf verwerfen"),
        question=_("Der Text dieser Aussendung ist dann weg. Die Information bleibt."),
        action=_("Verwerfen"),
        is_dangerous=True,
    )


def _done(request: HttpRequest, dispatch: Dispatch, action: Any, sentence: str) -> HttpResponseBase:
    try:
        action.run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, sentence)
    return redirect(dispatch)
