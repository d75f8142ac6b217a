"""Somebody offers time or things, in general or for one opportunity: it becomes an offer that the office answers."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from teilhabe.core.access.routes import public
from teilhabe.engagement.offers.deadlines import answer_by
from teilhabe.engagement.offers.taking import Offered, take
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.portal.information.frame import readers_language
from teilhabe.portal.volunteering.forms import AskForm, ContactForm, GoodsForm, HelpForm
from teilhabe.portal.volunteering.receiving import Received, received
from teilhabe.portal.volunteering.views import known_card

SomeForm = TypeVar("SomeForm", bound=ContactForm)
METHODS = ["GET", "HEAD", "POST"]


@public
@never_cache
@csrf_exempt  # see feedback_gate: there is no cookie that a foreign page could ride on
@require_http_methods(METHODS)
def help_out(request: HttpRequest) -> HttpResponseBase:
    """Time, without a task yet."""
    came = received(request, HelpForm)
    return _thanks(request, came, _("Ich möchte helfen.")) if came.is_taken else _page(request, "help", came)


@public
@never_cache
@csrf_exempt  # as above
@require_http_methods(METHODS)
def give(request: HttpRequest) -> HttpResponseBase:
    """Things."""
    came = received(request, GoodsForm)
    return _thanks(request, came) if came.is_taken else _page(request, "give", came)


@public
@never_cache
@csrf_exempt  # as above
@require_http_methods(METHODS)
def ask(request: HttpRequest, opportunity: int) -> HttpResponseBase:
    """Time for one opportunity; what follows is agreed upon with the office."""
    card, came = known_card(opportunity), received(request, AskForm)
    if came.is_taken:
        return _thanks(request, came, _("Ich möchte mitmachen."), card.opportunity)
    return render(request, "volunteering/ask.html", {**came.context, "card": card}, status=came.status)


def _page(request: HttpRequest, name: str, came: Received[SomeForm]) -> HttpResponse:
    return render(request, f"volunteering/{name}.html", came.context, status=came.status)


def _thanks(
    request: HttpRequest, came: Received[SomeForm], silent: str = "", opportunity: Opportunity | None = None
) -> HttpResponse:
    """Takes it; `silent` is what it means where nothing was written."""
    said = came.form.said()
    said["text"] = said["text"].strip() or silent
    if not came.is_by_program:
        take(Offered(**said, language=readers_language()[:16], opportunity=opportunity))
    return render(request, "volunteering/thanks.html", {"answer_by": answer_by(localdate())})
