"""What every page of the site knows."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext

from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.languages import is_rtl, language_of
from teilhabe.portal.information.frame import NO_FRAME, Frame, frame_of


def site(request: HttpRequest) -> dict[str, Any]:
    """Who runs the site, whether its people are invented, and the same page in the other languages.

    `frame` is asked for by public pages only: it costs them one query.
    """
    code = get_language() or settings.LANGUAGE_CODE
    return {
        "office_name": settings.OFFICE_NAME,
        "demo": settings.DEMO,
        "languages": languages(request.path),
        "page_language": language_of(code),
        "page_is_rtl": is_rtl(language_of(code)),
        "page_path": request.path,
        "area": area_of(request),
        "public_address": settings.PUBLIC_ADDRESS,
        "frame": SimpleLazyObject(partial(_frame, code)),
    }


AREAS = {
    "information:events": "events",
    "information:month": "events",
    "information:places": "places",
    "partners": "partners",
}
ROOMS = ("information", "volunteering")


def area_of(request: HttpRequest) -> str:
    """Which entry of the navigation the page belongs to; a page that knows better says so itself."""
    match = request.resolver_match
    if match is None:
        return ""
    others = match.namespace if match.namespace in ROOMS else "monitor" if "city" in match.kwargs else ""
    return AREAS.get(match.view_name, others)


def _frame(code: str) -> Frame:
    """A page that tells of trouble is shown without what the database cannot say."""
    try:
        return frame_of(shelf(code))
    except DatabaseError:
        return NO_FRAME


def languages(path: str) -> list[dict[str, Any]]:
    """One entry per language in which the page exists; one that has it under no address leads to the start page."""
    return [
        {
            "code": code,
            "language": language_of(code),
            "name": name,
            "address": _address(path, code),
            "is_current": code == get_language(),
        }
        for code, name in languages_of(path)
    ]


def languages_of(path: str) -> list[tuple[str, str]]:
    """Pairs of code and own name: in which languages the page of this address, in the language of the page, exists."""
    rooms = {gettext("buero/"): settings.OFFICE_LANGUAGES, gettext("konto/"): settings.ACCOUNT_LANGUAGES}
    found = (known for room, known in rooms.items() if path.startswith(f"/{get_language()}/{room}"))
    return next(found, settings.LANGUAGES)


def _address(path: str, code: str) -> str:
    address = translate_url(path, code)
    return address if address.startswith(f"/{code}/") else f"/{code}/"
