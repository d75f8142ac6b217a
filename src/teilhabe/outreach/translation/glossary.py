"""Terms in a text: at word boundaries and with the usual endings of German words. Pure.

Honest limits: no compounds ("Terminvereinbarung" does not hold "Termin") and no changed vowels ("Ämter" is not "Amt").
Short words and abbreviations must stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ENDINGS = "(?:e|en|er|em|es|s|n|ns|nen|innen|in)?"
INFLECTED_FROM = 4
"""Letters; a shorter term is an abbreviation or too like other words."""


@dataclass(frozen=True)
class Entry:
    """A term as it is to be said in one language; `translation` is the term itself where it is kept."""

    text: str
    translation: str
    note: str = ""
    is_kept: bool = False


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    entry: Entry


def find(text: str, entries: Iterable[Entry], language: str = "de") -> list[Found]:
    """The terms in their order; of two that overlap the longer one."""
    spans = [
        Found(*match.span(), entry) for entry in entries for match in _pattern(entry.text, language).finditer(text)
    ]
    taken: list[Found] = []
    for found in sorted(spans, key=lambda each: (each.start - each.end, each.start)):
        if all(found.end <= other.start or other.end <= found.start for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda each: each.start)


def _pattern(term: str, language: str) -> re.Pattern[str]:
    words: Sequence[str] = term.split()
    is_inflected = language == "de" and len(term) >= INFLECTED_FROM
    written = r"\s+".join(re.escape(word) + (ENDINGS if is_inflected else "") for word in words)
    return re.compile(rf"(?<!\w){written}(?!\w)", re.IGNORECASE if is_inflected else 0)
