"""The published formulas; see docs/methods/readability.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teilhabe.outreach.languages import Level
from teilhabe.outreach.readability.sentences import Form, Sentence, chopped
from teilhabe.outreach.readability.syllables import syllables

LONG_LETTERS = 6
"""Words of more letters are long (LIX, Wiener Sachtextformel)."""
MANY_SYLLABLES = 3
ENOUGH_WORDS = 20
"""Below, averages say nothing about a text."""


@dataclass(frozen=True)
class Scores:
    """0 everywhere for a text without words. `amstad` grows with ease, `wiener` and `lix` with difficulty."""

    words: int
    sentences: int
    words_per_sentence: float
    letters_per_word: float
    amstad: float
    wiener: float
    lix: float


@dataclass(frozen=True)
class Bounds:
    """What a text must keep to be called as easy as this."""

    words_per_sentence: float
    amstad: float
    wiener: float
    lix: float


BOUNDS = {
    Level.EASY: Bounds(words_per_sentence=7, amstad=78, wiener=2.6, lix=28),
    Level.PLAIN: Bounds(words_per_sentence=13, amstad=57, wiener=7.4, lix=42),
}


def scores(blocks: Sequence[Sequence[Sentence]]) -> Scores:
    """Of the sentences of each block; numbers, facts and addresses are words, but not for letters or syllables."""
    words = sum(len(sentence.words) for block in blocks for sentence in block)
    counted = sum(map(_sentences_in, blocks))
    written = [
        word.text for block in blocks for each in block for word in each.words if word.form is Form.LETTERS
    ]  # fmt: skip
    if not written:
        return Scores(words, counted, words / counted if counted else 0.0, 0.0, 0.0, 0.0, 0.0)
    lengths = [sum(map(str.isalpha, word)) for word in written]
    spoken = [syllables(word) for word in written]
    count = len(written)
    per_sentence = words / counted
    long = 100 * sum(length > LONG_LETTERS for length in lengths) / count
    many = 100 * sum(each >= MANY_SYLLABLES for each in spoken) / count
    one = 100 * sum(each == 1 for each in spoken) / count
    return Scores(
        words=words,
        sentences=counted,
        words_per_sentence=per_sentence,
        letters_per_word=sum(lengths) / count,
        amstad=180 - per_sentence - 58.5 * sum(spoken) / count,
        wiener=0.1935 * many + 0.1672 * per_sentence + 0.1297 * long - 0.0327 * one - 0.875,
        lix=per_sentence + long,
    )


def _sentences_in(block: Sequence[Sentence]) -> int:
    return len(block) - sum(len(run) - 1 for run in chopped(block))


def level_of(found: Scores) -> Level | None:
    """The easiest level whose bounds the text keeps; None where it is too short to tell."""
    if found.words < ENOUGH_WORDS:
        return None
    return next((level for level, bounds in BOUNDS.items() if _keeps(found, bounds)), Level.STANDARD)


def _keeps(found: Scores, bounds: Bounds) -> bool:
    return (
        found.words_per_sentence <= bounds.words_per_sentence
        and found.amstad >= bounds.amstad
        and found.wiener <= bounds.wiener
        and found.lix <= bounds.lix
    )
