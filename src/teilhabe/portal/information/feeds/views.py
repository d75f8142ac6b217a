"""The addresses of feeds: kept ready per state of the shelf, 304 for who has it already."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from teilhabe.core.access.routes import public
from teilhabe.monitoring.rendered import PAGES, rendered, respond
from teilhabe.outreach.content.models import Category
from teilhabe.outreach.content.published import Shelf, shelf
from teilhabe.outreach.languages import language_of
from teilhabe.portal.information.addresses import address_in, site_address
from teilhabe.portal.information.feeds import atom as atom_format
from teilhabe.portal.information.feeds import calendars, json_feed
from teilhabe.portal.information.feeds.contents import BEGINNING, Channel, newest
from teilhabe.portal.information.frame import readers_language

Write = Callable[[Channel, dict[str, str]], bytes]


@public
@require_safe
def atom(request: HttpRequest, key: str = "") -> HttpResponseBase:
    """The newest items of everything or of one category."""
    return _feed(request, key, atom_format.atom, atom_format.CONTENT_TYPE)


@public
@require_safe
def json(request: HttpRequest, key: str = "") -> HttpResponseBase:
    return _feed(request, key, json_feed.json_feed, json_feed.CONTENT_TYPE)


@public
@require_safe
def dates(request: HttpRequest, key: str = "") -> HttpResponseBase:
    """All events, or those of one category, to subscribe to."""
    known, site, name = shelf(readers_language()), site_address(request), _title(key)
    return _kept(
        request,
        known,
        lambda: calendars.calendar(name, known, known.of(category=key), site, urlsplit(site).hostname or ""),
        calendars.CONTENT_TYPE,
    )


@public
@require_safe
def event(request: HttpRequest, key: str) -> HttpResponseBase:
    """One event as a file."""
    known, site = shelf(readers_language()), site_address(request)
    reading = known.by_key.get(key)
    if reading is None or reading.item_id not in known.dates:
        raise Http404
    host = urlsplit(site).hostname or ""
    return _kept(
        request,
        known,
        lambda: calendars.calendar(reading.title, known, (reading,), site, host),
        calendars.CONTENT_TYPE,
    )


def _feed(request: HttpRequest, key: str, write: Write, content_type: str) -> HttpResponseBase:
    known, title = shelf(readers_language()), _title(key)
    return _kept(request, known, lambda: write(_channel(request, known, key, title), _names(known)), content_type)


def _channel(request: HttpRequest, known: Shelf, key: str, title: str) -> Channel:
    site = site_address(request)
    page = {"name": "information:category", "key": key} if key else {"name": "information:home"}
    return Channel(
        title=title,
        language=language_of(known.site_language),
        publisher=settings.OFFICE_NAME or title,
        licence=settings.CONTENT_LICENCE,
        address=site + request.path,
        page=address_in(known.site_language, site=site, **page),
        site=site,
        entries=newest(known, key),
        site_language=known.site_language,
    )


def _title(key: str) -> str:
    """404 for a category that does not exist."""
    name = settings.OFFICE_NAME or _("Informationen")
    if not key:
        return name
    category = Category.objects.filter(key=key).first()
    if category is None:
        raise Http404
    return f"{name}: {category.name_in(language_of(readers_language()))}"


def _names(known: Shelf) -> dict[str, str]:
    return {each.key: each.name_in(language_of(known.site_language)) for each in Category.objects.all()}


def _kept(request: HttpRequest, known: Shelf, make: Callable[[], bytes], content_type: str) -> HttpResponseBase:
    """A program that knows no tags is answered by the date; calendars have none, because in them events may vanish."""
    newest_of_all = max((reading.changed_at for reading in known.readings), default=BEGINNING)
    name = ("feed", site_address(request), request.path, known.stamp, str(newest_of_all))
    response = respond(request, PAGES.get(name, lambda: rendered(make(), content_type)))
    if content_type == calendars.CONTENT_TYPE:
        return response
    response.headers["Last-Modified"] = http_date(newest_of_all.timestamp())
    moment = int(newest_of_all.timestamp())
    is_known = "If-None-Match" not in request.headers and get_conditional_response(request, None, moment) is not None
    return HttpResponseNotModified(headers=dict(response.headers)) if is_known else response
