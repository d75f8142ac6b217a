"""A few words around what was found, as safe HTML with the found words marked."""

from __future__ import annotations

from collections.abc import Mapping, Set
from itertools import islice

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from teilhabe.portal.information.search.words import WORD, fold

LENGTH = 180
"""Characters of an excerpt, cut between words."""
BEFORE = 60


def excerpt(summary: str, text: str, words: Set[str], folded: Mapping[str, str]) -> SafeString:
    """From the summary, or from the text where only that has one of `words`; `folded` knows most words already."""
    for source in (summary, text):
        first = _first(source, words, folded)
        if first is not None:
            return _marked(_window(source, first), words, folded)
    return _marked(_window(summary or text, 0), words, folded)


def _first(source: str, words: Set[str], folded: Mapping[str, str]) -> int | None:
    found = (match.start() for match in WORD.finditer(source) if _folded(match[0], folded) in words)
    return next(islice(found, 1), None)


def _folded(word: str, folded: Mapping[str, str]) -> str:
    known = folded.get(word)
    return fold(word) if known is None else known


def _window(source: str, first: int) -> str:
    if len(source) <= LENGTH:
        return source
    start = source.rfind(" ", 0, max(first - BEFORE, 0) + 1) + 1 if first > BEFORE else 0
    end = source.rfind(" ", start, start + LENGTH) if start + LENGTH < len(source) else len(source)
    end = end if end > first else start + LENGTH
    return ("… " if start else "") + source[start:end] + (" …" if end < len(source) else "")


def _marked(window: str, words: Set[str], folded: Mapping[str, str]) -> SafeString:
    parts, last = [], 0
    for match in WORD.finditer(window):
        if _folded(match[0], folded) in words:
            parts += [escape(window[last : match.start()]), format_html("<mark>{}</mark>", match[0])]
            last = match.end()
    return mark_safe("".join([*parts, escape(window[last:])]).replace("\n", " "))  # noqa: S308  # every part is escaped
