"""How something is spread: over ages (average, median), over groups (concentration), over districts (dissimilarity)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from teilhabe.codes import age
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.cube.query import Cube, Sum, Sums
from teilhabe.engine.cube.sums import Booleans, Floats, Index, united
from teilhabe.engine.indicators.asking import Asking, answers
from teilhabe.engine.indicators.assessment import unassessed
from teilhabe.engine.indicators.breakdown import Breakdown
from teilhabe.engine.indicators.definition import Definition, Part
from teilhabe.engine.indicators.expressions import averages, concentration
from teilhabe.engine.indicators.quotients import Fraction, fraction
from teilhabe.engine.indicators.resolving import ask, codes_of, finest, held_in
from teilhabe.engine.indicators.values import Scope, Sides, Term, Values
from teilhabe.errors import DeclarationError, InputError

OPEN_CLASS_YEARS = 5
"""An open last class of ages ("85 and older") is taken as so wide in a mean, as tables of five-year classes do."""

Spread = Callable[[Floats, tuple[str, ...]], Floats]
"""A value from the counts of the classes along the last axis, and the codes of these classes."""


def along(definition: Definition, cube: Cube, scope: Scope) -> Asking[Values | None]:
    """Average, median, Herfindahl index or share of the largest, along the numerator's own dimension."""
    whole = yield from fraction(replace(definition, formula="count", denominator=None), cube, scope)
    classes = _classes(definition, cube)
    if whole is None or not classes:
        return None
    divided = ask(
        definition.id,
        definition.numerator,
        cube,
        scope.places,
        [*scope.axes, Breakdown(definition.numerator.along, classes)],
    )
    if divided is None:
        return None
    (found,) = yield from answers(divided)
    counts = np.where(found.exists, found.value, 0.0).reshape(*whole.numerator.shape, len(classes))
    counts *= _counting(definition, cube, found.periods, classes)[None, :, None, :]
    value = _spread(definition, classes)(counts, classes)
    return _values(
        definition, scope, whole, value, lambda index: _listed(definition, whole, found, classes, counts, index)
    )


def _classes(definition: Definition, cube: Cube) -> tuple[str, ...]:
    """The codes that are summed up: what the numerator is restricted to, without totals and unknowns."""
    codes = codes_of(definition.id, definition.numerator, cube, definition.numerator.along)
    return tuple(code for code in codes if code not in (TOTAL, age.UNKNOWN))


def _counting(definition: Definition, cube: Cube, periods: Sequence[str], classes: Sequence[str]) -> Booleans:
    """Which classes count in each period: those that are not made up of others that stand there too."""
    part = definition.numerator
    kept = [{*finest(part.along, held_in(definition.id, part, cube, period, classes))} for period in periods]
    return np.array([[code in codes for code in classes] for codes in kept], dtype=np.bool_).reshape(-1, len(classes))


def _spread(definition: Definition, classes: tuple[str, ...]) -> Spread:
    if definition.formula == "herfindahl":
        return lambda counts, _: concentration.herfindahl(counts)
    if definition.formula == "top_share":
        return lambda counts, _: concentration.top_share(counts, definition.top) * 100
    if definition.numerator.along != "age":
        raise DeclarationError(
            f"{definition.id}: Ein Mittelwert oder Median braucht das Alter; „{definition.numerator.along}“ lässt sich "
            "nicht mitteln.",
            f"{definition.id}: an average or median needs the age; “{definition.numerator.along}” has no mean.",
        )
    if strange := [code for code in classes if not age.is_span(code)]:
        raise InputError(
            f"{definition.id}: „{strange[0]}“ ist kein Alter, deshalb lässt sich nichts mitteln. Bitte die Angabe im "
            "Rezept der Quelle einem Alter zuordnen.",
            f"{definition.id}: “{strange[0]}” is no age, so there is no mean. Please map it to an age in the recipe of "
            "the source.",
        )
    return _average if definition.formula == "average" else _median


def _average(counts: Floats, classes: tuple[str, ...]) -> Floats:
    lower, upper = _bounds(classes)
    return averages.grouped_mean(counts, lower, upper, closing=float(lower.max()) + OPEN_CLASS_YEARS)


def _median(counts: Floats, classes: tuple[str, ...]) -> Floats:
    return averages.grouped_median(counts, *_bounds(classes))


