"""What a rule gets and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from teilhabe.outreach.languages import Level
from teilhabe.outreach.readability.sentences import Form, Sentence, Word
from teilhabe.text import Text

ALL = frozenset(Level)
SIMPLE = frozenset({Level.PLAIN, Level.EASY})
EASY = frozenset({Level.EASY})


@dataclass(frozen=True)
class Passage:
    """One block as readers see it, and for which level it is meant."""

    text: str
    sentences: list[Sentence]
    level: Level

    @cached_property
    def words(self) -> list[Word]:
        """Those made of letters."""
        return [word for sentence in self.sentences for word in sentence.words if word.form is Form.LETTERS]


@dataclass(frozen=True)
class Spotted:
    """A span of the visible text, and what to do about it."""

    start: int
    end: int
    message: Text


@dataclass(frozen=True)
class Rule:
    """`levels` are those for which the rule is meant."""

    id: str
    levels: frozenset[Level]
    find: Callable[[Passage], Iterator[Spotted]]


def letters(sentence: Sentence) -> list[Word]:
    return [word for word in sentence.words if word.form is Form.LETTERS]
