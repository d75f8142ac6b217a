"""Several years together: small numbers become steadier when neighbouring years are added up."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from teilhabe.codes.period import parse_period
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.sums import Booleans, Index, joined
from teilhabe.engine.indicators.asking import Asking
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.expressions.pooling import moving_sum
from teilhabe.engine.indicators.quotients import Fraction, fraction, values
from teilhabe.engine.indicators.values import Scope, Sides, Term, Values


def pooled(definition: Definition, cube: Cube, scope: Scope) -> Asking[Values | None]:
    """The value over the years of a trailing window; it is named after the last of them.

    A window with a missing year, or with years of two bases or concepts, has no value. Counts become the yearly mean.
    """
    assert definition.variant is not None
    years = definition.variant.years
    found = yield from fraction(definition, cube, scope)
    if found is None or len(found.above.periods) < years:
        return None
    whole = _windows(found, years)
    pool = replace(
        found,
        numerator=np.where(whole, moving_sum(found.numerator, years, 1), np.nan),
        denominator=moving_sum(found.denominator, years, 1),
        cases=moving_sum(found.cases, years, 1),
        asked=moving_sum(found.asked, years, 1),
        exists=whole,
    )
    if definition.formula == "count":
        definition, pool = _per_year(definition, pool, years)
    return values(definition, scope, pool, lambda index: _sides(found, pool, years, index))


def _per_year(definition: Definition, pool: Fraction, years: int) -> tuple[Definition, Fraction]:
    """A count of several years as a rate: its exposure is their number."""
    exposure = np.full(pool.numerator.shape, float(years))
    return replace(definition, formula="rate", factor=1), replace(pool, denominator=exposure)


def _windows(found: Fraction, years: int) -> Booleans:
    """Where the last `years` values exist, follow each other year by year and rest on one base and concept."""
    follows = _follows(found.above.periods)
    same = _same(found, "base") & _same(found, "concept")
    whole = found.exists.copy()
    for back in range(1, years):
        whole[:, back:] &= found.exists[:, :-back]
    for back in range(years - 1):
        joint = same & follows[None, 1:, None]
        whole[:, back + 1 :] &= joint[:, : joint.shape[1] - back] if back else joint
    whole[:, : years - 1] = False
    return whole


def _same(found: Fraction, attribute: str) -> Booleans:
    """Whether each period has the same contents of an attribute, above and below, as the period before it."""
    _, occurs = found.above.attributes(attribute)
    alike = _unchanged(occurs if occurs.ndim == 4 else occurs[:, :, None, :])
    if found.below is None:
        return alike
    _, occurs = found.below.sums.attributes(attribute)
    return alike & _unchanged(found.below.occurs(occurs))


def _unchanged(marks: Booleans) -> Booleans:
    equal: Booleans = (marks[:, 1:] == marks[:, :-1]).all(axis=-1)
    return equal


def _follows(periods: tuple[str, ...]) -> Booleans:
    """Whether each period ends one year after the period before it."""
    ends = [parsed.end if (parsed := parse_period(period)) else None for period in periods]
    steps = [
        earlier is not None and later is not None and (later.year - earlier.year, later.month) == (1, earlier.month)
        for earlier, later in pairwise(ends)
    ]
    return np.array([False, *steps], dtype=np.bool_)


def _sides(found: Fraction, pool: Fraction, years: int, index: Index) -> Sides:
    place, period, code = index
    window = [(place, earlier, code) for earlier in range(period - years + 1, period + 1)]
    single = [found.sides(entry) for entry in window]
    terms = [
        Term(side.numerator.period, side.numerator.value, side.denominator.value if side.denominator else None)
        for side in single
    ]
    belows = [side.denominator for side in single if side.denominator]
    return Sides(
        numerator=joined([side.numerator for side in single], pool.numerator[index]),
        denominator=joined(belows, pool.denominator[index]) if belows else None,
        terms=tuple(terms),
        beside=tuple(entry for side in single for entry in side.beside),
    )
