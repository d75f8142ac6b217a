"""Ranked people for an opportunity and ranked opportunities for a person; one press proposes or asks."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from teilhabe.core.access.policy import VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import told
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.actions import Ask, Propose
from teilhabe.engagement.placements.filling import places_left
from teilhabe.engagement.placements.models import Proposal
from teilhabe.engagement.placements.selectors.reading import suggestible
from teilhabe.engagement.placements.selectors.suggesting import for_opportunity, for_volunteer
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

METHODS = ["GET", "HEAD", "POST"]
Pair = tuple[Volunteer, Opportunity]


@permitted(Opportunity, VIEW, key="opportunity", makes=Proposal)
@require_http_methods(METHODS)
def suggestions(request: HttpRequest, opportunity: Opportunity) -> HttpResponseBase:
    if request.method == "POST":
        chosen = suggestible().filter(pk__in=_keys(request)).select_related("person").order_by("pk")
        _propose(request, [(each, opportunity) for each in chosen])
        return redirect("placements:suggestions", opportunity=opportunity.pk)
    context = {
        "opportunity": opportunity,
        "found": for_opportunity(opportunity),
        "left": places_left(opportunity),
        "is_wanted": opportunity.state in (Opportunity.State.OPEN, Opportunity.State.PAUSED),
    }
    return render(request, "placements/suggestions.html", context)


@permitted(Volunteer, VIEW, key="volunteer", makes=Proposal)
@require_http_methods(METHODS)
def suitable(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    if request.method == "POST":
        chosen = Opportunity.objects.filter(pk__in=_keys(request)).order_by("pk")
        _propose(request, [(volunteer, each) for each in chosen])
        return redirect("placements:suitable", volunteer=volunteer.pk)
    context = {
        "volunteer": volunteer,
        "found": for_volunteer(volunteer),
        "can_be_proposed": suggestible().filter(pk=volunteer.pk).exists(),
    }
    return render(request, "placements/suitable.html", context)


def _keys(request: HttpRequest) -> list[str]:
    """Of the chosen rows; what can be no key is left out."""
    return [key for key in request.POST.getlist("row") if key.isdigit()][:100]


def _propose(request: HttpRequest, pairs: Iterable[Pair]) -> None:
    """All of them or none; says what was done, or what was in the way."""
    try:
        with transaction.atomic():
            made = [_proposed(user_of(request), pair, is_asked="ask" in request.POST) for pair in pairs]
    except InputError as error:
        messages.error(request, told(error))
        return
    if not made:
        messages.error(request, _("Bitte wählen Sie zuerst jemanden aus."))
        return
    _tell(request, made)


def _proposed(user: User, pair: Pair, *, is_asked: bool) -> Proposal:
    volunteer, opportunity = pair
    proposal = Propose(by=user, volunteer=volunteer, opportunity=opportunity).run()
    return Ask(by=user, proposal=proposal).run() if is_asked else proposal


def _tell(request: HttpRequest, made: list[Proposal]) -> None:
    to_call = [str(each.volunteer) for each in made if each.state == Proposal.State.ASKED and each.is_due]
    if "ask" in request.POST:
        sentence = ngettext("%(count)s Anfrage ist unterwegs.", "%(count)s Anfragen sind unterwegs.", len(made))
    else:
        sentence = ngettext("%(count)s Vorschlag ist vorgemerkt.", "%(count)s Vorschläge sind vorgemerkt.", len(made))
    if len(made) > len(to_call):
        messages.success(request, sentence % {"count": len(made) - len(to_call)})
    if to_call:
        names = {"names": ", ".join(to_call)}
        messages.warning(request, _("Ohne E-Mail-Adresse, bitte anrufen: %(names)s.") % names)
