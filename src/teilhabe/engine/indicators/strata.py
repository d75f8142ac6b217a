"""An indicator divided into strata: the combinations of ages, sexes or other properties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from teilhabe.engine.cube.query import Cube, Sum, Sums
from teilhabe.engine.cube.sums import Floats, Index, told
from teilhabe.engine.indicators.alignment import Aligned, align
from teilhabe.engine.indicators.asking import Asking, answers
from teilhabe.engine.indicators.breakdown import Breakdown
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.quotients import Fraction, fraction
from teilhabe.engine.indicators.resolving import ask
from teilhabe.engine.indicators.values import Scope, Term


@dataclass(frozen=True)
class Strata:
    """Events and persons by stratum: arrays of the shape (places, periods, codes, strata), beside the whole."""

    whole: Fraction
    names: tuple[str, ...]
    events: Floats
    persons: Floats
    above: Sums
    below: Aligned

    def sums(self, index: Index) -> tuple[Sum, ...]:
        """The sums behind the strata of one value, as far as there are any."""
        place, period, code = index
        own = [(place, period, code * len(self.names) + number) for number in range(len(self.names))]
        persons = (self.below.at(entry) for entry in own)
        return (*(self.above.at(entry) for entry in own), *(entry for entry in persons if entry))

    def terms(self, index: Index, weights: Sequence[float] = ()) -> list[Term]:
        """The strata of one value."""
        events, persons = self.events[index].tolist(), self.persons[index].tolist()
        shares = weights or [np.nan] * len(self.names)
        lines = zip(self.names, events, persons, shares, strict=True)
        return [Term(name, *map(told, numbers)) for name, *numbers in lines]


def strata(definition: Definition, cube: Cube, scope: Scope, over: Sequence[str]) -> Asking[Strata | None]:
    """The fraction of an indicator, whole and divided over all combinations of `over`; None where data cannot tell."""
    whole = yield from fraction(definition, cube, scope)
    if whole is None or whole.below is None or definition.denominator is None:
        return None
    axes = [*scope.axes, *map(Breakdown.parse, over)]
    top = ask(definition.id, definition.numerator, cube, scope.places, axes)
    bottom = ask(definition.id, definition.denominator, cube, scope.places, axes)
    if top is None or bottom is None:
        return None
    above, below = yield from answers(top, bottom)
    flat = _flat(above)
    persons = align(_flat(below), flat, definition.denominator.at)
    events = flat.value
    names = _names(above.axes[len(scope.axes) :])
    shape = (*whole.numerator.shape, len(names))
    return Strata(
        whole,
        names,
        _if_whole(events.reshape(shape), whole.numerator),
        _if_whole(persons.value.reshape(shape), whole.denominator),
        flat,
        persons,
    )


MOST_MISSING = 0.01
"""Strata that leave out more than this part of the whole (people of unknown age) do not stand for it."""


def _if_whole(strata: Floats, whole: Floats) -> Floats:
    """The counts of the strata, missing where they do not make up the whole: their gap would not be the one shown."""
    fits = np.abs(strata.sum(axis=-1) - whole) <= MOST_MISSING * np.abs(whole)
    return np.where(fits[..., None], strata, np.nan)


def _flat(sums: Sums) -> Sums:
    """The sums with all their axes as one."""
    names = _names(sums.axes)
    sizes = sums.value.shape[2:]

    def flat(array: np.ndarray) -> np.ndarray:
        return array.reshape(*array.shape[:2], len(names), *array.shape[2 + len(sizes) :])

    def original(index: Index) -> Index:
        return (*index[:2], *(int(place) for place in np.unravel_index(index[2], sizes)))

    return replace(
        sums,
        axes=(("stratum", names),),
        value=flat(sums.value),
        exists=flat(sums.exists),
        cells=flat(sums.cells),
        first_row=flat(sums.first_row),
        last_row=flat(sums.last_row),
        profiles=flat(sums.profiles),
        listed=lambda index: sums.listed(original(index)),
        addends=lambda index: sums.addends(original(index)),
    )


def _names(axes: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """The combinations of the codes of these axes."""
    return tuple("+".join(codes) for codes in product(*(codes for _, codes in axes)))
