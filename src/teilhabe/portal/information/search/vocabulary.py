"""The words of an index in the orders in which they are looked for, and how well each fits what was typed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from teilhabe.portal.information.search.words import (
    ARTICLES,
    Script,
    consonants,
    in_latin,
    joined_article,
    script_of,
    stem,
)

EXACT, SAME_STEM, PREFIX, FUZZY, PART, SOUNDS_ALIKE = 1.0, 0.9, 0.7, 0.7, 0.55, 0.3
"""How much it counts by which way a word was found."""
MOST_OF_A_PREFIX = 400
LEAST_BEGINNING = 7
"""Letters that two compounds share at their beginning, where they are about the same."""

Fit = tuple[str, float]
"""A word of the index with how well it fits."""


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

    def alike(self, word: str) -> Iterator[Fit]:
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

    def meant_by(self, word: str) -> Iterator[Fit]:
        """Only words of other scripts than `word`."""
        script = script_of(word)
        for typed in {word, joined_article(word)}:
            for found, fit in self._alike(typed):
                if script_of(found) != script:
                    yield found, fit

    def _alike(self, typed: str) -> Iterator[Fit]:
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


def same_stem(vocabulary: Vocabulary, word: str) -> Iterator[Fit]:
    yield from ((found, EXACT if found == word else SAME_STEM) for found in vocabulary.with_stem(stem(word)))


def written_so(vocabulary: Vocabulary, word: str) -> Iterator[Fit]:
    yield from same_stem(vocabulary, word)
    if len(word) >= 2:
        yield from ((found, PREFIX) for found in vocabulary.starting(word))
    if script_of(word) == Script.LATIN and len(word) >= 4:
        yield from ((found, PART) for found in vocabulary.ending(word) if len(found) - len(word) >= 3)


def compound_parts(vocabulary: Vocabulary, word: str) -> Iterator[str]:
    """Words of which a German compound is made, `Wohngeld` of `Wohngeldantrag`, and those that begin with the same."""
    if script_of(word) != Script.LATIN:
        return
    for cut in range(4, len(word) - 2):
        for part in (word[:cut], word[cut:]):
            if len(part) >= 4:
                yield from vocabulary.with_stem(stem(part))
    cuts = range(len(word) - 3, LEAST_BEGINNING - 1, -1)
    yield from next(filter(None, (vocabulary.starting(word[:cut]) for cut in cuts)), ())


def errors_allowed(word: str) -> int:
    """None in short words, where every other word is near; one from four letters on, two from eight on."""
    return 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2


def _starting(words: Sequence[str], beginning: str) -> list[str]:
    first = bisect_left(words, beginning)
    last = bisect_left(words, beginning + "\U0010ffff", lo=first)
    return list(words[first : min(last, first + MOST_OF_A_PREFIX)])
