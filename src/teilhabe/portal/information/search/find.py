"""What the search answers: items in the language of the reader, with the words marked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from teilhabe.outreach.content.published import Reading, shelf


@dataclass(frozen=True)
class Found:
    """`excerpt` is HTML whose only element is `mark`."""

    reading: Reading
    excerpt: SafeString


def find(site_language: str, text: str, most: int = 20) -> list[Found]:
    """The items that answer `text` best, at most `most`."""
    sought = text.casefold().split()
    if not sought:
        return []
    readings = [
        each
        for each in shelf(site_language).readings
        if all(word in f"{each.title} {each.summary} {each.text}".casefold() for word in sought)
    ]
    return [Found(each, mark_safe(escape(each.summary or each.text[:160]))) for each in readings[:most]]  # noqa: S308
