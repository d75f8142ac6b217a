"""Who asked: somebody from the register, somebody new, or nobody we know."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from teilhabe.actors.actions.people import AddPerson
from teilhabe.actors.models import Person
from teilhabe.actors.selectors.people import people_of
from teilhabe.core.access.policy import CHANGE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import said_in_form
from teilhabe.core.language import told
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.actions.conversations import LinkPerson
from teilhabe.outreach.inbox.forms.sorting import NewPersonForm
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.outreach.inbox.selectors.pages import people_who_may_be
from teilhabe.outreach.inbox.views.joining import typed_words
from teilhabe.outreach.languages import language_of


@permitted(Conversation, CHANGE, key="conversation", makes=Person)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    """Choose among those who may be meant, look for somebody, or enter somebody new."""
    form = NewPersonForm(conversation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with said_in_form(form):
            added = _enter(user_of(request), conversation, form)
            messages.success(request, _("%(person)s ist eingetragen und zugeordnet.") % {"person": added})
            return redirect(conversation)
    typed = typed_words(request)
    context = {
        "conversation": conversation,
        "form": form,
        "typed": typed,
        "people": people_who_may_be(user_of(request), conversation, typed),
    }
    return render(request, "inbox/person.html", context)


@permitted(Conversation, CHANGE, key="conversation", makes=Person)
@require_POST
def person_link(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    """With `person` it is theirs; without, it is nobody's we know."""
    user, key = user_of(request), request.POST.get("person", "")
    found = _person(user, key) if key else None
    try:
        LinkPerson(by=user, conversation=conversation, person=found).run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(
            request,
            _("Das Gespräch gehört jetzt zu %(person)s.") % {"person": found}
            if found
            else _("Das Gespräch gehört zu niemandem mehr."),
        )
    return redirect(conversation)


def _person(user: User, key: str) -> Person:
    """Within the user's reach; who is no longer there cannot be chosen."""
    try:
        found = people_of(user).filter(pk=key).first()
    except ValidationError:
        found = None
    if found is None:
        raise PermissionDenied
    return found


def _enter(user: User, conversation: Conversation, form: NewPersonForm) -> Person:
    language = language_of(conversation.language)
    values = {
        "given_name": form.cleaned_data["given_name"],
        "family_name": form.cleaned_data["family_name"],
        "preferred_language": language,
        "languages": [language] if language else [],
        "district": conversation.district,
    }
    with transaction.atomic():
        added = AddPerson(by=user, values=values, contact_points=form.contact_points()).run()
        LinkPerson(by=user, conversation=conversation, person=added).run()
    return added
