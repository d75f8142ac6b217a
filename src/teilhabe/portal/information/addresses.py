"""The addresses of public pages as other programs and paper need them: complete, with the language of the site."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

_ANY = "x"


def site_address(request: HttpRequest | None = None) -> str:
    """`https://www.example.org`: as the setting says, else as it was asked for; "" where nobody asked."""
    known: str = settings.PUBLIC_ADDRESS
    return known or (request.build_absolute_uri("/").rstrip("/") if request else "")


def page_address(site_language: str, key: str, site: str = "") -> str:
    return site + _pattern(site_language).replace(f"/{_ANY}/", f"/{key}/")


def address_in(site_language: str, name: str, site: str = "", **values: object) -> str:
    """Any route of the site in this language."""
    with override(site_language):
        return site + reverse(name, kwargs=values or None)


def _pattern(site_language: str) -> str:
    """Resolved once per list rather than per item: it takes longer than everything else about an address."""
    with override(site_language):
        return reverse("information:item", kwargs={"key": _ANY})
