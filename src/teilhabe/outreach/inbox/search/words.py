"""The words of a text as they are searched: folded, and in Latin letters too where they have others. Pure.

Whoever types `Mueller`, `muller` or `MÜLLER`, `ى` for `ي`, or `vasilisa` for `Василиса` finds the same messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from anyascii import anyascii

from teilhabe.actors.folding import fold

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 40
"""What is longer is cut: addresses and keys, of which the beginning is enough to be found."""
MOST_WORDS = 20_000
_ALIKE = str.maketrans("ىةکیٱەۀ", "يهكياهه", "ـ\u200c\u200d")
"""Arabic and Persian letters that are written for one another; what only joins or parts letters is nothing."""
_UMLAUT = re.compile("([aou])e")


def searchable(*texts: str) -> str:
    """Each word once, parted by single blanks; nothing but letters and digits in them."""
    found: dict[str, None] = {}
    for text in texts:
        for word in words_in(text):
            found[word] = None
            if not word.isascii():
                found.update(dict.fromkeys(_latin(word)))
    return " ".join(list(found)[:MOST_WORDS])


def words_in(text: str) -> Iterator[str]:
    """What is looked for when somebody types this."""
    for word in WORD.findall(fold(text).translate(_ALIKE)):
        yield _short(_digits(word))


def _short(word: str) -> str:
    return _UMLAUT.sub(r"\1", word)[:LONGEST_WORD]


def _digits(word: str) -> str:
    """Digits of any script are digits."""
    return "".join(str(int(c)) if c.isdecimal() else c for c in word) if not word.isascii() else word


def _latin(word: str) -> list[str]:
    return [_short(each) for each in WORD.findall(fold(anyascii(word)))]
