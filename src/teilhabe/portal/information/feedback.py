"""Readers say whether a page helped and what is wrong with it, and read the answer; no account, no cookie."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.core.access.routes import public
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.feedback.receiving import MOST_CHARACTERS, Page, note_press, take_message
from teilhabe.outreach.feedback.selectors import answer_under
from teilhabe.portal.information import feedback_gate as gate
from teilhabe.portal.information.feedback_forms import CodeForm, MessageForm, Sent, sent
from teilhabe.portal.information.feedback_gate import Ticket


@public
@never_cache
@csrf_exempt  # see feedback_gate: there is no cookie that a foreign page could ride on
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponseBase:
    """The form for a message; takes it, and the presses on yes and no at the foot of every page."""
    if request.method != "POST":
        thanks = request.GET.get("thanks", "")
        return _form_page(request, sent(request.GET.dict()), MessageForm(initial={"ticket": gate.new_ticket()}), thanks)
    if not gate.comes_from_our_pages(request):
        told = _("Das kam von einer fremden Seite. Bitte schreiben Sie uns hier.")
        form = MessageForm(initial={"ticket": gate.new_ticket()})
        return _form_page(request, sent({}), form, told=told, status=403)
    received = sent(request.POST.dict())
    if "helpful" in request.POST:
        return _pressed(request, received, was_helpful=request.POST["helpful"] == "yes")
    return _message(request, received)


def _pressed(request: HttpRequest, received: Sent, *, was_helpful: bool) -> HttpResponseBase:
    """Leads on, so that a page loaded anew counts nothing twice."""
    if not received.is_by_program and gate.is_allowed(request, "press"):
        note_press(received.page, was_helpful=was_helpful)
    page, thanks = received.page, "yes" if was_helpful else "no"
    query = urlencode({"item": page.key, "path": page.path, "thanks": thanks})
    return HttpResponseRedirect(f"{reverse('information:feedback')}?{query}", status=303)


def _message(request: HttpRequest, received: Sent) -> HttpResponseBase:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _form_page(request, received, form)
    ticket = form.cleaned_data["ticket"]
    match gate.checked(ticket):
        case Ticket.USELESS:
            told = _("Das Formular war zu lange offen. Ihr Text ist noch da. Bitte senden Sie ihn noch einmal.")
            return _form_page(request, received, _renewed(form), told=told)
        case Ticket.TOO_SOON:
            told = _("Das ging sehr schnell. Ihr Text ist noch da. Bitte drücken Sie noch einmal auf „Senden“.")
            return _form_page(request, received, form, told=told)
    if not gate.is_allowed(request, "message"):
        told = _(
            "Von Ihrem Internet-Anschluss kamen gerade sehr viele Nachrichten. Ihr Text ist noch da. "
            "Bitte senden Sie ihn in einer Stunde."
        )
        return _form_page(request, received, form, told=told, status=429)
    code = ""
    if gate.is_first_use(ticket):
        code = take_message(received.page, form.cleaned_data["text"], is_spam=received.is_by_program)
    return render(request, "information/feedback_sent.html", _sent_context(request, received.page, code))


def _sent_context(request: HttpRequest, page: Page, code: str) -> dict[str, Any]:
    """Without a code where the message had come in before."""
    address = request.build_absolute_uri(reverse("information:answer", kwargs={"code": code})) if code else ""
    return {"code": code, "address": address, "path": page.path}


def _renewed(form: MessageForm) -> MessageForm:
    return MessageForm({"text": form.cleaned_data["text"], "ticket": gate.new_ticket()})


def _form_page(
    request: HttpRequest, received: Sent, form: MessageForm, thanks: str = "", *, told: str = "", status: int = 200
) -> HttpResponse:
    page = received.page
    reading = shelf(page.language).by_key.get(page.key)
    context = {
        "form": form, "page": page, "reading": reading, "thanks": thanks, "told": told, "trap": gate.TRAP,
        "most": MOST_CHARACTERS,
    }  # fmt: skip
    return render(request, "information/feedback.html", context, status=status)


@public
@never_cache
@csrf_exempt  # it changes nothing
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest) -> HttpResponseBase:
    """Asks for a code and shows the answer, without the code in the address: other people use this computer too."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "information/feedback_code.html", {"form": form})
    return _answer_page(request, form.cleaned_data["code"])


@public
@never_cache
@require_safe
def answer(request: HttpRequest, code: str) -> HttpResponseBase:
    """The same by a link or a bookmark."""
    return _answer_page(request, code)


def _answer_page(request: HttpRequest, code: str) -> HttpResponseBase:
    """One answer for every code that leads nowhere; after too many of them none for anybody at this address."""
    if not gate.is_allowed(request, "wrong_code", only_asked=True):
        told = _("Das waren zu viele falsche Codes. Bitte versuchen Sie es in einer Viertelstunde noch einmal.")
        return render(request, "information/feedback_code.html", {"form": CodeForm(), "told": told}, status=429)
    found = answer_under(code)
    if found is None:
        gate.is_allowed(request, "wrong_code")
        context = {"form": CodeForm(initial={"code": code[:60]}), "is_unknown": True}
        return render(request, "information/feedback_code.html", context, status=404)
    reading = shelf(sent({}).page.language).by_id.get(found.item_id) if found.item_id else None
    return render(request, "information/feedback_answer.html", {"answer": found, "reading": reading})
