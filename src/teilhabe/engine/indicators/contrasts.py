"""Two groups beside each other: gap, ratio, and what of the gap comes from their composition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.sums import Floats, Index, told
from teilhabe.engine.indicators.asking import Asking, Formula
from teilhabe.engine.indicators.assessment import assess_contrast, unassessed
from teilhabe.engine.indicators.definition import Definition, Variant
from teilhabe.engine.indicators.expressions.decomposition import kitagawa
from teilhabe.engine.indicators.strata import Strata, strata
from teilhabe.engine.indicators.values import Scope, Sides, Term, Values

GAP, COMPOSITION, RATE = "GAP", "COMPOSITION", "RATE"
"""The codes of a decomposition along its breakdown EFFECT."""
EFFECT = "effect"


def contrast(definition: Definition, cube: Cube, scope: Scope, base: Formula) -> Asking[Values | None]:
    """The value of the variant's `group` minus, or divided by, that of its group `to`."""
    variant = definition.variant
    assert variant is not None
    if scope.by:
        return None
    plain = replace(definition, variant=None)
    found = yield from base(plain, cube, replace(scope, by=f"{variant.by}={variant.group},{variant.to}"))
    if found is None:
        return None
    group, to = found.value[..., :1], found.value[..., 1:]
    value = group - to if variant.kind == "gap" else group / np.where(to == 0, np.nan, to)
    return replace(
        found,
        definition=definition,
        breakdown="",
        codes=("",),
        value=value,
        exists=np.asarray(found.exists.all(axis=-1, keepdims=True)),
        numerator=found.numerator[..., :1],
        denominator=found.denominator[..., :1],
        assessment=assess_contrast(definition, variant.kind, found.numerator, found.denominator, found.assessment),
        sides=lambda index: _both(found, variant, index),
    )


def _both(found: Values, variant: Variant, index: Index) -> Sides:
    group, to = (found.sides((*index[:2], number)) for number in (0, 1))
    against = tuple(entry for entry in (to.numerator, to.denominator) if entry)
    terms = [
        Term(code, told(found.value[(*index[:2], number)])) for number, code in enumerate((variant.group, variant.to))
    ]
    return Sides(group.numerator, group.denominator, against, tuple(terms), (*group.beside, *to.beside))


def decomposition(definition: Definition, cube: Cube, scope: Scope) -> Asking[Values | None]:
    """The gap between two groups, what their composition adds to it and what their rates add (Kitagawa 1955)."""
    variant = definition.variant
    assert variant is not None
    if scope.by:
        return None
    divided = replace(scope, by=f"{variant.by}={variant.group},{variant.to}")
    found = yield from strata(definition, cube, divided, variant.over)
    if found is None:
        return None
    (one_events, other_events), (one_persons, other_persons) = _sides_of(found.events), _sides_of(found.persons)
    effects = kitagawa(one_persons, one_events, other_persons, other_events)
    value = np.stack([effects.gap, effects.composition, effects.rate], axis=-1) * definition.factor
    return Values(
        definition=definition,
        breakdown=EFFECT,
        places=found.whole.above.places,
        periods=found.whole.above.periods,
        codes=(GAP, COMPOSITION, RATE),
        value=value,
        exists=np.repeat(found.whole.exists.all(axis=-1, keepdims=True), 3, axis=-1),
        numerator=np.repeat(found.whole.numerator[..., :1], 3, axis=-1),
        denominator=np.repeat(found.whole.denominator[..., :1], 3, axis=-1),
        assessment=unassessed(value.shape),
        sides=lambda index: _effect_sides(found, index),
    )


def _sides_of(array: Floats) -> Sequence[Floats]:
    """The arrays (place, period, stratum) of both groups."""
    return array[:, :, 0], array[:, :, 1]


def _effect_sides(found: Strata, index: Index) -> Sides:
    group, to = (found.whole.sides((*index[:2], number)) for number in (0, 1))
    against = tuple(entry for entry in (to.numerator, to.denominator) if entry)
    terms = [term for number in (0, 1) for term in found.terms((*index[:2], number))]
    strata = (entry for number in (0, 1) for entry in found.sums((*index[:2], number)))
    beside = (*group.beside, *to.beside, *strata)
    return Sides(group.numerator, group.denominator, against, tuple(terms), beside)
