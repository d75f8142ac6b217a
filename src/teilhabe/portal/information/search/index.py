"""An index over words: which item has which word in which field, and which words are meant by what somebody typed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from teilhabe.portal.information.search.fillers import FILLERS
from teilhabe.portal.information.search.words import (
    ARTICLES,
    Script,
    consonants,
    fold,
    in_latin,
    joined_article,
    script_of,
    stem,
    words_in,
)


class Field(IntEnum):
    """Where a word stands, the weightiest first; everything before TEXT is short and searched in every way."""

    TITLE = 0
    CATEGORY = 1
    SUMMARY = 2
    TEXT = 3


WEIGHTS = {Field.TITLE: 10.0, Field.CATEGORY: 6.0, Field.SUMMARY: 4.0, Field.TEXT: 1.0}
EXACT, SAME_STEM, PREFIX, FUZZY, PART, SOUNDS_ALIKE = 1.0, 0.9, 0.7, 0.7, 0.55, 0.3
"""How much it counts by which way a word was found."""
MOST_WORDS = 12
LONGEST_WORD = 50
MOST_OF_A_PREFIX = 400
LEAST_BEGINNING = 7
"""Letters that two compounds share at their beginning, where they are about the same."""
LEAST_SHARE = 0.08
"""What is found counts from this share of the best on."""

Meant = dict[str, float]
"""Words of the index with how well each fits."""


class Vocabulary:
    """The words of some fields, kept in the orders in which they are looked for."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(words)

    @cached_property
    def reversed_words(self) -> list[str]:
        return sorted(word[::-1] for word in self.words)

    @cached_property
    def by_length(self) -> Mapping[tuple[str, int], list[str]]:
        """For typing errors: words of one script and length."""
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self.words:
            found[script_of(word), len(word)].append(word)
        return found

    def with_stem(self, sought: str) -> list[str]:
        """A stem begins its words, except for the articles of Arabic."""
        beginnings = ("", *ARTICLES) if script_of(sought) == Script.ARABIC else ("",)
        near = (word for article in beginnings for word in self.starting(article + sought))
        return [word for word in near if stem(word) == sought]

    def starting(self, beginning: str) -> list[str]:
        return _starting(self.words, beginning)

    def ending(self, end: str) -> list[str]:
        return [word[::-1] for word in _starting(self.reversed_words, end[::-1])]

    def alike(self, word: str) -> Iterator[tuple[str, float]]:
        """Words of the same script that a typing error or two turn into this one; the fewer, the better."""
        errors = errors_allowed(word)
        for length in range(len(word) - errors, len(word) + errors + 1) if errors else ():
            choices = self.by_length.get((script_of(word), length), ())
            for found, distance, _place in process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=errors, limit=20
            ):
                yield found, FUZZY * (1 - 2 * distance / (len(word) + 1)) * (1 if found[0] == word[0] else 0.8)


class Sounds:
    """Short fields in Latin letters and as consonants, for what is typed in another script than it is written in."""

    def __init__(self, words: Iterable[str]) -> None:
        self.latin: dict[str, list[str]] = defaultdict(list)
        self.consonants: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if latin := in_latin(word):
                self.latin[latin].append(word)
                self.consonants[consonants(word)].append(word)
        self.romanised = Vocabulary(self.latin)

    def meant_by(self, word: str) -> Iterator[tuple[str, float]]:
        """Only words of other scripts than `word`."""
        script = script_of(word)
        for typed in {word, joined_article(word)}:
            for found, fit in self._alike(typed):
                if script_of(found) != script:
                    yield found, fit

    def _alike(self, typed: str) -> Iterator[tuple[str, float]]:
        latin, skeleton = in_latin(typed), consonants(typed)
        yield from ((found, PREFIX) for found in self.latin.get(latin, ()))
        if len(latin) >= 4:
            for romanised, fit in self.romanised.alike(latin):
                yield from ((found, fit) for found in self.latin[romanised])
        if len(skeleton) >= 2:
            yield from ((found, SOUNDS_ALIKE) for found in self.consonants.get(skeleton, ()))
        if len(skeleton) >= 5:
            similar = process.extract(skeleton, list(self.consonants), scorer=OSA.distance, score_cutoff=1, limit=5)
            for near, _distance, _place in similar:
                yield from ((found, SOUNDS_ALIKE * 0.8) for found in self.consonants[near])


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
        for meant in map(self._meant_by, typed_words(text)):
            for item, (score, found) in self._ranked(meant).items():
                scores[item] += score
                words[item] |= found
        best = max(scores.values(), default=0.0)
        kept = [item for item, score in scores.items() if score >= best * LEAST_SHARE]
        return [
            Match(item, scores[item], frozenset(words[item]))
            for item in sorted(kept, key=lambda item: (-scores[item], item))
        ]

    def _ranked(self, meant: Meant) -> dict[int, tuple[float, set[str]]]:
        """For one typed word: each item by its best place; rare words say more than common ones."""
        scores: dict[int, float] = {}
        words: dict[int, set[str]] = defaultdict(set)
        for word, fit in meant.items():
            for place in Field:
                for item in self.postings[place].get(word, ()):
                    scores[item] = max(scores.get(item, 0.0), WEIGHTS[place] * fit)
                    words[item].add(word)
        rarity = log(1 + self.items / len(scores)) if scores else 0.0
        return {item: (score * rarity, words[item]) for item, score in scores.items()}

    def _meant_by(self, word: str) -> Meant:
        """Typing errors and other scripts are thought of only where nothing is written as it was typed."""
        meant: Meant = {}
        for vocabulary in (self.head, self.body):
            _add(meant, _written_so(vocabulary, word))
        if not any(fit >= SAME_STEM for fit in meant.values()):
            for vocabulary in (self.head, self.body):
                _add(meant, ((found, PART) for found in _parts(vocabulary, word)))
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


def errors_allowed(word: str) -> int:
    """None in short words, where every other word is near; one from four letters on, two from eight on."""
    return 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2


def _written_so(vocabulary: Vocabulary, word: str) -> Iterator[tuple[str, float]]:
    yield from ((found, EXACT if found == word else SAME_STEM) for found in vocabulary.with_stem(stem(word)))
    if len(word) >= 2:
        yield from ((found, PREFIX) for found in vocabulary.starting(word))
    if script_of(word) == Script.LATIN and len(word) >= 4:
        yield from ((found, PART) for found in vocabulary.ending(word) if len(found) - len(word) >= 3)


def _parts(vocabulary: Vocabulary, word: str) -> Iterator[str]:
    """Words of which a German compound is made, `Wohngeld` of `Wohngeldantrag`, and those that begin with the same."""
    if script_of(word) != Script.LATIN:
        return
    for cut in range(4, len(word) - 2):
        for part in (word[:cut], word[cut:]):
            if len(part) >= 4:
                yield from vocabulary.with_stem(stem(part))
    cuts = range(len(word) - 3, LEAST_BEGINNING - 1, -1)
    yield from next(filter(None, (vocabulary.starting(word[:cut]) for cut in cuts)), ())


def _starting(words: Sequence[str], beginning: str) -> list[str]:
    first = bisect_left(words, beginning)
    last = bisect_left(words, beginning + "\U0010ffff", lo=first)
    return list(words[first : min(last, first + MOST_OF_A_PREFIX)])


def _add(meant: Meant, found: Iterable[tuple[str, float]]) -> None:
    for word, fit in found:
        meant[word] = max(meant.get(word, 0.0), fit)
