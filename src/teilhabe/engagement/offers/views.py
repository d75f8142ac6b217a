"""Offers: the list, one of them, taking one in, moving it on."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from teilhabe.actors.choices import field_names
from teilhabe.actors.models import Person
from teilhabe.actors.selectors.people import people_of
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import form_page, said_in_form
from teilhabe.core.language import told
from teilhabe.core.users.models import User
from teilhabe.engagement.offers.actions import (
    AssignOffer,
    ChangeOffer,
    GoOn,
    MakeVolunteer,
    OpenConversation,
    TakeOffer,
)
from teilhabe.engagement.offers.forms import AssignForm, FromConversationForm, GoOnForm, NoteForm, OfferForm
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.offers.policies import OFFERS
from teilhabe.engagement.offers.selectors import listed, offer_page
from teilhabe.engagement.offers.snippets import AddOfferSnippets, are_missing
from teilhabe.engagement.offers.tables import OFFER_LIST
from teilhabe.engagement.offers.tabs import OPEN, tabs
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.volunteers.timetable import picture
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.choices import name_of
from teilhabe.outreach.inbox.counter.callers import candidates
from teilhabe.outreach.inbox.models import Conversation, Entry, Snippet

METHODS = ["GET", "HEAD", "POST"]


@permitted(Offer, VIEW)
def offers(request: HttpRequest) -> HttpResponseBase:
    """What is open, the longest waiting first, until somebody asks for something else."""
    user = user_of(request)
    if request.method == "GET" and not request.GET:
        request.GET = QueryDict(OPEN)
    is_page = request.method == "GET" and "export" not in request.GET
    links = [(_("Angebot aufnehmen"), reverse("offers:note"))] if OFFERS.allows(user, ADD) else []
    context = {"tabs": [*tabs(user)] if is_page else [], "open": OPEN, "has_no_snippets": is_page and are_missing(user)}
    return OFFER_LIST.respond(request, listed(user), links=links, **context)


@permitted(Offer, VIEW, key="offer")
@require_safe
def offer(request: HttpRequest, offer: Offer) -> HttpResponseBase:
    return _page(request, offer)


def _page(request: HttpRequest, offer: Offer, *, go_on: GoOnForm | None = None) -> HttpResponse:
    user = user_of(request)
    context = {
        "page": offer_page(user, offer),
        "offer": offer,
        "language": name_of(offer.language),
        "wishes": field_names(offer.fields),
        "week": picture(offer.week) if offer.week else "",
        "may_change": OFFERS.allows(user, CHANGE),
        "go_on": go_on or GoOnForm(initial=_proposed(offer)),
        "assign_form": AssignForm(initial={"assigned_to": str(offer.assigned_to_id or "")}),
    }
    return render(request, "offers/offer.html", context)


def _proposed(offer: Offer) -> dict[str, Any]:
    state = Offer.State.CONTACT if offer.state == Offer.State.NEW else offer.state
    return {"state": state, "follow_up_on": offer.follow_up_on, "reason": offer.reason}


@permitted(Offer, ADD)
@require_http_methods(METHODS)
def note(request: HttpRequest) -> HttpResponseBase:
    """Taken down while somebody speaks; "Suchen" asks for the form again with the people who may be meant."""
    user = user_of(request)
    is_sent = request.method == "POST" and "look" not in request.POST
    form = NoteForm(request.POST if is_sent else None, initial=_typed(request))
    if is_sent and form.is_valid():
        made = _taken(user, form, request.POST.get("person", ""))
        return redirect(f"{reverse('offers:note')}?noted={made.pk}")
    typed = request.POST.get("caller", "")
    context = {
        "form": form,
        "people": candidates(user, typed),
        "chosen": request.POST.get("person", ""),
        "typed": typed,
        "noted": _noted(user, request.GET.get("noted", "")),
    }
    return render(request, "offers/note.html", context)


def _taken(user: User, form: NoteForm, person: str, conversation: Conversation | None = None) -> Offer:
    offered, keeper = form.offered(conversation), form.keeper()
    return TakeOffer(by=user, offered=offered, person=_person(user, person), assigned_to=keeper).run()


def _typed(request: HttpRequest) -> dict[str, object]:
    typed = {name: value for name, value in request.POST.items() if name in NoteForm.base_fields}
    return {"ticket": secrets.token_hex(12), **typed}


def _person(user: User, key: str) -> Person | None:
    """Within the user's reach; somebody who is no longer there is nobody."""
    try:
        return people_of(user).filter(pk=key).first() if key else None
    except ValidationError:
        return None


