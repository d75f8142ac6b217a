"""The keywords of a PX file: KEYWORD[language]("variable","value")="text","text"; up to DATA."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_KEYWORD = re.compile(r'\s*([A-Z][A-Z0-9_-]*)(?:\[([A-Za-z_-]+)\])?(?:\(((?:[^")]|"[^"]*")*)\))?\s*=[ \t]*', re.ASCII)
_VALUE = re.compile(r'((?:[^";]|"[^"]*")*);')
_TOKEN = re.compile(r'"([^"]*)"|(,)|([^\s",]+)')


@dataclass(frozen=True)
class Keywords:
    """All keywords of a file. `entries`: keyword, language ("" is the default) and names in parentheses, to texts.

    `data` is the place in the text where the figures begin, None where the file ends before.
    """

    entries: Mapping[tuple[str, str, tuple[str, ...]], Sequence[str]]
    data: int | None

    def texts(self, keyword: str, *names: str, language: str = "") -> Sequence[str]:
        """The texts in this language, else in the default language; none where the keyword is absent."""
        own = self.entries.get((keyword, language, names)) if language else None
        return own or self.entries.get((keyword, "", names), ())

    def text(self, keyword: str, *names: str, language: str = "") -> str:
        return " ".join(self.texts(keyword, *names, language=language)).strip()

    def named(self, keyword: str, language: str = "") -> Iterator[tuple[tuple[str, ...], Sequence[str]]]:
        """Names in parentheses and texts of each entry of a keyword in one language."""
        return (
            (names, texts)
            for (found, lang, names), texts in self.entries.items()
            if (found, lang) == (keyword, language)
        )


def read_keywords(text: str) -> Keywords:
    """The keywords in front of the figures; what cannot be read as one ends them."""
    entries: dict[tuple[str, str, tuple[str, ...]], Sequence[str]] = {}
    place = 0
    while match := _KEYWORD.match(text, place):
        keyword, language, names = match[1], match[2] or "", tuple(_texts(match[3] or ""))
        if keyword == "DATA":
            return Keywords(entries, match.end())
        value = _VALUE.match(text, match.end())
        if value is None:
            break
        entries[keyword, language, names] = _texts(value[1])
        place = value.end()
    return Keywords(entries, None)


def _texts(raw: str) -> list[str]:
    """The texts between commas; quoted pieces that follow each other belong together, words stand as they are."""
    result: list[str] = []
    is_open = False
    for match in _TOKEN.finditer(raw):
        quoted, comma, word = match.groups()
        if comma:
            is_open = False
            continue
        piece = word if quoted is None else quoted.replace("\n", " ").replace("#", " ")
        if is_open and quoted is not None:
            result[-1] += piece
        else:
            result.append(piece)
        is_open = quoted is not None
    return [text.strip() for text in result]
