"""Words in a row."""

from __future__ import annotations

from collections.abc import Sequence

from teilhabe.text import Language, Text

_AND = Text("und", "and")


def enumerate_words(words: Sequence[str], language: Language) -> str:
    """Words with commas between (a, b und c), the last one joined by the word for "and"; nothing for no words."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_AND.in_language(language)} {words[-1]}"
