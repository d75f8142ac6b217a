"""Readers say whether a page helped and what is wrong with it, and read the answer; no account, no cookie."""

from __future__ import annotations

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
from teilhabe.outreach.feedback.receiving import note_press
from teilhabe.outreach.inbox.letterbox.reading import thread_under
from teilhabe.outreach.inbox.letterbox.taking import MOST_CHARACTERS, Question, page_with, take
from teilhabe.portal.information import feedback_gate as gate
from teilhabe.portal.information.accepting import code_page, refusal, renewed
from teilhabe.portal.information.feedback_forms import CodeForm, MessageForm, Sent, sent
from teilhabe.portal.information.question import thread_page


@public
@never_cache
@csrf_exempt  # see feedback_gate: there is no cookie that a foreign page could ride on
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponseBase:
    """The form for a message; takes it, and the presses on yes and no at the foot of every page."""
    if request.method != "POST":
        return _form_page(request, sent(request.GET.dict()), _empty(), request.GET.get("thanks", ""))
    if not gate.comes_from_our_pages(request):
        told = _("Das kam von einer fremden Seite. Bitte schreiben Sie uns hier.")
        return _form_page(request, sent({}), _empty(), told=told, status=403)
    received = sent(request.POST.dict())
    if "helpful" in request.POST:
        return _pressed(request, received, was_helpful=request.POST["helpful"] == "yes")
    return _message(request, received)


def _empty() -> MessageForm:
    return MessageForm(initial={"ticket": gate.new_ticket()})


def _pressed(request: HttpRequest, received: Sent, *, was_helpful: bool) -> HttpResponseBase:
    """Leads on, so that a page loaded anew counts nothing twice."""
    if not received.is_by_program and gate.is_allowed(request, "press"):
        note_press(received.key, received.path, received.language, was_helpful=was_helpful)
    page = {"item": received.key, "path": received.path, "revision": received.revision or ""}
    query = urlencode({**page, "thanks": "yes" if was_helpful else "no"})
    return HttpResponseRedirect(f"{reverse('information:feedback')}?{query}", status=303)


def _message(request: HttpRequest, received: Sent) -> HttpResponseBase:
    """Into the inbox, where it says below which page it was written."""
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _form_page(request, received, form)
    told, status = refusal(request, form.cleaned_data["ticket"])
    if told:
        return _form_page(request, received, renewed(form), told=told, status=status)
    page = page_with(received.path, received.key, received.revision)
    question = Question(
        **form.values(), language=received.language, page=page, is_spam=received.is_by_program
    )  # fmt: skip
    return code_page(request, take(question), received.path)


def _form_page(
    request: HttpRequest, received: Sent, form: MessageForm, thanks: str = "", *, told: str = "", status: int = 200
) -> HttpResponse:
    """Who comes without having read a certain text has read what stands there now."""
    reading = shelf(received.language).by_key.get(received.key)
    context = {
        "form": form, "page": received, "reading": reading, "thanks": thanks, "told": told, "trap": gate.TRAP,
        "most": MOST_CHARACTERS, "revision": str(received.revision or (reading.revision_id if reading else "")),
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
    thread = thread_under(code)
    if thread is not None:
        return thread_page(request, code, thread)
    gate.is_allowed(request, "wrong_code")
    context = {"form": CodeForm(initial={"code": code[:60]}), "is_unknown": True}
    return render(request, "information/feedback_code.html", context, status=404)