def _bounds(codes: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Lower (included) and upper (excluded) bounds of ages in exact years."""
    spans = [age.bounds(code) for code in codes]
    lower = np.array([first for first, _ in spans], dtype=np.float64)
    return lower, np.array([np.inf if last is None else last + 1 for _, last in spans])


def _values(
    definition: Definition, scope: Scope, whole: Fraction, value: Floats, sides: Callable[[Index], Sides]
) -> Values:
    known = np.where(np.isnan(whole.numerator), np.nan, value)
    return whole.as_values(definition, scope, known, replace(unassessed(value.shape), cases=whole.numerator), sides)


def _listed(
    definition: Definition, whole: Fraction, found: Sums, classes: tuple[str, ...], counts: Floats, index: Index
) -> Sides:
    own = counts[index].tolist()
    terms = tuple(Term(code, count) for code, count in zip(classes, own, strict=True))
    if definition.formula == "average":
        return replace(whole.sides(index), terms=terms)
    place = index[: found.value.ndim - 1]
    filled = [number for number, count in enumerate(own) if count and found.exists[(*place, number)]]
    if definition.formula == "top_share":
        filled = sorted(filled, key=lambda number: -own[number])[: definition.top]
    sums = [found.at((*place, number)) for number in filled]
    told = [united(sums, definition.numerator.along)] if definition.formula == "top_share" and sums else sums
    return replace(whole.sides(index), terms=terms, beside=tuple(told))


def dissimilarity(definition: Definition, cube: Cube, scope: Scope) -> Asking[Values | None]:
    """Half the sum over the districts of the differences between the shares of a group and of all others.

    Only for places that consist of several areas of the data.
    """
    divided = {place: areas for place, areas in scope.places.items() if len(areas) > 1}
    assert definition.denominator is not None
    scope = replace(scope, places=divided)
    whole = (yield from fraction(definition, cube, scope)) if divided else None
    areas = {area: (area,) for parts in divided.values() for area in parts}
    group = ask(definition.id, definition.numerator, cube, areas, scope.axes)
    everybody = ask(definition.id, _undivided(definition.denominator, scope.dimension), cube, areas)
    if whole is None or group is None or everybody is None:
        return None
    inside, all_ = yield from answers(group, everybody)
    value = np.stack([_index(inside, all_, divided[place], whole) for place in whole.above.places])
    return _values(definition, scope, whole, value, lambda index: _districts(inside, all_, divided, whole, index))


def _undivided(part: Part, dimension: str) -> Part:
    return replace(part, where={name: codes for name, codes in part.where.items() if name != dimension})


def _index(inside: Sums, everybody: Sums, areas: tuple[str, ...], whole: Fraction) -> Floats:
    """The index of one place: an array period × code."""
    group, all_ = _taken(inside, areas, whole), _taken(everybody, areas, whole)
    return concentration.dissimilarity(group, all_ - group, axis=0)


def _taken(sums: Sums, areas: tuple[str, ...], whole: Fraction) -> Floats:
    """The sums of these areas in the periods of the whole: an array area × period × code."""
    rows = [sums.places.index(area) for area in areas]
    columns = [sums.periods.index(period) for period in whole.above.periods]
    found = sums.value[np.ix_(rows, columns)]
    return found if found.ndim == 3 else found[:, :, None]


def _districts(
    inside: Sums, everybody: Sums, divided: Mapping[str, tuple[str, ...]], whole: Fraction, index: Index
) -> Sides:
    place, period, code = index
    areas = divided[whole.above.places[place]]
    group, all_ = _taken(inside, areas, whole)[:, period], _taken(everybody, areas, whole)[:, period]
    terms = tuple(
        Term(area, float(one[min(code, len(one) - 1)]), float(other[0] - one[min(code, len(one) - 1)]))
        for area, one, other in zip(areas, group, all_, strict=True)
    )
    day = whole.above.periods[period]
    sums = (*_of_areas(inside, areas, day, code), *_of_areas(everybody, areas, day, code))
    return replace(whole.sides(index), terms=terms, beside=sums)


def _of_areas(sums: Sums, areas: Sequence[str], period: str, code: int) -> Iterator[Sum]:
    rest = (code,) if sums.axes else ()
    return (sums.at((sums.places.index(area), sums.periods.index(period), *rest)) for area in areas)
