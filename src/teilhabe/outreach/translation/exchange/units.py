"""What travels in a file: units with the identity that brings them home, facts and links as codes nobody can retype.

An identity is `item.language.level.key.hash`: it survives every tool as the id of a unit (XLIFF) or the context (PO).
`hash` is that of the translation when the file was made, so that later work in the house is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from teilhabe.outreach.body.inline import FACT
from teilhabe.outreach.body.segments import segment_hash

NO_TRANSLATION = "0"
_IDENTITY = re.compile(r"([\w-]{1,80})\.([a-z]{2,8})\.(standard|plain|easy)\.([0-9a-z]{1,16})\.(0|[0-9a-f]{16})")
_CODES = re.compile(FACT.pattern + r"|\[(?=[^\[\]]*\]\([^()\s]*\))|\]\([^()\s]*\)")


class Stage(StrEnum):
    """How far a unit is; the names are those of XLIFF 2.0."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


@dataclass(frozen=True)
class Identity:
    item: str
    language: str
    level: str
    key: str
    target_hash: str

    def __str__(self) -> str:
        return f"{self.item}.{self.language}.{self.level}.{self.key}.{self.target_hash}"


@dataclass(frozen=True)
class Unit:
    """`notes` tell a translator where the text stands and what changed; they are not read back."""

    identity: Identity
    source: str
    target: str = ""
    stage: Stage = Stage.INITIAL
    notes: Sequence[str] = field(default=())


@dataclass(frozen=True)
class Parcel:
    """Units of one pair of languages; `title` names the file inside."""

    source_language: str
    language: str
    title: str
    units: Sequence[Unit]


@dataclass(frozen=True)
class Piece:
    """A stretch of words, or a code: a fact, or the begin or end of a link."""

    text: str
    number: int = 0
    """The code's number in its segment, counted from 1; 0 for words."""

    @property
    def is_fact(self) -> bool:
        return self.text.startswith("{")


def read_identity(text: str) -> Identity | None:
    found = _IDENTITY.fullmatch(text.strip())
    return Identity(*found.groups()) if found else None


def hash_of(target: str | None) -> str:
    return segment_hash(target) if target else NO_TRANSLATION


def pieces(text: str, source: str | None = None) -> Iterator[Piece]:
    """The text in pieces that give it back when joined; codes have the numbers that they have in `source`."""
    free = [match[0] for match in _CODES.finditer(text if source is None else source)]
    numbers = list(enumerate(free, start=1))
    place = 0
    for match in _CODES.finditer(text):
        known = next((pair for pair in numbers if pair[1] == match[0]), None)
        if known is None:
            continue  # not of the source: it stays words, and the check of tokens tells
        numbers.remove(known)
        if match.start() > place:
            yield Piece(text[place : match.start()])
        yield Piece(match[0], known[0])
        place = match.end()
    if place < len(text):
        yield Piece(text[place:])


def codes_of(source: str) -> dict[int, str]:
    """What each number stands for."""
    return {piece.number: piece.text for piece in pieces(source) if piece.number}
