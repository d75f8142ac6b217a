"""Visible text to sentences and words, knowing what a full stop may mean besides the end of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from teilhabe.outreach.readability.abbreviations import ABBREVIATION, may_end
from teilhabe.outreach.readability.visible import FACT
from teilhabe.outreach.readability.words import listed


class Form(Enum):
    """What a word is made of; only letters have syllables."""

    LETTERS = auto()
    SHORT = auto()
    NUMBER = auto()
    NEUTRAL = auto()


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: int
    end: int
    form: Form


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and the span from the first letter to the closing mark."""

    words: tuple[Word, ...]
    start: int
    end: int


_LETTER = r"[^\W\d_]"
_WORD = re.compile(
    rf"(?P<PLAIN>{_LETTER}++(?=[\s,;!?)]|$))"  # most words, quickly
    rf"|(?P<NEUTRAL>{FACT}"
    r"|https?://[^\s<>]*[^\s<>.,;:!?)»“”\"']|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?:[\w-]{1,63}\.){1,8}(?:de|org|com|net|eu|info|gov|ua|at|ch)\b(?:/[^\s<>]*[^\s<>.,;:!?)»“”\"'])?)"
    rf"|(?P<SHORT>(?<!\w)(?:{ABBREVIATION}))"
    r"|(?P<NUMBER>(?:\+|\(\+?)?\d+(?:(?: ?[/–-] ?|\) ?| \(|[ .,:])\d+)*)"
    rf"|(?P<LETTERS>{_LETTER}+(?:(?:[-'’·:_‐‑]|/-?){_LETTER}+)*)"
)
_FORMS = {"PLAIN": Form.LETTERS, **Form.__members__}
_CLOSING = re.compile(r"[.!?…]+[\"'»«“”’)\]]*(?P<space>\s?)")
_ROMAN = re.compile(r"[IVX]{1,4}")
_MONTHS, _STARTERS = listed("months"), listed("starters")
FEW = 2
"""Sentences of so few words are no sentences where one follows the other: full stops do not make a text easier."""


def sentences(text: str) -> list[Sentence]:
    """The sentences of one block; what no full stop ends is a sentence too."""
    words = [
        Word(found[0], found.start(), found.end(), _FORMS[found.lastgroup or ""]) for found in _WORD.finditer(text)
    ]
    return list(_cut(text, words))


def _cut(text: str, words: Sequence[Word]) -> Iterator[Sentence]:
    begun = 0
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else None
        if following is None or _ends(text, word, following):
            yield Sentence(tuple(words[begun : place + 1]), words[begun].start, _closed(text, word.end))
            begun = place + 1


def _closed(text: str, end: int) -> int:
    found = _CLOSING.match(text, end)
    return found.start("space") if found else end


def _ends(text: str, word: Word, following: Word) -> bool:
    if word.form is Form.SHORT:
        return may_end(word.text) and _is_capital(following) and following.start > word.end
    mark = _CLOSING.search(text, word.end, following.start)
    if mark is None or not _begins(following):
        return False
    if not mark["space"] and (word.form is not Form.LETTERS or following.form is not Form.LETTERS):
        return False
    return text[mark.start()] != "." or not _is_ordinal(word, following)


def _begins(word: Word) -> bool:
    return word.form in (Form.NEUTRAL, Form.NUMBER) or _is_capital(word)


def _is_capital(word: Word) -> bool:
    return not word.text[0].islower()


def _is_ordinal(word: Word, following: Word) -> bool:
    """Whether the full stop belongs to the word: 1. Januar, II. Abschnitt, A. Beispiel."""
    if word.form is Form.LETTERS:
        return len(word.text) == 1 or _ROMAN.fullmatch(word.text) is not None
    if word.form is not Form.NUMBER or not word.text.isdecimal() or len(word.text) > 2:
        return False
    return following.text in _MONTHS or following.text not in _STARTERS


def chopped(found: Sequence[Sentence]) -> list[list[Sentence]]:
    """Runs of pieces that full stops made of a sentence: "Das. Neue. Amt." """
    runs: list[list[Sentence]] = [[]]
    for sentence in found:
        if len(sentence.words) <= FEW:
            runs[-1].append(sentence)
        else:
            runs.append([])
    return [run for run in runs if len(run) > 1]
