"""Somebody asks the office in their language and gets a code; under it they read the answer and can write again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from teilhabe.core.access.routes import public
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.inbox.letterbox.reading import Thread, thread_under
from teilhabe.outreach.inbox.letterbox.taking import MOST_CHARACTERS, Question, take, write_again
from teilhabe.portal.information import feedback_gate as gate
from teilhabe.portal.information.accepting import absence_now, code_page, refusal, renewed
from teilhabe.portal.information.question_forms import AgainForm, QuestionForm


@public
@never_cache
@csrf_exempt  # see feedback_gate: there is no cookie that a foreign page could ride on
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, QuestionForm(initial={"ticket": gate.new_ticket()}))
    if not gate.comes_from_our_pages(request):
        told = _("Das kam von einer fremden Seite. Bitte schreiben Sie uns hier.")
        return _page(request, QuestionForm(initial={"ticket": gate.new_ticket()}), told=told, status=403)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    told, status = refusal(request, form.cleaned_data["ticket"])
    if told:
        return _page(request, renewed(form), told=told, status=status)
    code = take(Question(**form.values(), language=get_language() or "de", is_spam=bool(request.POST.get(gate.TRAP))))
    return code_page(request, code)


@public
@never_cache
@csrf_exempt  # as above; whoever has the code may write
@require_POST
def again(request: HttpRequest) -> HttpResponseBase:
    """More to the same question; leads back to it, or shows again what was typed and why it was not taken."""
    form, typed = AgainForm(request.POST), request.POST.get("code", "")
    thread = thread_under(typed) if gate.comes_from_our_pages(request) else None
    if thread is None or not gate.is_allowed(request, "wrong_code", only_asked=True):
        gate.is_allowed(request, "wrong_code")
        return HttpResponseRedirect(reverse("information:answers"), status=303)
    if not form.is_valid():
        return thread_page(request, typed, thread, form)
    told, status = refusal(request, form.cleaned_data["ticket"])
    if told:
        return thread_page(request, typed, thread, renewed(form), told=told, status=status)
    write_again(typed, form.cleaned_data["text"], form.cleaned_data["ticket"])
    return HttpResponseRedirect(reverse("information:answer", kwargs={"code": typed}), status=303)


def thread_page(
    request: HttpRequest, code: str, thread: Thread, form: AgainForm | None = None, *, told: str = "", status: int = 200
) -> HttpResponse:
    """What was said under this code and about which page, with a form to go on."""
    reading = shelf(get_language() or "de").by_id.get(thread.item_id) if thread.item_id else None
    context = {"thread": thread, "reading": reading, "told": told, "form": form or _fresh(code)}
    return render(request, "information/question_thread.html", context, status=status)


def _fresh(code: str) -> AgainForm:
    return AgainForm(initial={"ticket": gate.new_ticket(), "code": code})


def _page(request: HttpRequest, form: QuestionForm, *, told: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "told": told, "trap": gate.TRAP, "most": MOST_CHARACTERS, "absence": absence_now()}
    return render(request, "information/question.html", context, status=status)
