"""What statements are made about: one indicator with its released series, whatever table they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal

from teilhabe.text import Text
from teilhabe.wording.units import Unit

ORIGINS = frozenset({"citizenship", "birth_country", "origin", "family_language", "language", "religion"})
"""Dimensions that tell where somebody comes from: their groups are never put in an order by their values."""


class DataKind(StrEnum):
    """What uncertainty a value has, and with it which test applies."""

    FULL_COUNT = "full_count"  # everybody is counted: no sampling, but the course of events varies
    SURVEY = "survey"  # a sample, with published or derived intervals
    PUBLISHED = "published"  # a finished figure without the numbers behind it: only its own series says how it varies


class Measure(StrEnum):
    COUNT = "count"
    SHARE = "share"  # part of a whole, times 100
    RATE = "rate"  # events per so many persons
    OTHER = "other"  # means, indices, medians


@dataclass(frozen=True)
class Key:
    """Whose values a series holds: a place, and there a group ("" for everybody)."""

    place: str = ""
    dimension: str = ""
    code: str = ""


@dataclass(frozen=True)
class Point:
    """One released value; nothing hidden is ever a point.

    `numerator` and `denominator` are the counts behind it where they are released, `low` and `high` its interval with
    95 per cent confidence. `cell` says where it can be looked up ("6057.tsv:B2", or the id of a figure).
    """

    period: str
    value: float
    cell: str
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Cut:
    """Between which points of a series nothing may be compared: before the point `at`."""

    at: int
    why: Text


@dataclass(frozen=True, eq=False)
class Series:
    """Values in order of time; one is like no other, so that what was computed of it can be found again."""

    key: Key
    points: tuple[Point, ...]
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True)
class Goal:
    """A value that somebody has decided to reach by a period."""

    value: float
    period: str


@dataclass(frozen=True)
class Parted:
    """What the composition of two groups explains of the gap between them at one time; `over` names the composition."""

    first: Key
    second: Key
    over: Text
    period: str
    gap: float
    composition: float
    cells: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Topic:
    """One indicator: how its values are to be read, and its series.

    `labels` names places under ("", code), groups under (dimension, code) and a dimension itself under (dimension, "").
    `reference` are the keys of the two
    groups whose gap counts. Dimensions in `unranked` (origins: citizenship, country of birth, religion) are never put
    in an order by their values. `decimals` is how many are said.
    """

    id: str
    name: Text
    unit: Unit | Literal[""]
    decimals: int
    data: DataKind
    measure: Measure
    series: tuple[Series, ...]
    labels: Mapping[tuple[str, str], Text]
    home: str = ""  # the place that is reported on
    factor: float = 1.0  # value = numerator / denominator × factor
    is_additive: bool = False  # whether the values of groups add up to a meaningful sum
    reference: tuple[Key, Key] | None = None
    unranked: frozenset[str] = frozenset()
    goal: Goal | None = None
    parted: tuple[Parted, ...] = ()
    weight: float = 1.0  # how much of its table it speaks for; the whole comes before its corners
    limits: tuple[Text, ...] = field(default_factory=tuple)  # what this cannot show

    @cached_property
    def by_key(self) -> Mapping[Key, Series]:
        """The first series of each key."""
        return {series.key: series for series in reversed(self.series)}
