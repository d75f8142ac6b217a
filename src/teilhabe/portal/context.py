"""What every page of the site knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


def site(request: HttpRequest) -> dict[str, Any]:
    """Who runs the site, whether its people are invented, and the same page in the other languages."""
    return {"office_name": settings.OFFICE_NAME, "demo": settings.DEMO, "languages": languages(request.path)}


def languages(path: str) -> list[dict[str, Any]]:
    """One entry per language; a page that exists in one language only leads to the start page of the other."""
    return [
        {"code": code, "name": name, "address": _address(path, code), "is_current": code == get_language()}
        for code, name in settings.LANGUAGES
    ]


def _address(path: str, code: str) -> str:
    address = translate_url(path, code)
    return address if address.startswith(f"/{code}/") else f"/{code}/"
