"""Readers subscribe, confirm, change their wishes and leave. What a link only opens, it never does (scanners do).

There is no cookie that a foreign page could ride on (see `feedback_gate`): whoever has the link of a mail may do what
it is for, as RFC 8058 wants it.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from teilhabe.core.access.routes import public
from teilhabe.outreach.newsletter import subscribing
from teilhabe.outreach.newsletter.consent import NEWSLETTER
from teilhabe.outreach.newsletter.models import Subscription
from teilhabe.portal.information import feedback_gate as gate
from teilhabe.portal.information.addresses import site_address
from teilhabe.portal.information.frame import readers_language
from teilhabe.portal.newsletter.forms import SubscribeForm, WishesForm

METHODS = ["GET", "HEAD", "POST"]


@public
@never_cache
@csrf_exempt
@require_http_methods(METHODS)
def subscribe(request: HttpRequest) -> HttpResponseBase:
    """The form; sends a mail to the address, whoever's it is and however it stands with it."""
    language = readers_language()
    if request.method != "POST":
        return _form_page(request, SubscribeForm(language, initial={"language": language}))
    if not gate.comes_from_our_pages(request):
        told = _("Das kam von einer fremden Seite. Bitte bestellen Sie den Rundbrief hier.")
        return _form_page(request, SubscribeForm(language, initial={"language": language}), told=told, status=403)
    form = SubscribeForm(language, request.POST)
    if not form.is_valid():
        return _form_page(request, form)
    if not gate.is_allowed(request, "subscribe"):
        told = _("Von Ihrem Internet-Anschluss kamen gerade sehr viele Anmeldungen. Versuchen Sie es in einer Stunde.")
        return _form_page(request, form, told=told, status=429)
    if not request.POST.get(gate.TRAP):
        wish = subscribing.Wish(form.cleaned_data["address"], form.cleaned_data["language"], form.chosen)
        subscribing.ask_to_confirm(wish, site_address(request))
    return render(request, "subscription/asked.html", {"days": subscribing.DAYS_TO_CONFIRM})


def _form_page(request: HttpRequest, form: SubscribeForm, *, told: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "told": told, "wording": NEWSLETTER.wording(readers_language()), "trap": gate.TRAP}
    return render(request, "subscription/subscribe.html", context, status=status)


@public
@never_cache
@csrf_exempt
@require_http_methods(METHODS)
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """Asks for a press of a button: programs that check mails open every link in them."""
    asked = subscribing.asked_by(token)
    if asked is None:
        return render(request, "subscription/expired.html", status=410)
    if request.method == "POST":
        subscribing.confirm(asked)
        return redirect(f"{_address('preferences', asked)}?done=confirmed")
    return render(request, "subscription/confirm.html", {"subscription": asked})


@public
@never_cache
@csrf_exempt
@require_http_methods(METHODS)
def preferences(request: HttpRequest, token: str) -> HttpResponseBase:
    """What somebody gets, and the way to change or end it; whoever has left may come back within the month."""
    known = subscribing.of_token(token)
    if known is None or known.confirmed_at is None:
        return render(request, "subscription/expired.html", status=410)
    language = readers_language()
    if request.method == "POST":
        form = WishesForm(language, request.POST)
        if form.is_valid():
            subscribing.change(known, form.cleaned_data["language"], form.chosen)
            subscribing.confirm(known)
            return redirect(f"{_address('preferences', known)}?done=changed")
    else:
        form = WishesForm(language, initial={"language": known.language, "topics": known.topics})
    return render(request, "subscription/preferences.html", _preferences(known, form, request.GET.get("done", "")))


def _preferences(known: Subscription, form: WishesForm, done: str) -> dict[str, Any]:
    """The address only as far as its owner recognises it: mails are handed on."""
    local, _at, domain = known.address.rpartition("@")
    return {"subscription": known, "form": form, "done": done, "address": f"{local[:1]}…@{domain}"}


@public
@never_cache
@csrf_exempt
@require_http_methods(METHODS)
def leave(request: HttpRequest, token: str) -> HttpResponseBase:
    """One POST is enough (RFC 8058), and a second one does no harm; a page with one button for whoever opens it."""
    if request.method == "POST":
        subscribing.leave(token)
    is_over = request.method == "POST" or not _is_active(token)
    return render(request, "subscription/leave.html", {"is_over": is_over, "token": token, "known": _known(token)})


def _is_active(token: str) -> bool:
    known = subscribing.of_token(token)
    return known is not None and known.is_active


def _known(token: str) -> bool:
    known = subscribing.of_token(token)
    return known is not None and known.confirmed_at is not None


def _address(name: str, subscription: Subscription) -> str:
    return reverse(f"subscription:{name}", kwargs={"token": subscription.token})
