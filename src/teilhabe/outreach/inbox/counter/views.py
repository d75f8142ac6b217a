"""One page on which a call or a visit is noted; a fresh one follows, with what was noted above it."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.actors.models import Person
from teilhabe.actors.selectors.people import people_of
from teilhabe.core.access.policy import ADD
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.users.models import User
from teilhabe.outreach.inbox.counter.actions import TakeNote
from teilhabe.outreach.inbox.counter.callers import candidates
from teilhabe.outreach.inbox.counter.forms import NoteForm
from teilhabe.outreach.inbox.models import Conversation


@permitted(Conversation, ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest) -> HttpResponseBase:
    """The form; "Suchen" asks for it again with the people who may be meant, and loses nothing that was typed."""
    user = user_of(request)
    is_looking = "look" in request.POST
    form = NoteForm(request.POST if request.method == "POST" and not is_looking else None, initial=_known(request))
    if request.method == "POST" and not is_looking and form.is_valid():
        made = TakeNote(by=user, **form.values(_person(user, request.POST.get("person", "")))).run()
        return redirect(f"{reverse('counter:note')}?noted={made.pk}")
    typed = request.POST.get("caller", "")
    context = {
        "form": form,
        "people": candidates(user, typed),
        "chosen": request.POST.get("person", ""),
        "typed": typed,
        "noted": _noted(request.GET.get("noted", "")),
    }
    return render(request, "counter/note.html", context)


@permitted(Conversation, ADD)
@require_safe
def callers(request: HttpRequest) -> HttpResponseBase:
    """The people who may be meant, while somebody types: a piece of the page."""
    typed = request.GET.get("q", "")[:200]
    context = {"people": candidates(user_of(request), typed), "typed": typed, "chosen": ""}
    return render(request, "counter/_callers.html", context)


def _known(request: HttpRequest) -> dict[str, object]:
    known: dict[str, object] = {"ticket": secrets.token_hex(12), "assigned_to": ""}
    typed = {name: value for name, value in request.POST.items() if name in NoteForm.base_fields}
    return {**known, **typed}


def _person(user: User, key: str) -> Person | None:
    """Within the user's reach; somebody who is no longer there is nobody."""
    try:
        return people_of(user).filter(pk=key).first() if key else None
    except ValidationError:
        return None


def _noted(key: str) -> Conversation | None:
    return Conversation.objects.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
