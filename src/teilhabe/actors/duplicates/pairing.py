"""Which of 50 million pairs are worth comparing: those that meet in a block, by contact or by the sound of the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from teilhabe.actors.duplicates.comparing import Entry, Likeness, Population, compare
from teilhabe.actors.duplicates.names import sound

MOST_IN_BLOCK = 300
"""A larger block says nothing: a number of the town hall, or a name that half the list bears."""


@dataclass(frozen=True)
class Pair:
    """Two entries that are probably one person; `one.key < other.key`."""

    one: Entry
    other: Entry
    likeness: Likeness


def likely_pairs(entries: Sequence[Entry]) -> list[Pair]:
    """All pairs that are likely one person, likeliest first; seconds for ten thousand entries."""
    population = Population.of(entries)
    compared = (Pair(one, other, compare(one, other, population)) for one, other in candidates(entries))
    found = [pair for pair in compared if pair.likeness.is_likely]
    return sorted(found, key=lambda pair: (-pair.likeness.probability, pair.one.key, pair.other.key))


def candidates(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Every pair that shares a block, once."""
    blocks: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for block in set(_blocks(entry)):
            blocks[block].append(entry)
    met: set[tuple[str, str]] = set()
    for members in blocks.values():
        if len(members) <= MOST_IN_BLOCK:
            yield from _unmet(members, met)


def _unmet(members: list[Entry], met: set[tuple[str, str]]) -> Iterator[tuple[Entry, Entry]]:
    for one, other in combinations(sorted(members, key=lambda entry: entry.key), 2):
        if (one.key, other.key) not in met:
            met.add((one.key, other.key))
            yield one, other


def _blocks(entry: Entry) -> Iterator[str]:
    """Each contact; each part of the name by its sound with the first letter of each other part, in either order."""
    yield from entry.contacts
    sounds = [sound(part) for part in (*entry.given, *entry.family)]
    if len(sounds) == 1:
        yield sounds[0]
    for place, one in enumerate(sounds):
        for other in (*sounds[:place], *sounds[place + 1 :]):
            yield f"{one} {other[:1]}"
