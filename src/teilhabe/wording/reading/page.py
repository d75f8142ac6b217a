"""A text under the reader's finger: cleaned once, and what has been read is covered so that nobody reads it again."""

from __future__ import annotations

import re
from collections.abc import Iterator

COVER = "\ue000"
"""Stands for every character that has been read: neither letter, digit, blank nor mark."""

_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff*`"))
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\n\r\t"), " ")
_MINUS = {ord("\u2212"): "-"}
_TABLE = {**_DROPPED, **_BLANKS, **_MINUS}
_SEVERAL = re.compile(" {2,}")


def clean(text: str) -> str:
    """The text with plain blanks and hyphens for minus signs, without soft hyphens, invisible marks and emphasis."""
    return _SEVERAL.sub(" ", text.translate(_TABLE))


class Page:
    """A cleaned text of which parts are covered; positions stay those of the cleaned text."""

    def __init__(self, text: str) -> None:
        self.text = self.rest = clean(text)

    @property
    def small(self) -> str:
        """The uncovered text in small letters, of the same length."""
        small = self.rest.lower()
        return small if len(small) == len(self.rest) else "".join(sign.lower()[0] for sign in self.rest)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What of the uncovered text the pattern matches, from left to right."""
        return pattern.finditer(self.rest)

    def cover(self, start: int, end: int) -> None:
        self.rest = self.rest[:start] + COVER * (end - start) + self.rest[end:]
