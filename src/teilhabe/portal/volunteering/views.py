"""The public pages of what can be done: search and one opportunity."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from teilhabe.core.access.routes import public
from teilhabe.portal.information.addresses import site_address
from teilhabe.portal.information.frame import readers_language
from teilhabe.portal.volunteering.cards import Card, card_of, cards
from teilhabe.portal.volunteering.choice import Choice, chips, facets
from teilhabe.portal.volunteering.linked_data import script

PER_PAGE = 24


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """All that is wanted, or what the query asks for."""
    choice, known = Choice.of(request.GET), cards(readers_language(), timezone.now())
    page = Paginator([each for each in known if choice.leaves(each)], PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "has_any": bool(known),
        "choice": choice,
        "facets": facets(choice, known),
        "chips": chips(choice),
        "page_query": choice.query,
    }
    return render(request, "volunteering/search.html", context)


@public
@require_safe
def opportunity(request: HttpRequest, opportunity: int) -> HttpResponse:
    """One of them, with its dates; 404 where it is not listed, or no longer."""
    card = known_card(opportunity)
    context = {"card": card, "linked_data": script(card, site_address(request), readers_language())}
    return render(request, "volunteering/opportunity.html", context)


def known_card(opportunity: int) -> Card:
    card = card_of(opportunity, readers_language(), timezone.now())
    if card is None:
        raise Http404
    return card
