"""Counts and quotients: numerator, denominator of the right day, perhaps over several years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from teilhabe.engine.cube.query import Cube, Sums
from teilhabe.engine.cube.structure import AREA
from teilhabe.engine.cube.sums import Booleans, Floats, Index
from teilhabe.engine.indicators.alignment import Aligned, align
from teilhabe.engine.indicators.asking import Asking, answers
from teilhabe.engine.indicators.assessment import assess
from teilhabe.engine.indicators.breakdown import Breakdown
from teilhabe.engine.indicators.definition import Definition, Part
from teilhabe.engine.indicators.quality import QualityArrays
from teilhabe.engine.indicators.question import Question
from teilhabe.engine.indicators.refusals import (
    refuse_added_shares,
    refuse_different_days,
    refuse_different_people,
    refuse_mixture,
    refuse_unlike_sides,
)
from teilhabe.engine.indicators.resolving import Codes, Places, ask, held_codes
from teilhabe.engine.indicators.territories import refuse_other_state
from teilhabe.engine.indicators.values import Scope, Sides, Values


@dataclass(frozen=True)
class Fraction:
    """Numerator and denominator of an indicator at all places, periods and codes.

    The arrays have the shape (places, periods, codes); `cases` and `asked`, the persons asked behind numerator and
    denominator of a survey, are NaN where they are not known. Every interval tells of the
    `respondents`, the sums of these.
    """

    above: Sums
    below: Aligned | None
    numerator: Floats
    denominator: Floats
    exists: Booleans
    cases: Floats
    asked: Floats
    respondents: tuple[Aligned, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return self.above.axes[0][1] if self.above.axes else ("",)

    def sides(self, index: Index) -> Sides:
        asked = (entry.at(index) for entry in self.respondents)
        return Sides(
            self.above.at(index[: self.above.value.ndim]),
            self.below.at(index) if self.below else None,
            beside=tuple(entry for entry in asked if entry),
        )

    def as_values(
        self,
        definition: Definition,
        scope: Scope,
        value: Floats,
        assessment: QualityArrays,
        sides: Callable[[Index], Sides],
    ) -> Values:
        """What was computed from these numbers, with its quality and the sums behind it."""
        return Values(
            definition=definition,
            breakdown=scope.dimension,
            places=self.above.places,
            periods=self.above.periods,
            codes=self.codes,
            value=value,
            exists=self.exists,
            numerator=self.numerator,
            denominator=self.denominator,
            assessment=assessment,
            sides=sides,
        )


def fraction(definition: Definition, cube: Cube, scope: Scope) -> Asking[Fraction | None]:
    """Numerator and denominator in this scope; None where no data tell of them.

    InputError for what must not be mixed, divided or added up.
    """
    top, bottom = definition.numerator, definition.denominator
    upper = ask(definition.id, top, cube, scope.places, scope.axes)
    lower = ask(definition.id, bottom, cube, scope.places, _below(scope.axes, top, bottom)) if bottom else None
    codes = [held_codes(definition.id, part, cube) for part in definition.parts]
    if bottom:
        refuse_other_state(definition, scope, *(known.get(AREA, ()) for known in codes))
    if upper is None or (bottom is not None and lower is None):
        return None
    counted = _cases(definition.id, top, cube, scope.places, scope.axes)
    asked = _cases(definition.id, bottom, cube, scope.places, _below(scope.axes, top, bottom)) if bottom else None
    questions = [question for question in (upper, lower, counted, asked) if question]
    found = iter((yield from answers(*questions)))
    above = next(found)
    below = align(next(found), above, bottom.at) if bottom and lower else None
    _check(definition, scope.dimension, above, below, codes)
    cases = align(next(found), above, "same") if counted else None
    whole = align(next(found), above, bottom.at) if bottom and asked else None
    return _fraction(above, below, cases, whole)


def _below(by: Sequence[Breakdown], top: Part, bottom: Part) -> Sequence[Breakdown]:
    """The denominator stays whole where only the numerator is restricted along the breakdown (a composition)."""
    return [axis for axis in by if not (axis.dimension in top.where and axis.dimension not in bottom.where)]


def _cases(identifier: str, part: Part, cube: Cube, places: Places, axes: Sequence[Breakdown]) -> Question | None:
    """The unweighted cases behind one side of a survey estimate."""
    return ask(identifier, replace(part, variable=part.cases, minus=()), cube, places, axes) if part.cases else None


def _check(definition: Definition, dimension: str, above: Sums, below: Aligned | None, codes: Sequence[Codes]) -> None:
    for sums in (above, below.sums) if below else (above,):
        refuse_mixture(definition.id, sums)
        refuse_added_shares(definition.id, sums)
    if below:
        refuse_different_people(definition, dimension, above, below, codes)
        refuse_different_days(definition, above, below)
        refuse_unlike_sides(definition, above, below.sums)


def _fraction(above: Sums, below: Aligned | None, cases: Aligned | None, asked: Aligned | None) -> Fraction:
    numerator = _with_codes(above.value)
    exists = _with_codes(above.exists)
    denominator, counted, whole = (
        np.broadcast_to(entry.value if entry else np.nan, numerator.shape) for entry in (below, cases, asked)
    )
    return Fraction(
        above=above,
        below=below,
        numerator=numerator,
        denominator=denominator,
        exists=exists & np.broadcast_to(below.exists, exists.shape) if below else exists,
        cases=counted,
        asked=whole,
        respondents=tuple(entry for entry in (cases, asked) if entry),
    )


def _with_codes(array: np.ndarray) -> np.ndarray:
    return array if array.ndim == 3 else array[:, :, None]


def quotient(definition: Definition, numerator: Floats, denominator: Floats) -> Floats:
    """The value from its numbers; NaN where one is missing or the denominator is 0."""
    if definition.formula in ("count", "published"):
        return numerator
    positive = np.where(denominator == 0, np.nan, denominator)
    return numerator * definition.factor / positive


def plain(definition: Definition, cube: Cube, scope: Scope) -> Asking[Values | None]:
    """Count, share, rate, mean or published value."""
    found = yield from fraction(definition, cube, scope)
    if found is None:
        return None
    return values(definition, scope, found, found.sides)


def values(definition: Definition, scope: Scope, found: Fraction, sides: Callable[[Index], Sides]) -> Values:
    """The values of a fraction with their quality."""
    value = quotient(definition, found.numerator, found.denominator)
    assessment = assess(definition, value, found.numerator, found.denominator, found.cases, found.asked)
    return found.as_values(definition, scope, value, assessment, sides)
