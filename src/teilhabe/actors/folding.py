"""Text as it is compared and searched: without case, accents and the many ways to write the same letter."""

from __future__ import annotations

import unicodedata

# What decomposition does not take apart, written as German offices transliterate it.
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})


def fold(text: str) -> str:
    """Lower case, without marks, blanks single: "  Özgür  Weiß" and "ozgur weiss" are the same."""
    lowered = unicodedata.normalize("NFKD", text.casefold()).translate(LETTERS)
    return " ".join("".join(c for c in lowered if not unicodedata.combining(c)).split())
