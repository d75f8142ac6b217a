"""What a sentence tells, before it is one: the kind of claim, what it is about, its numbers, its direction."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from teilhabe.text import Text
from teilhabe.wording.units import Unit

Register = Literal["standard", "plain"]
"""`plain` is plain German (Einfache Sprache): short sentences, everyday words. English has one register."""


class Kind(StrEnum):
    """What kind of thing is told; behind each: its numbers in the order in which they are said."""

    LEVEL = "level"  # one value per subject, up to four; one value without subjects
    CHANGE = "change"  # before, after
    TREND = "trend"  # change per year, then first and last value
    SHIFT = "shift"  # mean since the first period, mean of the time from the second period to the third
    NO_CHANGE = "no_change"  # before, after, and the margin within which it counts as unchanged, where there is one
    GAP = "gap"  # first group, second group, their difference
    RATIO = "ratio"  # first group, second group, how many times the first is the second
    COMPOSITION = "composition"  # the whole, then one part per subject (up to three)
    RANK = "rank"  # the value of the period or place; `rank` says which place it takes
    LEADING = "leading"  # the value of the place; `rank` says among how many of the highest or lowest it is
    RECORD = "record"  # the value; the second period is since when there was none higher or lower
    SPREAD = (
        "spread"  # lowest and highest value of groups, places or periods; only places are named, see `Message.subjects`
    )
    CONCENTRATION = "concentration"  # how many groups or places, and which part of the whole they hold
    CONVERGENCE = "convergence"  # the gap before, the gap after
    TARGET = "target"  # the value, the target, the distance
    DIFFERENCE = "difference"  # first place, second place, their difference
    DECOMPOSITION = "decomposition"  # the change, then the part of it that the subject (a structure) explains
    STRUCTURE = "structure"  # the gap of two groups, then the part of it that the third subject explains
    FORECAST = "forecast"  # the middle of what is expected, a probability, and the limits it holds for
    BREAK = "break"  # none: the periods are the last before and the first after it


class Verdict(StrEnum):
    """What the evidence says; a sentence never says more."""

    SUPPORTED = "supported"
    CHANCE = "not_distinguishable"  # could be mere chance, or is no more than the usual variation: see `Noise`
    NOT_COMPARABLE = "not_comparable"  # a break, another base or another concept lies between
    TOO_FEW = "too_few"  # too few persons or periods for any test


class Noise(StrEnum):
    """Beside what an effect is seen or drowned; it decides how a sentence says that nothing can be told apart."""

    CHANCE = "chance"  # of a sample, or of small counts
    VARIATION = "variation"  # where everybody is counted: what the series strays by from year to year anyway


class Direction(StrEnum):
    NONE = ""
    UP = "up"
    DOWN = "down"
    ABOVE = "above"  # the first is higher than the second
    BELOW = "below"
    HIGHEST = "highest"
    LOWEST = "lowest"
    NARROWER = "narrower"
    WIDER = "wider"


class Strength(StrEnum):
    """Words for the size of an effect; a claim without an effect size has none."""

    NONE = ""
    SLIGHT = "slight"
    CLEAR = "clear"
    STRONG = "strong"


@dataclass(frozen=True)
class Quantity:
    """A number as it is said: rounded, with as many decimals as are printed, and its unit ("" where none is known)."""

    value: Decimal
    unit: Unit | Literal[""] = ""


@dataclass(frozen=True)
class Message:
    """What one sentence tells.

    Its numbers, periods and subjects are said in the order in which they stand here, in every language: so a reader who
    finds them again in that order has found the same message. Where a direction says which way, a change or a
    difference stands without a sign. Without numbers, a message says only why nothing can be said.
    """

    kind: Kind
    verdict: Verdict
    topic: Text  # "Beschäftigungsquote", "Anteil der Personen ohne deutsche Staatsangehörigkeit"
    numbers: tuple[Quantity, ...]
    periods: tuple[str, ...] = ()  # canonical codes
    place: Text | None = None
    subjects: tuple[
        Text, ...
    ] = ()  # groups, parts or places; last in a spread of groups: what they differ by, of places it is first
    direction: Direction = Direction.NONE
    strength: Strength = Strength.NONE
    rank: tuple[int, int] | None = None  # third of twelve
    reason: Text | None = None  # why nothing can be said, or what the break is
    noise: Noise = Noise.CHANCE
