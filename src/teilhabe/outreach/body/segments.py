"""Segments: blocks with keys that survive editing, and the hash that tells when a translation is out of date."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from teilhabe.outreach.body.blocks import Block, Kind

ALIKE = 0.6
"""A changed block keeps its key from this share of equal characters on; otherwise it counts as new."""


LEFT_OUT = "{-}"
"""The text of a segment that a variant leaves out deliberately: simpler versions say less than their source."""

LETTER_PAIRS = 2_500
"""Texts with more pairs of letters are compared by their words: nobody waits for a save."""


@dataclass(frozen=True)
class Keyed:
    """A block with its key, the same in every variant of an item."""

    key: str
    kind: Kind
    text: str


def segment_hash(text: str) -> str:
    """16 hexadecimal digits that stay the same while only spaces or the composition of characters change."""
    normal = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(normal.encode()).hexdigest()[:16]


def new_key() -> str:
    return secrets.token_hex(4)


def align(former: Sequence[Keyed], blocks: Sequence[Block], make: Callable[[], str] = new_key) -> list[Keyed]:
    """`blocks` with keys: unchanged ones keep theirs wherever they moved, changed ones take that of the most alike."""
    keys: dict[int, str] = {}
    free = list(former)
    for is_same in (_equal, _equal_text):
        for place, block in enumerate(blocks):
            found = next((each for each in free if place not in keys and is_same(each, block)), None)
            if found:
                keys[place] = found.key
                free.remove(found)
    for score, place, candidate in _ranked(free, [(at, each) for at, each in enumerate(blocks) if at not in keys]):
        if score >= ALIKE and place not in keys and candidate in free:
            keys[place] = candidate.key
            free.remove(candidate)
    return [Keyed(keys.get(place) or make(), block.kind, block.text) for place, block in enumerate(blocks)]


def _equal(former: Keyed, block: Block) -> bool:
    return former.kind is block.kind and _equal_text(former, block)


def _equal_text(former: Keyed, block: Block) -> bool:
    return segment_hash(former.text) == segment_hash(block.text)


def _ranked(former: Sequence[Keyed], blocks: Sequence[tuple[int, Block]]) -> list[tuple[float, int, Keyed]]:
    """Title and summary keep their keys whatever they say: there is one of each."""
    pairs = [(_alike(each, block), place, each) for each in former for place, block in blocks]
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2].key))


def _alike(former: Keyed, block: Block) -> float:
    if former.kind in (Kind.TITLE, Kind.SUMMARY) or block.kind in (Kind.TITLE, Kind.SUMMARY):
        return float(former.kind is block.kind)
    most = Indel.normalized_similarity(former.text, block.text)  # never less than the ratio, and quick to tell
    if most < ALIKE:
        return most
    if len(former.text) * len(block.text) > LETTER_PAIRS:
        return Indel.normalized_similarity(former.text.split(), block.text.split())
    return SequenceMatcher(None, former.text, block.text, autojunk=False).ratio()
