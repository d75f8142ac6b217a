"""The public start page, the pages that the law asks for, and the health of the site."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from teilhabe.core.access.routes import public
from teilhabe.core.language import page_language
from teilhabe.monitoring.models import Publication
from teilhabe.monitoring.presentation import cards_by_id
from teilhabe.monitoring.rendered import PAGES, Rendered, html, respond
from teilhabe.monitoring.selectors import city_page, current_publications, release_of
from teilhabe.outreach.content.published import Shelf, shelf
from teilhabe.portal.example import example_of
from teilhabe.portal.health import health_now
from teilhabe.portal.information.frame import readers_language
from teilhabe.portal.information.views import home_of
from teilhabe.release.pages import Card, CityPage
from teilhabe.text import Language

KEY_FIGURES = 3


@public
@require_safe
def start(request: HttpRequest) -> HttpResponseBase:
    """Information first, where there is any; then the published cities and one figure with its whole calculation."""
    publications = list(current_publications())
    language = page_language()
    known, now = shelf(readers_language()), timezone.now().replace(second=0, microsecond=0)
    moment = now.isoformat() if known.readings else ""
    key = (*(publication.release_id for publication in publications), request.path, language, known.stamp, moment)
    return respond(request, PAGES.get(key, lambda: _start(request, publications, language, known, now)))


def _start(
    request: HttpRequest, publications: list[Publication], language: Language, shelf: Shelf, now: datetime
) -> Rendered:
    releases = map(release_of, publications)
    known = [(city_page(release, language), release) for release in releases]
    known.sort(key=lambda pair: (pair[0].invented, pair[0].name))
    context = {
        **home_of(shelf, now),
        "cities": [(page, _key_figures(page)) for page, _release in known],
        "example": next((found for page, release in known if (found := example_of(release, page, language))), None),
    }
    return html(render_to_string("portal/start.html", context, request))


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"checked_on": settings.ACCESSIBILITY_CHECKED_ON, "feedback_address": settings.FEEDBACK_ADDRESS}
    return render(request, "portal/accessibility.html", context)


@public
@require_safe
def legal_notice(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/legal_notice.html", {"legal_notice": settings.LEGAL_NOTICE})


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html")


@public
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 and the measured values, or 503 and what is wrong."""
    state = health_now()
    content = {"status": "error" if state.problems else "ok", "problems": state.problems, **asdict(state)}
    return JsonResponse(content, status=503 if state.problems else 200, headers={"Cache-Control": "no-store"})


def _key_figures(page: CityPage) -> list[Card]:
    cards = cards_by_id(page)
    chosen = (cards[key] for key in page.key_indicators if key in cards)
    return [card for card in chosen if card.headline][:KEY_FIGURES]
