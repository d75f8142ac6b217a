"""What is written in a conversation: answers, notes, translations; and what became of an answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import form_page, said_in_form
from teilhabe.core.language import told
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.actions.entries import (
    AddNote,
    AnswerConversation,
    NoteArrival,
    OfEntry,
    SendAgain,
    TranslateEntry,
)
from teilhabe.outreach.inbox.forms.answering import AnswerForm, NoteForm, TranslationForm
from teilhabe.outreach.inbox.models import Conversation, Entry
from teilhabe.outreach.inbox.selectors.pages import reply_ways
from teilhabe.outreach.inbox.views.conversations import show


@permitted(Conversation, CHANGE, key="conversation")
@require_POST
def answer(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    """Three buttons: put a snippet into what is typed, answer and be done, answer and wait for the person."""
    ways, seen = reply_ways(conversation), request.POST.get("seen", "")
    form = AnswerForm(conversation, ways, seen, request.POST)
    if "insert" in request.POST:
        unsent = AnswerForm(conversation, ways, seen, form.with_snippet())
        unsent.full_clean()
        return show(request, conversation, answer=unsent)
    if form.is_valid():
        is_done = request.POST.get("then") != Conversation.State.WAITING
        with said_in_form(form):
            AnswerConversation(
                by=user_of(request), conversation=conversation, is_done=is_done, **form.values()
            ).run()  # fmt: skip
            messages.success(request, _("Die Antwort ist gespeichert und auf dem Weg."))
            return redirect(conversation)
    return show(request, conversation, answer=form)


@permitted(Conversation, CHANGE, key="conversation")
@require_POST
def note(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    form = NoteForm(request.POST)
    if form.is_valid():
        with said_in_form(form):
            AddNote(by=user_of(request), conversation=conversation, text=form.cleaned_data["text"]).run()
            messages.success(request, _("Die Notiz ist gespeichert."))
            return redirect(conversation)
    return show(request, conversation, note=form)


@permitted(Entry, CHANGE, key="entry")
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, entry: Entry) -> HttpResponseBase:
    """The text above, its translation below."""
    form = TranslationForm(entry, request.POST or None)

    def save() -> None:
        text, language = form.cleaned_data["translation"], form.cleaned_data["language"]
        TranslateEntry(by=user_of(request), entry=entry, text=text, language=language).run()

    return form_page(
        request,
        form,
        save,
        done=_("Die Übersetzung steht jetzt neben dem Text."),
        back=entry.get_absolute_url(),
        template="inbox/translate.html",
        entry=entry,
        title=_("Beitrag übersetzen"),
    )


@permitted(Entry, CHANGE, key="entry")
@require_POST
def send_again(request: HttpRequest, entry: Entry) -> HttpResponseBase:
    return _settled(request, SendAgain(by=user_of(request), entry=entry), _("Die Antwort geht noch einmal hinaus."))


@permitted(Entry, CHANGE, key="entry")
@require_POST
def note_arrival(request: HttpRequest, entry: Entry) -> HttpResponseBase:
    return _settled(request, NoteArrival(by=user_of(request), entry=entry), _("Vermerkt: Die Antwort ist angekommen."))


def _settled(request: HttpRequest, action: OfEntry, sentence: str) -> HttpResponseBase:
    try:
        action.run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, sentence)
    return redirect(action.entry.get_absolute_url())
