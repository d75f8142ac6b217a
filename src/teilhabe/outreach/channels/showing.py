"""Plain texts as previews show them."""

from __future__ import annotations

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe


def as_paragraphs(text: str) -> SafeString:
    """Escaped; lines stay lines, empty lines part paragraphs."""
    return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308  # linebreaks escapes it
