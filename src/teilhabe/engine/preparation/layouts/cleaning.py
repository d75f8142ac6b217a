"""Cleaning: labels and headings as people would write them on one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

# A footnote mark behind a word: "1)", "²)", "**"; a digit or parenthesis in front makes it part of a number or formula.
_MARK = re.compile(r"(?<![\d(])\s*(\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]\)?|\*{1,3}\)?)")
# The same mark where a note begins with it, so that it explains something.
_NOTE = re.compile(r"(?:^|[\s;.\-–])(\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]\)?|\*{1,3}\)?)(?=\s|[A-ZÄÖÜ])")
# "Bevöl- kerung" was hyphenated, "Ein- und Auspendler" leaves out a word and keeps its hyphen.
_HYPHEN = re.compile(r"(?<=[a-zäöüß])-\s+(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie|bis)\b)")
_INNER_HYPHEN = re.compile(r"(?<=[a-zäöüß])-(?=[a-zäöüß])")
_LONG = 16
"""A word of so many letters with a hyphen inside and a small letter behind it was hyphenated to fit its cell."""


def cleaner(footers: Sequence[str]) -> Callable[[str], str]:
    """Labels and headings without line breaks, hyphens of line breaks, and marks that a note below explains."""
    explained = {match[1] for text in footers for match in _NOTE.finditer(text)}

    known: dict[str, str] = {}

    def clean(cell: str) -> str:
        if cell not in known:
            known[cell] = _clean(cell, explained)
        return known[cell]

    return clean


def _clean(cell: str, explained: Collection[str]) -> str:
    text = " ".join(_HYPHEN.sub("", cell).split())
    text = " ".join(_INNER_HYPHEN.sub("", word) if len(word) > _LONG else word for word in text.split(" "))
    if (explained and text.count("(") != text.count(")")) or not text.isascii() or "*" in text:
        text = _MARK.sub(lambda match: "" if match[1] in explained else match[0], text)
    return text.strip()
