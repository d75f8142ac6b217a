"""Names of topics, places and groups in a text, with the endings that German gives them; the longest match wins."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from teilhabe.wording.reading.found import Naming
from teilhabe.wording.reading.page import Page, clean

_NUMERIC = re.compile(r"[\d\s.,:%/-]*")
_ADJECTIVE = re.compile(r"(.*[a-zäöüß]{3})e[nrsm]?")
_SHORT = 3
"""Names up to so many letters (C, B, GB) are read only as they are written."""


def namings(
    page: Page, names: Collection[str], loosely: Mapping[str, re.Pattern[str]] | None = None
) -> tuple[Naming, ...]:
    """The names that occur, in the order of the text; names that are mere numbers only between quotation marks.

    `loosely` are patterns for what is left when all written names are read.
    """
    text = page.text.casefold()
    wanted = [word for word in map(_wanted, names) if word.start and word.start in text]
    wanted.sort(key=lambda word: (-len(word.text), word.text))
    found = [naming for word in wanted for naming in _occurrences(page, word.name, _pattern(word.text))]
    for name, pattern in (loosely or {}).items():
        found += _occurrences(page, name, pattern)
    return tuple(sorted(found, key=lambda naming: naming.start))


class _Wanted(NamedTuple):
    """A name, its clean text, and how that begins ("" for what is no name)."""

    name: str
    text: str
    start: str


@lru_cache(maxsize=16384)
def _wanted(name: str) -> _Wanted:
    text = clean(name).strip()
    return _Wanted(name, text, text.partition(" ")[0][:_SHORT].casefold())


def _occurrences(page: Page, name: str, pattern: re.Pattern[str]) -> list[Naming]:
    result = []
    for match in list(page.matches(pattern)):
        result.append(Naming(match.start(), match.end(), name))
        page.cover(match.start(), match.end())
    return result


@lru_cache(maxsize=16384)
def _pattern(text: str) -> re.Pattern[str]:
    if _NUMERIC.fullmatch(text):
        return re.compile(rf"(?<=[„“‚«\"']){re.escape(text)}(?=[“”‘»\"'])")
    if len(text) <= _SHORT:
        return re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")
    words = re.split(r"(\s+)", text)
    inflected = "".join(word if word.isspace() else _inflected(word) for word in words)
    return re.compile(rf"(?<!\w){inflected}(?!\w)", re.IGNORECASE)


def _inflected(word: str) -> str:
    """A word with the endings it may take: adjectives change theirs, nouns add one."""
    if not word[-1:].isalpha() or len(word) <= _SHORT:
        return re.escape(word)
    if word.islower() and (match := _ADJECTIVE.fullmatch(word)):
        return re.escape(match[1]) + "e[nrsm]?"
    if word.endswith("e"):
        return re.escape(word) + "[nrsm]?"
    return re.escape(word) + "(?:e[sn]?|n|s|ns)?"
