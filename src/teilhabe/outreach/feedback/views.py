"""Messages of readers: the list, one of them with its item beside it, and what the office does with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import told
from teilhabe.errors import InputError
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.feedback.actions import AnswerFeedback, CloseFeedback, ReopenFeedback, ThrowAway
from teilhabe.outreach.feedback.forms import AnswerForm, CloseForm
from teilhabe.outreach.feedback.models import Feedback
from teilhabe.outreach.feedback.policies import FEEDBACK
from teilhabe.outreach.feedback.selectors import messages_of, record
from teilhabe.outreach.feedback.tables import MESSAGES, language_names
from teilhabe.outreach.languages import is_rtl, language_of


@permitted(Feedback, VIEW)
def feedback_list(request: HttpRequest) -> HttpResponseBase:
    """Everything but the dustbin, which is shown to whoever asks for it."""
    rows = messages_of(user_of(request))
    if request.method == "GET" and request.GET.get("state") != Feedback.State.SPAM:
        rows = rows.filter(is_spam=False)
    return MESSAGES.respond(request, rows, record=record())


@permitted(Feedback, VIEW, key="feedback")
@require_safe
def message(request: HttpRequest, feedback: Feedback) -> HttpResponseBase:
    return _page(request, feedback, AnswerForm(feedback))


@permitted(Feedback, CHANGE, key="feedback")
@require_POST
def answer(request: HttpRequest, feedback: Feedback) -> HttpResponseBase:
    form = AnswerForm(feedback, request.POST)
    if form.is_valid():
        try:
            AnswerFeedback(by=user_of(request), feedback=feedback, seen=form.known, **form.texts()).run()
        except InputError as error:
            form.add_error(None, told(error))
        else:
            messages.success(request, _("Die Antwort steht bereit. Die Person liest sie mit ihrem Code."))
            return redirect("feedback:list")
    return _page(request, feedback, form)


@permitted(Feedback, CHANGE, key="feedback")
@require_POST
def close(request: HttpRequest, feedback: Feedback) -> HttpResponseBase:
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Bitte wählen Sie einen Grund."))
        return redirect(feedback)
    action = CloseFeedback(by=user_of(request), feedback=feedback, closing=form.cleaned_data["closing"])
    return _done(request, feedback, action, _("Erledigt. Die Person liest den Grund in ihrer Sprache."))


@permitted(Feedback, CHANGE, key="feedback")
@require_POST
def reopen(request: HttpRequest, feedback: Feedback) -> HttpResponseBase:
    action = ReopenFeedback(by=user_of(request), feedback=feedback)
    return _done(
        request, feedback, action, _("Die Nachricht ist wieder offen. Eine Antwort darauf ist jetzt ein Entwurf.")
    )


@permitted(Feedback, CHANGE, key="feedback")
@require_POST
def throw_away(request: HttpRequest, feedback: Feedback) -> HttpResponseBase:
    return _done(
        request, feedback, ThrowAway(by=user_of(request), feedback=feedback), _("Die Nachricht ist im Papierkorb.")
    )


def _done(request: HttpRequest, feedback: Feedback, action: Any, sentence: str) -> HttpResponseBase:
    """Back to the message, where the change can be undone."""
    try:
        action.run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, sentence)
    return redirect(feedback)


def _page(request: HttpRequest, feedback: Feedback, form: AnswerForm) -> HttpResponseBase:
    language = language_of(feedback.language)
    reading = shelf(feedback.language).by_id.get(feedback.item_id) if feedback.item_id else None
    context = {
        "feedback": feedback,
        "form": form,
        "close_form": CloseForm(),
        "language": language,
        "is_rtl": is_rtl(language),
        "language_name": language_names().get(feedback.language, feedback.language),
        "reading": reading,
        "may_change": FEEDBACK.may(user_of(request), CHANGE, feedback),
    }
    return render(request, "feedback/message.html", context)
