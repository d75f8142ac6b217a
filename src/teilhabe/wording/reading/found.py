"""What a reader finds in a text, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from teilhabe.wording.message import Direction, Quantity, Verdict


class Roundness(StrEnum):
    """How exactly a number is meant: as printed, or on which side of the truth it stands."""

    EXACT = ""
    ABOUT = "about"  # rund, etwa
    NEARLY = "nearly"  # knapp, fast: the truth is a little less
    OVER = "over"  # mehr als, gut: the truth is a little more
    UNDER = "under"  # weniger als


@dataclass(frozen=True)
class Found:
    """Something found between two positions of the text."""

    start: int
    end: int


@dataclass(frozen=True)
class Figure(Found):
    """A number; `half` is half a unit of its last printed digit."""

    quantity: Quantity
    half: Decimal
    roundness: Roundness = Roundness.EXACT


@dataclass(frozen=True)
class Moment(Found):
    """A period, or the two ends of a span; no code at all where the year before another is meant."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class Movement(Found):
    direction: Direction


@dataclass(frozen=True)
class Naming(Found):
    name: str


@dataclass(frozen=True)
class Standing(Found):
    """A place in an order: the third of twelve, or the third where nobody says of how many (0)."""

    rank: int
    of: int


@dataclass(frozen=True)
class Doubt(Found):
    """Words that take a comparison back."""

    verdict: Verdict


@dataclass(frozen=True)
class Findings:
    """All that is found in a text, each kind in the order of the text; positions count in `text`."""

    text: str
    figures: tuple[Figure, ...]
    moments: tuple[Moment, ...]
    movements: tuple[Movement, ...]
    namings: tuple[Naming, ...]
    standings: tuple[Standing, ...]
    doubts: tuple[Doubt, ...]
