"""The language of the page, for texts that bring both of theirs with them instead of a catalogue."""

from __future__ import annotations

from typing import cast

from django.utils.translation import get_language

from teilhabe.errors import TeilhabeError
from teilhabe.text import Language


def page_language() -> Language:
    return cast(Language, get_language() or "de")


def told(error: TeilhabeError) -> str:
    """What is wrong, for whoever looks at the page."""
    return error.text.in_language(page_language())
