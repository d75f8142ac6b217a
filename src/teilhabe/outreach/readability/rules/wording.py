"""Words that many people do not know or cannot read: abbreviations, officialese, signs, capitals, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from teilhabe.outreach.readability.abbreviations import meaning
from teilhabe.outreach.readability.rules.rule import ALL, EASY, SIMPLE, Passage, Rule, Spotted
from teilhabe.outreach.readability.sentences import Form
from teilhabe.outreach.readability.words import listed, paired
from teilhabe.text import Text

_ENDINGS = ("innen", "ern", "en", "er", "es", "em", "et", "te", "st", "e", "n", "s", "t")
LEAST_STEM = 5
"""Letters; what is left of a shorter word after its ending may be another word."""
_CAPITALS = listed("known_capitals")
_NUMBERS = listed("number_words")
_SIGNS = re.compile(r"[§%&*/_<>=+~^|#@$€;…„“”\"()\[\]{}–—]")
_HARD_SIGNS = frozenset("§&*_<>=+~^|#@;/")


def _stem(word: str) -> str:
    ending = next((each for each in ("en", "n", "e") if word.endswith(each)), "")
    return word.removesuffix(ending)


_SIMPLER = {word.lower(): simpler for word, simpler in paired("simpler").items()}
_BY_STEM = {stem: each for word, each in _SIMPLER.items() if len(stem := _stem(word)) >= LEAST_STEM}


@lru_cache(maxsize=20_000)
def simpler_word(word: str) -> str:
    """What to write instead of a word in whatever form; "" where it is plain already."""
    word = word.lower()
    if word in _SIMPLER:
        return _SIMPLER[word]
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    found = (_BY_STEM.get(stem, "") for stem in (word, *stems) if len(stem) >= LEAST_STEM)
    return next(filter(None, found), "")


def _officialese(passage: Passage) -> Iterator[Spotted]:
    for word in passage.words:
        if simpler := simpler_word(word.text):
            yield Spotted(
                word.start,
                word.end,
                Text(f"Schweres Wort. Einfacher: {simpler}.", f"A hard word. Simpler in German: {simpler}."),
            )


def _abbreviations(passage: Passage) -> Iterator[Spotted]:
    for sentence in passage.sentences:
        for word in sentence.words:
            if word.form is Form.SHORT:
                long = meaning(word.text)
                yield Spotted(
                    word.start,
                    word.end,
                    Text(f"Abkürzung. Schreiben Sie aus: {long}.", f"An abbreviation. Write it out in German: {long}."),
                )


def _capitals(passage: Passage) -> Iterator[Spotted]:
    """Shouted words and abbreviations of letters."""
    for word in passage.words:
        if word.text.isupper() and len(word.text) > 2 and word.text not in _CAPITALS:
            yield Spotted(
                word.start,
                word.end,
                Text(
                    "Nur Großbuchstaben sind schwer zu lesen. Schreiben Sie das Wort aus; betonen Sie mit **fett**.",
                    "Capitals only are hard to read. Write the word out; stress it with **bold**.",
                ),
            )


def _signs(passage: Passage) -> Iterator[Spotted]:
    """Plain words bear brackets and quotation marks, easy words do not."""
    others = (word for each in passage.sentences for word in each.words if word.form is not Form.LETTERS)
    inside = {place for word in others for place in range(word.start, word.end)}
    for found in _SIGNS.finditer(passage.text):
        if found.start() not in inside and (passage.level in EASY or found[0] in _HARD_SIGNS):
            yield Spotted(
                found.start(),
                found.end(),
                Text(
                    f"Das Zeichen {found[0]} kennen nicht alle. Schreiben Sie es als Wort oder lassen Sie es weg.",
                    f"Not everybody knows the sign {found[0]}. Write it as a word or leave it out.",
                ),
            )


def _numbers(passage: Passage) -> Iterator[Spotted]:
    for word in passage.words:
        if word.text in _NUMBERS:
            yield Spotted(
                word.start,
                word.end,
                Text("Zahlen als Ziffern sind leichter zu lesen.", "Numbers are easier to read as digits."),
            )


RULES = (
    Rule("officialese", SIMPLE, _officialese),
    Rule("abbreviation", SIMPLE, _abbreviations),
    Rule("capitals", ALL, _capitals),
    Rule("sign", SIMPLE, _signs),
    Rule("number-word", EASY, _numbers),
)
