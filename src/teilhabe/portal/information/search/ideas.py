"""What people look for under many names: the phrases of `ideas.toml`, in all languages, by what somebody may type."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from teilhabe.portal.information.search.fillers import FILLERS
from teilhabe.portal.information.search.vocabulary import Vocabulary
from teilhabe.portal.information.search.words import fold, stem, words_in

Phrase = tuple[str, ...]
"""Folded words that stand for something together."""


@dataclass(frozen=True)
class Asked:
    """Words that mean one thing; `phrases` are its other names, none where we know of none."""

    words: Phrase
    phrases: frozenset[Phrase] = frozenset()


@dataclass(frozen=True)
class Ideas:
    """Other names by the letters of each name; `alike` is without its endings and may mean several ideas."""

    exact: Mapping[str, frozenset[Phrase]]
    alike: Mapping[str, frozenset[Phrase]]
    longest: int
    words: Vocabulary

    def named(self, words: Phrase) -> frozenset[Phrase]:
        """Every name of what the words stand for, none where we do not know."""
        found = self.exact.get("".join(words))
        return found or next((self.alike[each] for each in _stems(words) if each in self.alike), frozenset())


def in_parts(typed: Sequence[str]) -> Iterator[Asked]:
    """What was typed, folded, cut at the names of ideas: at each place the longest one that fits."""
    known, place = ideas(), 0
    while place < len(typed):
        beginnings = (tuple(typed[place : place + length]) for length in range(known.longest, 0, -1))
        words = next((each for each in beginnings if known.named(each)), (typed[place],))
        yield Asked(words, known.named(words))
        place += len(words)


def guessed(words: Phrase, *, is_unknown: bool) -> frozenset[Phrase]:
    """Other names of the one that a typing error turned into a word that stands nowhere."""
    near = list(ideas().words.alike(words[0])) if is_unknown and len(words) == 1 else []
    return ideas().exact[max(near, key=lambda found: found[1])[0]] if near else frozenset()


@cache
def ideas() -> Ideas:
    """Those of `ideas.toml`."""
    text = files(__package__).joinpath("ideas.toml").read_text(encoding="utf-8")
    exact: dict[str, frozenset[Phrase]] = {}
    alike: dict[str, frozenset[Phrase]] = {}
    for by_language in tomllib.loads(text).values():
        phrases = frozenset(phrase_of(each) for names in by_language.values() for each in names)
        exact |= {"".join(phrase): phrases for phrase in phrases}
        for name in {each for phrase in phrases for each in _stems(phrase)}:
            alike[name] = alike.get(name, frozenset()) | phrases
    known = {phrase for phrases in exact.values() for phrase in phrases}
    return Ideas(exact, alike, max(map(len, known)), Vocabulary(phrase[0] for phrase in known if len(phrase) == 1))


def phrase_of(text: str) -> Phrase:
    """Without the words that say nothing: nobody is to type the `de` of `permis de conduire`."""
    words = tuple(map(fold, words_in(text)))
    return tuple(word for word in words if word not in FILLERS) or words


def _stems(phrase: Phrase) -> tuple[str, str]:
    """As one word and as several: `Job Center` is `Jobcenter`, and `deutschen Pass` is `deutscher Pass`."""
    return stem("".join(phrase)), "".join(map(stem, phrase))
