"""The inbox as a list, one conversation as a page, and everything somebody asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import page_language
from teilhabe.outreach.inbox.choices import name_of
from teilhabe.outreach.inbox.forms.answering import AnswerForm, NoteForm
from teilhabe.outreach.inbox.forms.sorting import AssignForm, CloseForm
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.outreach.inbox.selectors.lists import listed, of_person
from teilhabe.outreach.inbox.selectors.pages import conversation_page
from teilhabe.outreach.inbox.tables import CONVERSATIONS
from teilhabe.outreach.inbox.tabs import OPEN, tabs
from teilhabe.outreach.inbox.translating import untranslated
from teilhabe.outreach.translation.machines.settings import is_set_up


@permitted(Conversation, VIEW)
def conversation_list(request: HttpRequest) -> HttpResponseBase:
    """What is open, until somebody asks for something else; the dustbin only where it is asked for."""
    user = user_of(request)
    rows = listed(user)
    if request.method == "GET" and not request.GET:
        request.GET = QueryDict(OPEN)
    if request.method == "GET" and request.GET.get("state") != Conversation.State.SPAM:
        rows = rows.exclude(state=Conversation.State.SPAM)
    is_page = request.method == "GET" and "export" not in request.GET
    links = [(_("Textbausteine"), reverse("inbox:snippets"))]
    return CONVERSATIONS.respond(request, rows, links=links, tabs=[*tabs(user)] if is_page else [], open=OPEN)


@permitted(Conversation, VIEW, key="conversation")
@require_safe
def conversation(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    if conversation.merged_into is not None:
        return redirect(conversation.merged_into)
    return show(request, conversation)


@permitted(Person, VIEW, key="person")
@require_safe
def person_conversations(request: HttpRequest, person: Person) -> HttpResponseBase:
    """The contact log of a person."""
    log = replace(CONVERSATIONS, title=_("Gespräche mit %(person)s") % {"person": person}, bulk=())
    back = [(_("Zur Person"), person.get_absolute_url())]
    return log.respond(request, of_person(user_of(request), person), links=back)


def show(
    request: HttpRequest, conversation: Conversation, *, answer: AnswerForm | None = None, note: NoteForm | None = None
) -> HttpResponseBase:
    """The page, with forms that were sent and refused."""
    page = conversation_page(user_of(request), conversation)
    context: dict[str, Any] = {
        "page": page,
        "conversation": conversation,
        "language_name": name_of(conversation.language),
        "topic_name": conversation.topic.name_in(page_language()) if conversation.topic else "",
        "form": answer or AnswerForm(conversation, page.ways, page.seen),
        "note_form": note or NoteForm(),
        "close_form": CloseForm(),
        "assign_form": AssignForm(initial={"assigned_to": str(conversation.assigned_to_id or "")}),
        "is_overdue": conversation.state == Conversation.State.OPEN
        and conversation.due_at is not None
        and conversation.due_at < timezone.now(),
        "has_machine": is_set_up() and page.may_change and not conversation.emptied_at,
        "for_machine": len(untranslated([shown.entry for shown in page.entries])),
    }
    return render(request, "inbox/conversation.html", context)
