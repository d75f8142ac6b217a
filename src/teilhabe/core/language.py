"""The language of the page, for texts that bring both of theirs with them instead of a catalogue."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language

from teilhabe.errors import TeilhabeError
from teilhabe.text import Language


def page_language() -> Language:
    """German on German pages, plain ones too; English on all others."""
    return office_language(get_language() or "de")


def office_language(code: str) -> Language:
    """In which of its languages the office writes to somebody who reads the language of this code."""
    return "de" if code.startswith("de") else "en"


def account_languages() -> list[tuple[str, str]]:
    """Pairs of code and own name of what somebody can choose for their account; asked anew, as a site chooses them."""
    return settings.ACCOUNT_LANGUAGES


def told(error: TeilhabeError) -> str:
    """What is wrong, for whoever looks at the page."""
    return error.text.in_language(page_language())
