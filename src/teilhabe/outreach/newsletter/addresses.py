"""The addresses in mails to readers: complete, in their language, and good without signing in."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def page(site_language: str, name: str, site: str = "", **values: object) -> str:
    """A public page of the site; `site` where no setting says under which name it is known."""
    with override(site_language):
        return f"{settings.PUBLIC_ADDRESS or site}{reverse(name, kwargs=values or None)}"


def preferences(site_language: str, token: str, site: str = "") -> str:
    return page(site_language, "subscription:preferences", site, token=token)


def leaving(site_language: str, token: str, site: str = "") -> str:
    """Where one POST, without a word more, ends the subscription (RFC 8058)."""
    return page(site_language, "subscription:leave", site, token=token)
