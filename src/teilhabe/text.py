"""A text in the two languages of the house, German first."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Text(NamedTuple):
    """One text, written in German and in English."""

    de: str
    en: str

    def in_language(self, language: Language) -> str:
        return self.de if language == "de" else self.en


def same(text: str) -> Text:
    """A text that reads the same in every language: a code, a proper name."""
    return Text(text, text)
