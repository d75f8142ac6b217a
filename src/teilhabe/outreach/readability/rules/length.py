"""Too much at once: long sentences, long words, many parts of a sentence, full stops that end nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from teilhabe.outreach.languages import Level
from teilhabe.outreach.readability.rules.rule import ALL, Passage, Rule, Spotted, letters
from teilhabe.outreach.readability.sentences import chopped
from teilhabe.outreach.readability.words import listed
from teilhabe.text import Text

MOST_WORDS = {Level.EASY: 12, Level.PLAIN: 15, Level.STANDARD: 25}
MOST_LETTERS = {Level.EASY: 13, Level.PLAIN: 20, Level.STANDARD: 28}
MOST_CLAUSES = {Level.EASY: 0, Level.PLAIN: 1, Level.STANDARD: 2}
_CONNECTING = listed("connecting")
_RELATIVE = frozenset({"der", "die", "das", "den", "dem", "denen"})
_PARTS = re.compile(r"[^\W\d_]+")


def _long_sentences(passage: Passage) -> Iterator[Spotted]:
    most = MOST_WORDS[passage.level]
    for sentence in passage.sentences:
        if (count := len(sentence.words)) > most:
            yield Spotted(
                sentence.start,
                sentence.end,
                Text(
                    f"Dieser Satz hat {count} Wörter. Bitte teilen: höchstens {most} Wörter, ein Gedanke je Satz.",
                    f"This sentence has {count} words. Please divide it: at most {most} words, one thought each.",
                ),
            )


def _long_words(passage: Passage) -> Iterator[Spotted]:
    """A word with hyphens is as long as its longest part."""
    most = MOST_LETTERS[passage.level]
    for word in passage.words:
        if word.end - word.start > most and (longest := max(map(len, _PARTS.findall(word.text)))) > most:
            yield Spotted(
                word.start,
                word.end,
                Text(
                    f"Langes Wort ({longest} Buchstaben). Nehmen Sie ein kürzeres oder erklären Sie es.",
                    f"A long word ({longest} letters). Take a shorter one or explain it.",
                ),
            )


def _clauses(passage: Passage) -> Iterator[Spotted]:
    most = MOST_CLAUSES[passage.level]
    for sentence in passage.sentences:
        words = letters(sentence)
        count = sum(
            _opens_clause(passage.text, before.end, word.start, word.text.lower()) for before, word in pairwise(words)
        )
        if words and words[0].text.lower() in _CONNECTING and "," in passage.text[sentence.start : sentence.end]:
            count += words[0].text.lower() not in ("wie", "welche", "welcher", "welches", "ob")
        if count > most:
            yield Spotted(
                sentence.start,
                sentence.end,
                Text(
                    "Nebensätze machen den Satz schwer. Machen Sie mehrere Sätze daraus.",
                    "Subordinate clauses make this sentence hard. Make several sentences of it.",
                ),
            )


def _opens_clause(text: str, before: int, start: int, word: str) -> bool:
    return "," in text[before:start] and (word in _CONNECTING or word in _RELATIVE)


def _commas(passage: Passage) -> Iterator[Spotted]:
    for sentence in passage.sentences:
        marks = passage.text.count(",", sentence.start, sentence.end)
        nested = sum(passage.text.count(mark, sentence.start, sentence.end) for mark in ";(")
        if marks >= 4 or nested >= 2:
            yield Spotted(
                sentence.start,
                sentence.end,
                Text(
                    "Viele Teile in einem Satz. Machen Sie daraus eine Liste oder mehrere Sätze.",
                    "Many parts in one sentence. Make a list of them, or several sentences.",
                ),
            )


def _chopped(passage: Passage) -> Iterator[Spotted]:
    for run in chopped(passage.sentences):
        yield Spotted(
            run[0].start,
            run[-1].end,
            Text(
                "Punkte zwischen einzelnen Wörtern machen einen Text nicht leichter. Schreiben Sie ganze Sätze.",
                "Full stops between single words do not make a text easier. Write whole sentences.",
            ),
        )


RULES = (
    Rule("long-sentence", ALL, _long_sentences),
    Rule("long-word", ALL, _long_words),
    Rule("clauses", ALL, _clauses),
    Rule("parts", ALL, _commas),
    Rule("chopped", ALL, _chopped),
)
