"""The public pages of information. Each is rendered once per state of the shelf and kept (see `frame.kept_page`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from teilhabe.core.access.routes import public
from teilhabe.outreach.content.models import Category, InfoItem
from teilhabe.outreach.content.published import Reading, Shelf, shelf
from teilhabe.outreach.languages import Level, own_name
from teilhabe.portal.addresses import page_query
from teilhabe.portal.information import agenda, places, presentation
from teilhabe.portal.information.frame import kept_page, readers_language
from teilhabe.portal.information.search.find import find

Kind = InfoItem.Kind
AREAS_OF_KINDS: Mapping[str, str] = {Kind.EVENT: "events", Kind.PLACE: "places"}
ON_HOME = 4
DATES_SHOWN = 6
MOST_SEARCHED = 100
"""Letters of a search that count."""
YEARS_SHOWN = 3
"""How far the calendar can be turned from today, in both directions."""


@public
@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """The ways in: life situations, audiences, search; what comes next and what is new."""
    known, now = shelf(readers_language()), _this_minute()
    return kept_page(request, "information/home.html", known, lambda: home_of(known, now), now.isoformat())


def home_of(known: Shelf, now: datetime) -> dict[str, Any]:
    """What the home of information shows; the start page shows its upper part."""
    return {
        "is_empty": not known.readings,
        "situations": presentation.tiles(known, Category.Kind.SITUATION),
        "audiences": presentation.tiles(known, Category.Kind.AUDIENCE),
        "topics": presentation.tiles(known, Category.Kind.TOPIC),
        "meetings": agenda.next_of_each(known, now, ON_HOME),
        "news": presentation.newest(known.of(Kind.NEWS))[:ON_HOME],
        "site_language": known.site_language,
    }


@public
@require_safe
def category(request: HttpRequest, key: str) -> HttpResponseBase:
    known = shelf(readers_language())
    found = Category.objects.filter(key=key).first()
    if found is None:
        raise Http404
    return kept_page(request, "information/category.html", known, lambda: _category(known, found), _today())


def _category(known: Shelf, found: Category) -> dict[str, Any]:
    texts, happenings, questions = presentation.pages_and_questions(known.of(category=found.key))
    return {
        "key": found.key,
        "name": presentation.name_of(found, known.site_language),
        "icon": presentation.icon_of(found.icon or found.key),
        "texts": texts,
        "happenings": happenings,
        "questions": [(each, presentation.marked_html(each)) for each in questions],
        "site_language": known.site_language,
    }


@public
@require_safe
def item(request: HttpRequest, key: str) -> HttpResponseBase:
    """One item; `level` asks for the same text in plain or easy words, where there is one."""
    level = request.GET.get("level", "")
    level = level if level in set(Level) else ""
    known, now = shelf(readers_language(), level), _this_minute()
    reading = known.by_key.get(key)
    if reading is None:
        raise Http404
    moment = now.isoformat() if reading.kind in (Kind.EVENT, Kind.PLACE) else _today()
    return kept_page(request, "information/item.html", known, lambda: _item(reading, known, now), level, moment)


def _item(reading: Reading, known: Shelf, now: datetime) -> dict[str, Any]:
    return {
        "reading": reading,
        "area": AREAS_OF_KINDS.get(reading.kind, "information"),
        "text": presentation.marked_html(reading),
        "is_foreign": presentation.is_foreign(reading, known.site_language),
        "offers": presentation.offers(reading, known.site_language),
        "related": presentation.related(reading, known),
        "canonical": presentation.canonical(reading, known.site_language),
        "picture": presentation.picture_of(reading, known.site_language),
        "text_language": own_name(reading.language),
        "meetings": agenda.meetings_of(reading, known, now, DATES_SHOWN),
        "rhythm": agenda.rhythm_of(reading, known),
        "place": places.place_of(reading, known, now) if reading.kind == Kind.PLACE else None,
        "site_language": known.site_language,
    }


@public
@require_safe
def news(request: HttpRequest) -> HttpResponseBase:
    known = shelf(readers_language())
    return kept_page(
        request,
        "information/news.html",
        known,
        lambda: {"news": presentation.newest(known.of(Kind.NEWS)), "site_language": known.site_language},
    )


@public
@require_safe
def events(request: HttpRequest) -> HttpResponseBase:
    """Every event with its next date as a list; the calendar of this month is one link away."""
    known, now = shelf(readers_language()), _this_minute()
    return kept_page(
        request,
        "information/events.html",
        known,
        lambda: {
            "meetings": agenda.next_of_each(known, now),
            "today": timezone.localdate(now),
            "site_language": known.site_language,
        },
        now.isoformat(),
    )


@public
@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponseBase:
    """One page of the calendar; 404 beyond the years in which anybody plans."""
    today = timezone.localdate()
    if not 1 <= month <= 12 or abs(year - today.year) > YEARS_SHOWN:
        raise Http404
    known = shelf(readers_language())
    return kept_page(
        request,
        "information/month.html",
        known,
        lambda: {"month": agenda.month(known, year, month, today), "site_language": known.site_language},
        _today(),
    )


@public
@require_safe
def places_page(request: HttpRequest) -> HttpResponseBase:
    """All places, or those that the query asks for (`language`, `district`, `open`)."""
    known, now = shelf(readers_language()), _this_minute()
    all_places = places.places(known, now)
    choice = _choice(request, all_places)
    return kept_page(
        request,
        "information/places.html",
        known,
        lambda: {
            "places": places.narrowed(all_places, choice),
            "has_any": bool(all_places),
            "choice": choice,
            "spoken": places.spoken_at(all_places),
            "districts": places.districts_of(all_places),
            "site_language": known.site_language,
            "page_query": page_query(language=choice.language, district=choice.district, open="1" * choice.is_open),
        },
        now.isoformat(),
        *choice.parts,
    )


def _choice(request: HttpRequest, known: list[places.Place]) -> places.Choice:
    language, district = request.GET.get("language", ""), request.GET.get("district", "")
    return places.Choice(
        language if any(language == each.code for each in places.spoken_at(known)) else "",
        district if district in places.districts_of(known) else "",
        request.GET.get("open") == "1",
    )


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    sought = " ".join(request.GET.get("q", "").split())[:MOST_SEARCHED]
    known = shelf(readers_language())
    context = {
        "sought": sought,
        "found": find(readers_language(), sought) if sought else [],
        "situations": presentation.tiles(known, Category.Kind.SITUATION),
        "site_language": known.site_language,
        "page_query": page_query(q=sought),
    }
    return render(request, "information/search.html", context)


def _this_minute() -> datetime:
    return timezone.now().replace(second=0, microsecond=0)


def _today() -> str:
    return timezone.localdate().isoformat()
