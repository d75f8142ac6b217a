"""The language of the page, for texts that bring both of theirs with them instead of a catalogue."""

from __future__ import annotations

from django.utils.translation import get_language

from teilhabe.errors import TeilhabeError
from teilhabe.text import Language


def page_language() -> Language:
    """German on German pages, plain ones too; English on all others."""
    return "de" if (get_language() or "de").startswith("de") else "en"


def told(error: TeilhabeError) -> str:
    """What is wrong, for whoever looks at the page."""
    return error.text.in_language(page_language())
