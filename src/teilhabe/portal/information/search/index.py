"""An index over words: which item has which word in which field, and which words are meant by what somebody typed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from math import log

from teilhabe.portal.information.search.fillers import FILLERS
from teilhabe.portal.information.search.ideas import Asked, Phrase, guessed, in_parts
from teilhabe.portal.information.search.vocabulary import (
    PART,
    SAME_STEM,
    Sounds,
    Vocabulary,
    compound_parts,
    same_stem,
    written_so,
)
from teilhabe.portal.information.search.words import fold, words_in


class Field(IntEnum):
    """Where a word stands, the weightiest first; everything before TEXT is short and searched in every way."""

    TITLE = 0
    CATEGORY = 1
    SUMMARY = 2
    TEXT = 3


WEIGHTS = {Field.TITLE: 10.0, Field.CATEGORY: 6.0, Field.SUMMARY: 4.0, Field.TEXT: 1.0}
MOST_WORDS = 12
LONGEST_WORD = 50
LEAST_SHARE = 0.08
"""What is found counts from this share of the best on."""

OTHER_NAME = 0.5
"""How much it counts that an item names what was meant by another name."""
HALF_A_NAME = 0.3
"""How much it counts that only some words of a name stand there: `permis` of `permis de conduire`."""
LEAST_NAME = 5
"""Letters from which on another name is looked for in compounds too."""

Meant = dict[str, float]
"""Words of the index with how well each fits."""
Standing = dict[tuple[Field, int], tuple[float, set[str]]]
"""Where in which item a word stands: how well it fits, and how it is written there."""
Ranked = dict[int, tuple[float, set[str]]]
"""Items with their score and the words by which they were found."""


@dataclass(frozen=True)
class Match:
    """An item that answers, how well, and the words by which it was found."""

    item: int
    score: float
    words: frozenset[str]


class Index:
    """Built once from (item, field, text); asked often. It keeps no texts."""

    def __init__(self, texts: Iterable[tuple[int, Field, str]]) -> None:
        raw: dict[Field, dict[str, set[int]]] = {place: defaultdict(set) for place in Field}
        for item, place, text in texts:
            found = raw[place]
            for piece in set(text.split()):
                found[piece].add(item)
        self.folded: dict[str, str] = {}
        self.postings: dict[Field, dict[str, set[int]]] = {place: self._merged(found) for place, found in raw.items()}
        self.head = Vocabulary({word for place in Field if place < Field.TEXT for word in self.postings[place]})
        self.body = Vocabulary(self.postings[Field.TEXT])
        self.sounds = Sounds(self.head.words)
        self.items = len(set().union(*(items for found in self.postings.values() for items in found.values()), ()))

    def _merged(self, raw: Mapping[str, set[int]]) -> dict[str, set[int]]:
        """Texts are cut at spaces first, and what lies between is looked at once: that is the fast way."""
        merged: dict[str, set[int]] = {}
        for piece, items in raw.items():
            for word in words_in(piece):
                folded = self.folded.get(word)
                if folded is None:
                    folded = self.folded[word] = fold(word)
                if folded in merged:
                    merged[folded] |= items
                elif folded:
                    merged[folded] = set(items)
        return merged

    def search(self, text: str) -> list[Match]:
        """The items that answer, the best first."""
        scores: dict[int, float] = defaultdict(float)
        words: dict[int, set[str]] = defaultdict(set)
        for asked in in_parts(typed_words(text)):
            for item, (score, found) in self._answering(asked).items():
                scores[item] += score
                words[item] |= found
        best = max(scores.values(), default=0.0)
        kept = [item for item, score in scores.items() if score >= best * LEAST_SHARE]
        return [
            Match(item, scores[item], frozenset(words[item]))
            for item in sorted(kept, key=lambda item: (-scores[item], item))
        ]

    def _answering(self, asked: Asked) -> Ranked:
        """By the words themselves, or by other names of what they mean, whichever says more of an item."""
        best = self._having(asked)
        for item, (score, found) in self._named(asked.phrases or guessed(asked.words, is_unknown=not best)).items():
            former, others = best.get(item, (0.0, set()))
            best[item] = max(former, score * OTHER_NAME * len(asked.words)), others | found
        return best

    def _having(self, asked: Asked) -> Ranked:
        """Items in which the words stand; of a name of several words, one alone may mean something else."""
        best: Ranked = {}
        hits: Counter[int] = Counter()
        for word in asked.words:
            for item, (score, found) in self._ranked(self._standing(self._meant_by(word, asked))).items():
                former, others = best.get(item, (0.0, set()))
                best[item] = former + score, others | found
                hits[item] += 1
        return {
            item: (score if hits[item] == len(asked.words) else score * HALF_A_NAME, found)
            for item, (score, found) in best.items()
        }

    def _named(self, phrases: Iterable[Phrase]) -> Ranked:
        """The items in which one of the phrases stands, all its words in the same field."""
        found: Standing = {}
        for phrase in phrases:
            standings = [self._standing(self._written_as(word)) for word in phrase]
            for spot in set(standings[0]).intersection(*standings[1:]):
                fit = min(standing[spot][0] for standing in standings)
                former, others = found.get(spot, (0.0, set()))
                found[spot] = max(fit, former), others.union(*(standing[spot][1] for standing in standings))
        return self._ranked(found)

    def _standing(self, meant: Meant) -> Standing:
        found: Standing = {}
        for word, fit in meant.items():
            for place in Field:
                for item in self.postings[place].get(word, ()):
                    former, others = found.get((place, item), (0.0, set()))
                    found[place, item] = max(fit, former), others | {word}
        return found

    def _ranked(self, standing: Standing) -> Ranked:
        """Each item by its best place; what few items have says more than what many have."""
        best: Ranked = {}
        for (place, item), (fit, found) in standing.items():
            former, others = best.get(item, (0.0, set()))
            best[item] = max(former, WEIGHTS[place] * fit), others | found
        rarity = log(1 + self.items / len(best)) if best else 0.0
        return {item: (score * rarity, found) for item, (score, found) in best.items()}

    def _written_as(self, word: str) -> Meant:
        """Another name: with other endings, and from some length on as a part of a compound."""
        meant: Meant = {}
        for vocabulary in (self.head, self.body):
            near = written_so(vocabulary, word) if len(word) >= LEAST_NAME else same_stem(vocabulary, word)
            _add(meant, near)
        return meant

    def _meant_by(self, word: str, asked: Asked) -> Meant:
        """Typing errors and other scripts are thought of only where nothing is written as it was typed.

        Nor in a word that we know.
        """
        meant: Meant = {}
        for vocabulary in (self.head, self.body):
            _add(meant, written_so(vocabulary, word))
        if asked.phrases:
            return meant
        if not any(fit >= SAME_STEM for fit in meant.values()):
            for vocabulary in (self.head, self.body):
                _add(meant, ((found, PART) for found in compound_parts(vocabulary, word)))
            _add(meant, self.head.alike(word))
            _add(meant, self.sounds.meant_by(word))
        if not meant:
            _add(meant, self.body.alike(word))
        return meant


def typed_words(text: str) -> list[str]:
    """What somebody typed, folded; two words that follow each other also as one (`Job Center`)."""
    words = [each for each in map(fold, words_in(text)[:MOST_WORDS]) if 0 < len(each) <= LONGEST_WORD]
    telling = [word for word in words if word not in FILLERS] or words
    return list(dict.fromkeys(telling))


def _add(meant: Meant, found: Iterable[tuple[str, float]]) -> None:
    for word, fit in found:
        meant[word] = max(meant.get(word, 0.0), fit)
