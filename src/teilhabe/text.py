"""A text in the two languages of the house, German first."""

from __future__ import annotations

from collections.abc import Mapping
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


def preferred(environment: Mapping[str, str]) -> Language:
    """The language a terminal asks for: German unless its environment says English."""
    for variable in ("TEILHABE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable, ""):
            return "en" if value.startswith("en") else "de"
    return "de"
