"""The finest groups of people that figures tell apart, and every figure as a sum of them.

A group is an area and a class: combinations of codes that no figure tells apart. Everybody is taken to know which
classes there are at all (no German needs a residence permit), nobody in which areas they occur. To take more for known
than many readers know is safe: it only makes what they must think possible narrower. A class that occurs in one area
might stand in any other; where readers know better, such as from a table that shows its zeros, a told zero says so.

A place that has figures of its own in the data and consists of districts that have some too is the sum of them, class
by class, wherever that is so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np

from teilhabe.engine.cube.structure import AGE, AREA
from teilhabe.engine.cube.sums import Box
from teilhabe.engine.pipeline.ages import Ages, dividing
from teilhabe.engine.pipeline.known import Known
from teilhabe.engine.pipeline.observed import Bools, Floats, Integers, Parts, States, Where

Terms: TypeAlias = dict[int, float]
"""Group → what it counts in a sum."""

_TOLERANCE = 1e-7
NOBODY = -1


@dataclass(frozen=True)
class Groups:
    """How many persons of each class live in each area, and which classes are inside each restriction.

    `values` has one layer per state of the data. Who compares two releases takes for unchanged what may well be: a
    group that counts in two states the same is one, the first of them (`same`); NOBODY where everybody knows that
    nobody can be, such as in a postcode outside its district. `parts` are the districts that make up a place (both by
    their number in `areas`). `ages` are the sums of their ages, as far as figures tell such sums: in `terms` the sum of
    ages of a group stands as many places behind the group as there are groups.
    """

    areas: Mapping[str, int]
    classes: Mapping[Where, Integers]
    values: Floats
    layers: Mapping[int, int]
    same: Integers
    parts: Mapping[int, tuple[int, ...]]
    ages: Ages

    @classmethod
    def of(cls, states: States, period: str, facts: Sequence[Known], parts: Parts) -> Groups:
        wheres = list(dict.fromkeys([*(_where(box) for fact in facts for box, _ in fact.boxes), *_ages(states, facts)]))
        among = {state: rows.of_period(period) for state, rows in states.items()}
        masks = np.hstack(
            [np.array([rows.inside(where, among[state]) for where in wheres]) for state, rows in states.items()]
        )
        patterns, number = _different(masks)
        areas = np.concatenate([rows.codes[AREA][rows.numbers[AREA][among[state]]] for state, rows in states.items()])
        codes, place = np.unique(areas, return_inverse=True)
        layer = np.repeat(np.arange(len(states)), [len(rows) for rows in among.values()])
        values = np.zeros((len(states), len(codes), patterns.shape[1]))
        counted = np.concatenate([rows.value[among[state]] for state, rows in states.items()])
        where = (layer, place.ravel(), number.ravel())
        np.add.at(values, where, counted)
        ages = np.concatenate([rows.half_years(among[state]) for state, rows in states.items()])
        classes = {where: np.flatnonzero(pattern) for where, pattern in zip(wheres, patterns, strict=True)}
        layers = {state: number for number, state in enumerate(states)}
        numbers = {str(code): at for at, code in enumerate(codes)}
        whole = {numbers[place]: own for place, own in parts.items() if own and place in numbers}
        divided = {
            place: tuple(numbers[area] for area in own) for place, own in whole.items() if {*own} <= numbers.keys()
        }
        layered = np.split(number.ravel(), np.cumsum([len(rows) for rows in among.values()])[:-1])
        empty = [
            rows.nobody(codes, among[state], of, patterns.shape[1])
            for (state, rows), of in zip(states.items(), layered, strict=True)
        ]
        nobody = np.tile(np.logical_and.reduce(empty).ravel(), len(states))
        same = np.where(nobody, NOBODY, _same(values))
        return cls(numbers, classes, values, layers, same, divided, Ages.of(counted, ages, where, values.shape))

    @cached_property
    def known(self) -> Floats:
        """How many persons are in each group, and then the sum of the ages of each."""
        return np.concatenate([self.values.ravel(), self.ages.total.ravel()])

    @cached_property
    def same_ages(self) -> Integers:
        """The place of each group's sum of ages, or of that of the first group which is the same."""
        total = self.ages.total.ravel()
        own = np.arange(len(total), dtype=np.int64)
        is_same = (self.same != NOBODY) & (total[self.same] == total)
        return np.where(self.same == NOBODY, NOBODY, np.where(is_same, self.same, own) + len(total))

    def span(self, cell: int) -> tuple[int, float, float]:
        """Of the sum of ages at this place: its group, and the lowest and highest age of whoever is in it."""
        own = cell - self.values.size
        kind = own % self.values.shape[-1]
        return int(self.same[own]), float(self.ages.low[kind]), float(self.ages.high[kind])

    def terms(self, fact: Known) -> Terms:
        """The groups that make up the fact, each with what it counts."""
        found: Terms = {}
        layer = self.layers[fact.state]
        for box, coefficient in fact.boxes:
            classes = self.classes[_where(box)]
            known = [self.areas[area] for area in box.areas if area in self.areas]
            places = [self._places(layer, area, classes) for area in known]
            same = self.same_ages if fact.of_ages else self.same
            cells = same[np.concatenate(places)].tolist() if places else []
            both = {cell: found[cell] + coefficient for cell in cells if cell in found} if found else {}
            found |= dict.fromkeys(cells, coefficient) | both
        return {cell: weight for cell, weight in found.items() if weight and cell != NOBODY}

    def _places(self, layer: int, area: int, classes: Integers) -> Integers:
        """Where the groups of these classes in an area stand; its districts' where it is the sum of them."""
        _, areas, width = self.values.shape
        own: Integers = (layer * areas + area) * width + classes
        if area not in self.parts:
            return own
        counts, inside = self.values[layer], [*self.parts[area]]
        is_sum = np.abs(counts[area, classes] - counts[inside][:, classes].sum(axis=0)) <= _TOLERANCE
        theirs = [(layer * areas + part) * width + classes[is_sum] for part in inside]
        places: Integers = np.concatenate([own[~is_sum], *theirs])
        return places

    def sums(self, facts: Iterable[Known]) -> Iterator[tuple[Known, Terms]]:
        """The facts that are sums of groups in the data, those about the same people as one.

        Facts of an earlier state of the data may not be such sums. Groups that are told to be empty make no difference:
        two facts that differ by such groups only have the same value in every table that fits what is told, so they
        are known, told and hidden together. The told zeros themselves stay, as facts about the empty groups.
        """
        about = ((fact, terms) for fact in facts if (terms := self.terms(fact)))
        valued = ((replace(f, value=self._total(terms)) if f.of_ages else f, terms) for f, terms in about)
        fitting = [(fact, terms) for fact, terms in valued if self._add_up(terms, fact.value)]
        empty = {cell for fact, terms in fitting if fact.is_told and not fact.value for cell in self._nobody(terms)}
        found: dict[frozenset[tuple[int, float]], tuple[Known, Terms]] = {}
        for fact, terms in fitting:
            people = frozenset(terms.items())
            if not empty.isdisjoint(terms):
                people = frozenset(entry for entry in people if entry[0] not in empty) or people
            same = found.setdefault(people, (replace(fact, figures={}), terms))[0]
            same.threshold = max(same.threshold, fact.threshold)
            same.figures.update(fact.figures)
            same.before |= fact.before
        yield from found.values()

    def _nobody(self, terms: Terms) -> Terms:
        """These groups, where a sum of 0 means that each of them is empty."""
        return terms if min(terms.values()) > 0 and self.values.min() >= 0 else {}

    def _add_up(self, terms: Mapping[int, float], value: float) -> bool:
        return abs(self._total(terms) - value) <= _TOLERANCE * (1 + abs(value))

    def _total(self, terms: Mapping[int, float]) -> float:
        cells = np.fromiter(terms, np.int64, len(terms))
        return float(self.known[cells] @ np.fromiter(terms.values(), np.float64, len(terms)))


def _different(masks: Bools) -> tuple[Bools, Integers]:
    """The different columns in the order of their bits, and which of them each column is."""
    packed = np.ascontiguousarray(np.packbits(masks, axis=0).T)
    keys = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, number = np.unique(keys, return_index=True, return_inverse=True)
    return masks[:, first], number


def _same(values: Floats) -> Integers:
    """The number of each group, or of the first group with this value among those of the same people."""
    layers = values.reshape(len(values), -1)
    numbers = np.arange(layers.size, dtype=np.int64).reshape(layers.shape)
    for later in range(1, len(layers)):
        for earlier in range(later - 1, -1, -1):
            numbers[later] = np.where(layers[later] == layers[earlier], numbers[earlier], numbers[later])
    found: Integers = numbers.ravel()
    return found


def _where(box: Box) -> Where:
    return (("variable", (box.variable,)), *box.where)


def _ages(states: States, facts: Iterable[Known]) -> Iterator[Where]:
    """What tells people of different ages apart, where figures tell sums of ages."""
    if any(fact.of_ages for fact in facts):
        codes = [code for rows in states.values() if AGE in rows.codes for code in rows.codes[AGE].tolist()]
        yield from (((AGE, some),) for some in dividing(codes))
