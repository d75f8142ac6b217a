"""Districts lend each other strength: empirical Bayes, a model and labelled so.

Whoever knows the model can compute it backwards. Therefore it rests on what is shown: on the districts whose figures
are open one by one, and on all others together, as what the city has more. So no value tells of a single hidden one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.sums import Booleans, Floats, Index, Sum, told
from teilhabe.engine.indicators.asking import Asking
from teilhabe.engine.indicators.assessment import unassessed
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.expressions.arrays import known
from teilhabe.engine.indicators.expressions.shrinkage import Shrunk, beta_binomial, gamma_poisson
from teilhabe.engine.indicators.quality import QualityArrays
from teilhabe.engine.indicators.quotients import Fraction, fraction
from teilhabe.engine.indicators.values import Scope, Sides, Value, Values
from teilhabe.errors import DeclarationError

Counts = tuple[Floats, Floats]
"""Events and persons, NaN where they are not known."""
_NOBODY = 1e-9
"""Sums of estimates may differ by such a part and still be the same."""


def shrunk(definition: Definition, cube: Cube, scope: Scope) -> Asking[Values | None]:
    """Values of the districts drawn towards the city's mean, the more the fewer people they rest on.

    Only for districts; all of them are looked at, whichever are asked for. Beside each value stands the whole city.
    """
    if definition.formula not in ("share", "rate"):
        raise DeclarationError(
            f"{definition.id}: Modellwerte der Stadtteile gibt es nur für Anteile und Raten, nicht für "
            f"„{definition.formula}“.",
            f"{definition.id}: model-based values of districts exist for shares and rates only, not for "
            f"“{definition.formula}”.",
        )
    districts = scope.districts or tuple(area for areas in scope.places.values() for area in areas)
    found = (yield from fraction(definition, cube, _everywhere(scope, districts))) if districts else None
    if found is None:
        return None
    is_asked = np.array([place in districts and place in scope.places for place in found.above.places], dtype=np.bool_)
    if not is_asked.any():
        return None
    asked = replace(found, exists=found.exists & is_asked[:, None, None])
    city = next((number for number, place in enumerate(found.above.places) if place not in districts), None)
    result, comparable = _of_districts(definition, found, city)
    return asked.as_values(
        definition,
        scope,
        result.value * definition.factor,
        _modelled(definition, found, result),
        lambda index: _sides(found, city if comparable[index[1:]] else None, index),
    )


def _everywhere(scope: Scope, districts: Sequence[str]) -> Scope:
    """All districts, and the city where its name is known."""
    whole = {scope.standard: tuple(districts)} if scope.standard not in ("", *districts) else {}
    return replace(scope, places={**dict.fromkeys(districts, ()), **whole})


def _of_districts(definition: Definition, found: Fraction, city: int | None) -> tuple[Shrunk, Booleans]:
    """The model of the districts, in arrays that have room for all places, and where the city helped."""
    events, persons = found.numerator, found.denominator
    if city is None:
        return _model(definition, events, persons), np.zeros(events.shape[1:], dtype=np.bool_)
    comparable = _on_one_base(found, city)
    whole = known(comparable, events[city]), known(comparable, persons[city])
    is_city = np.arange(len(events))[:, None, None] == city
    return _with_rest(definition, (known(~is_city, events), persons), whole), comparable


def _on_one_base(found: Fraction, city: int) -> Booleans:
    """In which periods, for which codes, the city is counted on the same bases as its districts."""
    _, occurs = found.above.attributes("base")
    bases = occurs if occurs.ndim == 4 else occurs[:, :, None, :]
    districts = np.delete(bases, city, axis=0).any(axis=0)
    return np.asarray((bases[city] == districts).all(axis=-1))


def _with_rest(definition: Definition, districts: Counts, whole: Counts) -> Shrunk:
    """The model of the districts along the first axis, where what the whole has more is one district further."""
    rest = _rest(districts, whole)
    events, persons = (np.concatenate([own, more[None]]) for own, more in zip(districts, rest, strict=True))
    result = _model(definition, events, persons)
    return Shrunk(result.value[:-1], result.weight[:-1], result.prior_mean, result.low[:-1], result.high[:-1])


def _model(definition: Definition, events: Floats, persons: Floats) -> Shrunk:
    return (beta_binomial if definition.formula == "share" else gamma_poisson)(events, persons, axis=0)


def _rest(districts: Counts, whole: Counts) -> Counts:
    """What the whole has more than its districts; NaN where that is nobody or not known."""
    there = ~np.isnan(districts[0]) & ~np.isnan(districts[1])
    events, persons = (all_ - np.sum(own, axis=0, where=there) for all_, own in zip(whole, districts, strict=True))
    is_rest = (persons > _NOBODY * whole[1]) & (events >= 0)
    return known(is_rest, events), known(is_rest, persons)


def _sides(found: Fraction, city: int | None, index: Index) -> Sides:
    """Beside the district's own sums stand those of the whole city: the mean that all are drawn towards."""
    own = found.sides(index)
    whole = found.sides((city, *index[1:])) if city is not None else own
    return replace(own, beside=(*(entry for entry in (whole.numerator, whole.denominator) if entry), *own.beside))


def _modelled(definition: Definition, found: Fraction, result: Shrunk) -> QualityArrays:
    return replace(
        unassessed(found.numerator.shape),
        cases=found.numerator,
        low=result.low * definition.factor,
        high=result.high * definition.factor,
        method="empirical_bayes",
        modelled=True,
    )


def as_shown(definition: Definition, values: Sequence[Value]) -> Iterator[Value]:
    """The values of all districts that are shown, as the model yields them where it sees the others only together."""
    groups: dict[tuple[str, str], list[Value]] = {}
    for value in values:
        groups.setdefault((value.period, value.code), []).append(value)
    for group in groups.values():
        yield from _anew(definition, group)


def _anew(definition: Definition, group: Sequence[Value]) -> Iterator[Value]:
    districts = _counts([entry.numerator for entry in group]), _counts([entry.denominator for entry in group])
    events, persons = (_counts([entry])[0] for entry in group[0].beside[:2])
    result = _with_rest(definition, districts, (events, persons))
    for number, entry in enumerate(group):
        value, low, high = (told(part[number] * definition.factor) for part in (result.value, result.low, result.high))
        yield replace(entry, value=value, quality=replace(entry.quality, low=low, high=high))


def _counts(sums: Sequence[Sum | None]) -> Floats:
    return np.array([entry.value if entry else None for entry in sums], dtype=np.float64)
