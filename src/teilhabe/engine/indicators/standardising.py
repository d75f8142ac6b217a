"""As if all were composed alike: rates standardised over age, sex or other strata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.sums import Floats, Index
from teilhabe.engine.indicators.asking import Asking
from teilhabe.engine.indicators.assessment import rule_of, unassessed
from teilhabe.engine.indicators.definition import Definition, Part
from teilhabe.engine.indicators.expressions import standardisation
from teilhabe.engine.indicators.expressions.arrays import quotient
from teilhabe.engine.indicators.expressions.intervals import Interval
from teilhabe.engine.indicators.quality import QualityArrays
from teilhabe.engine.indicators.strata import Strata, strata
from teilhabe.engine.indicators.values import Scope, Sides, Term, Values


def standardised(definition: Definition, cube: Cube, scope: Scope) -> Asking[Values | None]:
    """Values with the composition of the standard population: everybody at the standard place in the same period.

    Direct: each group's own rates, weighted with the standard's strata. Indirect: events against those expected from
    the standard's rates, times the standard's crude rate.
    """
    variant = definition.variant
    assert variant is not None
    found = yield from strata(definition, cube, scope, variant.over)
    if found is None:
        return None
    standard = yield from strata(_of_everybody(definition, scope), cube, _at_standard(scope), variant.over)
    if standard is None:
        return None
    events, persons = _over_periods(found, standard)
    if variant.method == "direct":
        weights, (value, assessment) = persons, _direct(definition, found, persons)
    else:
        weights, (value, assessment) = _rates(events, persons), _indirect(definition, found, events, persons)
    return found.whole.as_values(definition, scope, value, assessment, lambda index: _sides(found, weights, index))


def _of_everybody(definition: Definition, scope: Scope) -> Definition:
    """The definition without the restriction to a group of the breakdown."""
    assert definition.variant is not None
    assert definition.denominator is not None
    dimensions = {scope.dimension, definition.variant.dimension}
    top, bottom = definition.numerator, definition.denominator
    return replace(definition, numerator=_without(top, dimensions), denominator=_without(bottom, dimensions))


def _without(part: Part, dimensions: set[str]) -> Part:
    kept: Mapping[str, tuple[str, ...]] = {name: codes for name, codes in part.where.items() if name not in dimensions}
    return replace(part, where=kept)


def _at_standard(scope: Scope) -> Scope:
    place = scope.standard or next(iter(scope.places))
    return replace(scope, places={place: scope.places.get(place, scope.districts)}, by="")


def _over_periods(found: Strata, standard: Strata) -> tuple[Floats, Floats]:
    """The standard's events and persons in the periods of the others: arrays period × stratum."""
    known = {period: place for place, period in enumerate(standard.whole.above.periods)}
    order = np.array([known.get(period, -1) for period in found.whole.above.periods])
    events, persons = standard.events[0, order, 0], standard.persons[0, order, 0]
    events[order < 0], persons[order < 0] = np.nan, np.nan
    return events, persons


def _direct(definition: Definition, found: Strata, persons: Floats) -> tuple[Floats, QualityArrays]:
    weights = persons[None, :, None, :]
    value = standardisation.direct(found.events, found.persons, weights).value
    if definition.formula == "share":
        interval = standardisation.direct_share_interval(found.events, found.persons, weights)
        return value * definition.factor, _bounded(definition, found, interval, "wilson")
    interval = standardisation.direct_interval(found.events, found.persons, weights)
    return value * definition.factor, _bounded(definition, found, interval, "fay_feuer")


def _indirect(definition: Definition, found: Strata, events: Floats, persons: Floats) -> tuple[Floats, QualityArrays]:
    rates = quotient(events, persons)[None, :, None, :]
    crude = quotient(events.sum(axis=-1), persons.sum(axis=-1))[None, :, None]
    result = standardisation.indirect(found.whole.numerator, found.persons, rates, crude)
    low, high = standardisation.indirect_interval(found.whole.numerator, result.expected)
    return result.rate * definition.factor, _bounded(definition, found, Interval(low * crude, high * crude), "poisson")


def _bounded(definition: Definition, found: Strata, interval: Interval, method: str) -> QualityArrays:
    """The interval in the indicator's unit; estimates of a survey have none of this kind."""
    plain = replace(unassessed(found.whole.numerator.shape), cases=found.whole.numerator)
    if rule_of(definition).kind != "register":
        return plain
    low, high = interval.low * definition.factor, interval.high * definition.factor
    return replace(plain, low=low, high=high, method=method)


def _rates(events: Floats, persons: Floats) -> Floats:
    """The standard's rates by stratum, after them its crude rate."""
    crude = quotient(events.sum(axis=-1, keepdims=True), persons.sum(axis=-1, keepdims=True))
    return np.concatenate([quotient(events, persons), crude], axis=-1)


def _sides(found: Strata, weights: Floats, index: Index) -> Sides:
    """Its lines are the strata with the standard's weights; with the indirect method the whole stands after them."""
    plain = found.whole.sides(index)
    own = weights[index[1]].tolist()
    rest = own[len(found.names) :]
    below = plain.denominator.value if plain.denominator else None
    whole = [Term(TOTAL, plain.numerator.value, below, weight) for weight in rest]
    strata_lines = found.terms(index, own[: len(found.names)])
    beside = (*plain.beside, *found.sums(index))
    return Sides(plain.numerator, plain.denominator, (), (*strata_lines, *whole), beside)