def _noted(user: User, key: str) -> Offer | None:
    return OFFERS.reach(user).filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None


@permitted(Conversation, VIEW, key="conversation", makes=Offer)
@require_http_methods(METHODS)
def from_conversation(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    """An offer out of a message; what was written is filled in already."""
    user = user_of(request)
    form = FromConversationForm(request.POST or None, initial=_written(conversation))
    if request.method == "POST" and form.is_valid():
        made = _taken(user, form, "", conversation)
        messages.success(request, _("Das Angebot ist aufgenommen."))
        return redirect(made)
    return render(request, "offers/from_conversation.html", {"form": form, "conversation": conversation})


def _written(conversation: Conversation) -> dict[str, Any]:
    first = conversation.entries.filter(kind=Entry.Kind.INCOMING).order_by("at").first()
    language = conversation.language.partition("-")[0]
    return {
        "ticket": secrets.token_hex(12),
        "caller": conversation.sender_address,
        "name": conversation.sender_name,
        "language": language,
        "text": (first.translation or first.text)[:4000] if first else conversation.subject_line,
        "assigned_to": str(conversation.assigned_to_id or ""),
    }


@permitted(Offer, CHANGE, key="offer")
def change(request: HttpRequest, offer: Offer) -> HttpResponseBase:
    form = OfferForm(request.POST or None, initial=OfferForm.initial_of(offer))
    return form_page(
        request,
        form,
        lambda: ChangeOffer(by=user_of(request), offer=offer, values=form.values()).run(),
        done=_("Die Angaben sind gespeichert."),
        back=offer.get_absolute_url(),
        title=_("Angebot ändern"),
    )


@permitted(Offer, CHANGE, key="offer")
@require_POST
def go_on(request: HttpRequest, offer: Offer) -> HttpResponseBase:
    form = GoOnForm(request.POST)
    if form.is_valid():
        with said_in_form(form):
            GoOn(by=user_of(request), offer=offer, **form.cleaned_data).run()
    if not form.is_valid():
        return _page(request, offer, go_on=form)
    messages.success(request, _("Gespeichert: %(state)s.") % {"state": offer.get_state_display()})
    return redirect(offer)


@permitted(Offer, CHANGE, key="offer")
@require_POST
def assign(request: HttpRequest, offer: Offer) -> HttpResponseBase:
    form = AssignForm(request.POST)
    if form.is_valid():
        AssignOffer(by=user_of(request), offer=offer, assigned_to=form.keeper()).run()
        messages.success(request, _("Die Zuständigkeit ist gespeichert."))
    return redirect(offer)


@permitted(Offer, CHANGE, key="offer", makes=Volunteer)
@require_POST
def make_volunteer(request: HttpRequest, offer: Offer) -> HttpResponseBase:
    """With `person` it is theirs; without, whoever has the contact and the name, or somebody new."""
    user = user_of(request)
    chosen = _person(user, request.POST.get("person", ""))
    try:
        made = MakeVolunteer(by=user, offer=offer, person=chosen).run()
    except InputError as error:
        messages.error(request, told(error))
        return redirect(offer)
    messages.success(
        request, _("%(person)s ist aufgenommen. Das Angebot wartet jetzt auf eine Aufgabe.") % {"person": made.person}
    )
    return redirect(Volunteer.objects.get(person=made.person_id))


@permitted(Offer, CHANGE, key="offer", makes=Conversation)
@require_POST
def answer(request: HttpRequest, offer: Offer) -> HttpResponseBase:
    """Leads to the conversation in which the offer is answered; begins it where there is none."""
    conversation = OpenConversation(by=user_of(request), offer=offer).run().conversation
    assert conversation is not None  # the action promises it
    return redirect(conversation)


@permitted(Snippet, ADD)
@require_POST
def add_snippets(request: HttpRequest) -> HttpResponseBase:
    AddOfferSnippets(by=user_of(request)).run()
    messages.success(request, _("Die Textbausteine für Angebote stehen jetzt im Posteingang bereit."))
    return redirect("offers:offers")
