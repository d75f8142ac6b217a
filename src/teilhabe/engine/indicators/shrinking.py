"""Districts lend each other strength: empirical Bayes, a model and labelled so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.sums import Index
from teilhabe.engine.indicators.asking import Asking
from teilhabe.engine.indicators.assessment import unassessed
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.expressions.shrinkage import Shrunk, beta_binomial, gamma_poisson
from teilhabe.engine.indicators.quality import QualityArrays
from teilhabe.engine.indicators.quotients import Fraction, fraction
from teilhabe.engine.indicators.values import Scope, Sides, Values
from teilhabe.errors import DeclarationError


def shrunk(definition: Definition, cube: Cube, scope: Scope) -> Asking[Values | None]:
    """Values of the districts drawn towards the city's mean, the more the fewer people they rest on.

    Only for districts; all of them are looked at, whichever are asked for.
    """
    if definition.formula not in ("share", "rate"):
        raise DeclarationError(
            f"{definition.id}: Modellwerte der Stadtteile gibt es nur für Anteile und Raten, nicht für "
            f"„{definition.formula}“.",
            f"{definition.id}: model-based values of districts exist for shares and rates only, not for "
            f"“{definition.formula}”.",
        )
    districts = scope.districts or tuple(area for areas in scope.places.values() for area in areas)
    every = replace(scope, places=dict.fromkeys(dict.fromkeys(districts), ()))
    found = (yield from fraction(definition, cube, every)) if districts else None
    if found is None:
        return None
    model = beta_binomial if definition.formula == "share" else gamma_poisson
    result = model(found.numerator, found.denominator, axis=0)
    is_asked = np.array([place in scope.places for place in found.above.places], dtype=np.bool_)
    if not is_asked.any():
        return None
    asked = replace(found, exists=found.exists & is_asked[:, None, None])
    value = result.value * definition.factor
    return asked.as_values(
        definition, scope, value, _modelled(definition, found, result), lambda index: _sides(found, index)
    )


def _sides(found: Fraction, index: Index) -> Sides:
    """All districts of the period shape the model, so each value tells a little of all of them."""
    every = [found.sides((place, *index[1:])) for place in range(len(found.above.places))]
    beside = tuple(entry for sides in every for entry in (sides.numerator, sides.denominator) if entry)
    return replace(found.sides(index), beside=beside)


def _modelled(definition: Definition, found: Fraction, result: Shrunk) -> QualityArrays:
    return replace(
        unassessed(found.numerator.shape),
        cases=found.numerator,
        low=result.low * definition.factor,
        high=result.high * definition.factor,
        method="empirical_bayes",
        modelled=True,
    )
