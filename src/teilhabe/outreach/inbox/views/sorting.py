"""What a conversation is about, who looks after it, whether it is done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import form_page
from teilhabe.core.language import told
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.actions.conversations import (
    AssignConversation,
    ChangeConversation,
    CloseConversation,
    OfConversation,
    ReopenConversation,
    ThrowAway,
)
from teilhabe.outreach.inbox.actions.translating import KeepFromMachine, LetMachineRead
from teilhabe.outreach.inbox.forms.sorting import AssignForm, CloseForm, DetailsForm
from teilhabe.outreach.inbox.models import Conversation


@permitted(Conversation, CHANGE, key="conversation")
@require_POST
def take(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    user = user_of(request)
    action = AssignConversation(by=user, conversation=conversation, assigned_to=User.objects.get(pk=user.pk))
    return _done(request, action, _("Sie sind jetzt zuständig."))


@permitted(Conversation, CHANGE, key="conversation")
@require_POST
def assign(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    form = AssignForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Bitte wählen Sie jemanden aus der Liste."))
        return redirect(conversation)
    chosen = form.cleaned_data["assigned_to"]
    somebody = User.objects.filter(pk=chosen).first() if chosen else None
    action = AssignConversation(by=user_of(request), conversation=conversation, assigned_to=somebody)
    sentence = (
        _("Zuständig ist jetzt: %(name)s.") % {"name": somebody.name} if somebody else _("Niemand ist zuständig.")
    )
    return _done(request, action, sentence)


@permitted(Conversation, CHANGE, key="conversation")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    form = DetailsForm(conversation, request.POST or None)
    return form_page(
        request,
        form,
        lambda: ChangeConversation(by=user_of(request), conversation=conversation, values=form.values()).run(),
        done=_("Die Angaben sind gespeichert."),
        back=conversation.get_absolute_url(),
        title=_("Angaben zum Gespräch"),
    )


@permitted(Conversation, CHANGE, key="conversation")
@require_POST
def close(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Bitte wählen Sie einen Grund."))
        return redirect(conversation)
    closing = form.cleaned_data["closing"]
    return _done(
        request,
        CloseConversation(by=user_of(request), conversation=conversation, closing=closing),
        _("Erledigt. Sie können das Gespräch wieder öffnen."),
    )


@permitted(Conversation, CHANGE, key="conversation")
@require_POST
def reopen(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    action = ReopenConversation(by=user_of(request), conversation=conversation)
    return _done(request, action, _("Das Gespräch ist wieder offen."))


@permitted(Conversation, CHANGE, key="conversation")
@require_POST
def throw_away(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    action = ThrowAway(by=user_of(request), conversation=conversation)
    return _done(request, action, _("Das Gespräch ist im Papierkorb. Sie können es wieder öffnen."))


@permitted(Conversation, CHANGE, key="conversation")
@require_POST
def machine(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    """The button that sends a conversation to the translation service, and the one that ends it."""
    user = user_of(request)
    if "stop" in request.POST:
        kept = KeepFromMachine(by=user, conversation=conversation)
        return _done(request, kept, _("Was noch kommt, wird nicht mehr maschinell übersetzt."))
    read = LetMachineRead(by=user, conversation=conversation)
    return _done(request, read, _("Die Maschine übersetzt. Laden Sie die Seite in ein paar Sekunden neu."))


def _done(request: HttpRequest, action: OfConversation, sentence: str) -> HttpResponseBase:
    """Back to the conversation, where the change can be undone."""
    try:
        action.run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, sentence)
    return redirect(action.conversation)
