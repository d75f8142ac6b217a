"""The values of an indicator: as arrays for computing, as rows for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from teilhabe.codes.period import parse_period
from teilhabe.codes.signs import PROVISIONAL
from teilhabe.engine.cube.sums import Booleans, Floats, Index, Sum, told
from teilhabe.engine.indicators.breakdown import Breakdown
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.quality import UNKNOWN, Quality, QualityArrays
from teilhabe.errors import InputError


@dataclass(frozen=True)
class Scope:
    """For which places and along which breakdown an indicator is computed.

    `places` maps each place to the areas it may be summed from (a city to its districts); a place that stands in the
    data itself is never summed. `by` is "" or a breakdown as declared: "sex", "age=Y_LT15,Y15T64". `standard` is the
    place whose population is the standard of standardised values, "" for the first place; `districts` are the areas
    that a model-based value borrows strength from.
    """

    places: Mapping[str, tuple[str, ...]]
    by: str = ""
    standard: str = ""
    districts: tuple[str, ...] = ()

    @property
    def axes(self) -> tuple[Breakdown, ...]:
        """The breakdown, if there is one."""
        return (Breakdown.parse(self.by),) if self.by else ()

    @property
    def dimension(self) -> str:
        """What the breakdown runs along, "" for the whole."""
        return Breakdown.parse(self.by).dimension


@dataclass(frozen=True)
class Term:
    """One line of a computation that has several: a stratum, a class, a year, a district, the side of a gap."""

    code: str
    numerator: float | None
    denominator: float | None = None
    weight: float | None = None


@dataclass(frozen=True)
class Value:
    """One value of an indicator. `value` is None where a source holds a sign or the denominator is zero.

    `against` are numerator and denominator of the group that the value is compared with, and `terms` the lines of a
    computation that a single quotient does not show. `beside` are sums that the value tells of without showing them.
    """

    place: str
    period: str
    breakdown: str  # the dimension, "" for the whole
    code: str  # "" for the whole
    value: float | None
    numerator: Sum
    denominator: Sum | None
    quality: Quality = UNKNOWN
    against: tuple[Sum, ...] = ()
    terms: tuple[Term, ...] = ()
    beside: tuple[Sum, ...] = ()

    @property
    def sums(self) -> tuple[Sum, ...]:
        own = (self.numerator, self.denominator) if self.denominator else (self.numerator,)
        return (*own, *self.against)

    @property
    def bases(self) -> tuple[str, ...]:
        """The population bases of numerator and denominator, in this order."""
        return tuple(base for entry in self.sums for base in entry.bases)

    @property
    def end(self) -> date:
        return period_end(self.period)


def period_end(code: str) -> date:
    """The last day of a period; InputError where the code is none."""
    period = parse_period(code)
    if period is None:
        raise InputError(f"„{code}“ ist kein Zeitraum.", f"“{code}” is no period.")
    return period.end


@dataclass(frozen=True)
class Sides:
    """The sums behind one value."""

    numerator: Sum
    denominator: Sum | None
    against: tuple[Sum, ...] = ()
    terms: tuple[Term, ...] = ()
    beside: tuple[Sum, ...] = ()

    @property
    def are_provisional(self) -> bool:
        """Whether any of them is: the value then is, too."""
        sums = (self.numerator, *((self.denominator,) if self.denominator else ()), *self.against)
        return any(PROVISIONAL in entry.statuses for entry in sums)


@dataclass(frozen=True)
class Values:
    """The values of one indicator in one scope, as arrays of the shape (places, periods, codes).

    Without a breakdown there is one code, "". `exists` says where there is a value at all, `value` is NaN where it
    cannot be told. `numerator` and `denominator` are the numbers it was computed from (NaN where there is none).
    """

    definition: Definition
    breakdown: str
    places: tuple[str, ...]
    periods: tuple[str, ...]  # in order of time
    codes: tuple[str, ...]
    value: Floats
    exists: Booleans
    numerator: Floats
    denominator: Floats
    assessment: QualityArrays
    sides: Callable[[Index], Sides]

    def rows(self) -> Iterator[Value]:
        """The values one by one, ordered by place, period and code."""
        places, codes = np.argsort(self.places, kind="stable"), np.argsort(self.codes, kind="stable")
        for place in places.tolist():
            for period in range(len(self.periods)):
                for code in codes.tolist():
                    if self.exists[place, period, code]:
                        yield self.row((place, period, code))

    def row(self, index: Index) -> Value:
        place, period, code = index
        sides = self.sides(index)
        return Value(
            place=self.places[place],
            period=self.periods[period],
            breakdown=self.breakdown,
            code=self.codes[code],
            value=told(self.value[index]),
            numerator=sides.numerator,
            denominator=sides.denominator,
            quality=self.assessment.row(index, sides.are_provisional),
            against=sides.against,
            terms=sides.terms,
            beside=sides.beside,
        )
