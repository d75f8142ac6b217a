"""Marks: what "2023p" or the footnote of "2023 1)" says about the values of a period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from teilhabe.codes.signs import BREAK, ESTIMATED, NORMAL, PROVISIONAL

_LETTERS = {"p": PROVISIONAL, "v": PROVISIONAL, "s": ESTIMATED, "b": BREAK}
_WORDS = (
    (re.compile(r"\b(vorläufig|vorl\b|provisional|preliminary|prov\b)", re.IGNORECASE), PROVISIONAL),
    (re.compile(r"\b(geschätzt|schätzung|estimate)", re.IGNORECASE), ESTIMATED),
)
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁾", "123456789)")


def status_of(mark: str, footers: Sequence[str]) -> str:
    """The observation status (CL_OBS_STATUS) of values below a period with this mark; A where it says nothing else.

    "e" stands for "final" with one publisher and for "estimated" with others and therefore changes nothing.
    """
    plain = mark.lower().translate(_SUPERSCRIPTS)
    if plain in _LETTERS:
        return _LETTERS[plain]
    return _said(plain) or next((_said(note) for note in _notes(plain, footers)), "") or NORMAL


def _notes(mark: str, footers: Sequence[str]) -> list[str]:
    """The lines below the table that begin with the mark."""
    begins = re.compile(rf"\(?{re.escape(mark.rstrip(')'))}(?![\w*])\)?[ :=-]*(.*)", re.DOTALL)
    lines = (line.strip().translate(_SUPERSCRIPTS) for footer in footers for line in footer.splitlines())
    return [match[1] for line in lines if mark and (match := begins.match(line))]


def _said(text: str) -> str:
    return next((status for pattern, status in _WORDS if pattern.search(text)), "")
