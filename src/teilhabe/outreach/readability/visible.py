"""Markup to the text that readers see, with the way back to the place in the markup.

What nobody sees (doubled spaces, soft hyphens, characters without width) is gone, so that it cannot change a score.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

FACT = "\ue000"
"""Stands for a typed fact, whose value is only known when a page is read."""

_UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e0fff"
)
_BLANK = r"\s\u2800"
_HIDDEN = re.compile(
    rf"(?P<gap>(?! [^{_BLANK}{_UNSEEN}])[{_BLANK}{_UNSEEN}]+)"  # a single space stays as it is
    r"|(?P<fact>\{[a-z0-9]+(?:-[a-z0-9]+)*\})"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<strong>\*+)"
    r"|(?P<open>\[(?=[^\[\]]*\]\([^()\s]*\)))"
    r"|(?P<address>\]\([^()\s]*\))"
    r"|(?P<composed>[^\W\d_][\u0300-\u036f]+)"
)
_BLANKS = re.compile(rf"[{_BLANK}]")
_PRIVATE = str.maketrans({FACT: " "})


@dataclass(frozen=True)
class Visible:
    """`text` as readers see it; `_starts` and `_sources` tell where its pieces stand in the markup."""

    text: str
    _starts: tuple[int, ...]
    _sources: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the markup that shows this span of the text; `end` is exclusive and greater than `start`."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, position: int) -> int:
        piece = bisect_right(self._starts, position) - 1
        return self._sources[piece] + position - self._starts[piece]


def visible(markup: str) -> Visible:
    """What readers see of inline markup; each fact is one private character."""
    markup = markup.translate(_PRIVATE)
    pieces: list[str] = []
    starts, sources, length, at = [0], [0], 0, 0
    for found in _HIDDEN.finditer(markup):
        for piece, source in ((markup[at : found.start()], at), (_shown(found), found.start())):
            if piece:
                starts.append(length)
                sources.append(source)
                pieces.append(piece)
                length += len(piece)
        at = found.end()
    if at < len(markup):
        starts.append(length)
        sources.append(at)
        pieces.append(markup[at:])
    return Visible("".join(pieces), tuple(starts), tuple(sources))


def _shown(found: re.Match[str]) -> str:
    if found.lastgroup == "gap":
        return " " if _BLANKS.search(found[0]) else ""
    if found.lastgroup == "fact":
        return FACT
    if found.lastgroup == "composed":
        return unicodedata.normalize("NFC", found[0])[0]
    return ""
