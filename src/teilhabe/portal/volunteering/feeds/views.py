"""The addresses of calendars and of the table."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from teilhabe.core.access.routes import public
from teilhabe.monitoring.rendered import rendered, respond
from teilhabe.portal.information.addresses import site_address
from teilhabe.portal.information.frame import readers_language
from teilhabe.portal.volunteering.cards import cards
from teilhabe.portal.volunteering.feeds import calendars
from teilhabe.portal.volunteering.feeds import table as tables
from teilhabe.portal.volunteering.views import known_card


@public
@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    """All dates of the weeks ahead that have a free place."""
    language = readers_language()
    dates = [(card, date) for card in cards(language, timezone.now()) for date in card.dates if not date.is_full]
    content = calendars.calendar(_("Mitmachen"), dates, site_address(request), language)
    return respond(request, rendered(content, calendars.CONTENT_TYPE))


@public
@require_safe
def one(request: HttpRequest, opportunity: int, shift: int) -> HttpResponseBase:
    """One date, to take along."""
    card = known_card(opportunity)
    dates = [(card, date) for date in card.dates if date.shift.pk == shift]
    if not dates:
        raise Http404
    content = calendars.calendar(card.title, dates, site_address(request), readers_language())
    return _file(request, "einsatz.ics", content, calendars.CONTENT_TYPE)


@public
@require_safe
def table(request: HttpRequest) -> HttpResponseBase:
    """In German, whatever the page: so the portals want it."""
    with override(tables.GERMAN):
        content = tables.table(cards(tables.GERMAN, timezone.now()), site_address(request))
    return _file(request, "freiwilligendatenbank.csv", content, "text/csv; charset=utf-8")


def _file(request: HttpRequest, name: str, content: bytes, content_type: str) -> HttpResponseBase:
    """To be saved; 304 for whoever has it already."""
    response = respond(request, rendered(content, content_type))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
