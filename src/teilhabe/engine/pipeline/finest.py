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
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import duckdb
import numpy as np
import numpy.typing as npt

from teilhabe.engine.cube.observations import ATTRIBUTES, OPTIONAL_ATTRIBUTES
from teilhabe.engine.cube.quoting import quoted, text
from teilhabe.engine.cube.structure import AGE, AREA
from teilhabe.engine.cube.sums import Box
from teilhabe.engine.disclosure.facts import PublishedFact, Telling
from teilhabe.engine.pipeline import fingerprint
from teilhabe.engine.pipeline.ages import Ages, dividing, half_years
from teilhabe.engine.pipeline.told import EarlierRelease
from teilhabe.engine.pipeline.whereabouts import impossible, lying

Bools: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Where: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Dimensions other than the area, each with the codes that count."""
Subject: TypeAlias = tuple[str, str]
"""A dataset and a period."""
Terms: TypeAlias = dict[int, float]
"""Group → what it counts in a sum."""

Parts: TypeAlias = Mapping[str, tuple[str, ...]]
"""Place → its districts."""

_TOLERANCE = 1e-7


@dataclass
class Known:
    """What is known of a sum of boxes; told figures that have several are taken apart, which helps an attacker only.

    `figures` are the open figures that tell it, `weight` what is lost with them; `before`: an earlier release told it.
    `of_ages`: it is the sum of their ages (see `ages`), and the value still how many they are.
    `state`: 0 for today's data, otherwise the number of the earlier release that tells of data corrected since.
    """

    boxes: tuple[tuple[Box, float], ...]
    value: float
    threshold: int
    figures: dict[str, float] = field(default_factory=dict)
    before: bool = False
    state: int = 0
    of_ages: bool = False

    @property
    def subject(self) -> Subject:
        box = self.boxes[0][0]
        return box.dataset, box.period

    @property
    def is_told(self) -> bool:
        return self.before or bool(self.figures)

    @property
    def is_small(self) -> bool:
        return 0 < abs(self.value) < self.threshold

    @property
    def is_at_risk(self) -> bool:
        """Small and hidden; what earlier releases told can be hidden no more."""
        return self.is_small and not self.before


def by_subject(
    tellings: Iterable[Telling], hidden: frozenset[str], earlier: Sequence[EarlierRelease]
) -> Mapping[Subject, tuple[Known, ...]]:
    """All facts where these figures are hidden, by dataset and period; only of those with a small figure to protect."""
    found: dict[Subject, dict[object, Known]] = {}
    for telling in tellings:
        is_open = telling.is_open and telling.figure not in hidden
        for fact in telling.facts:
            told = {telling.figure: telling.weight} if is_open and fact.is_told else {}
            for known in _single(fact):
                _note(found, known).figures.update(told)
    for state, release in enumerate(earlier, 1):
        for telling in release.tellings:
            for fact in telling.facts:
                for known in _single(fact):
                    known.state = state if known.subject[0] in release.files else 0
                    _note(found, known).before |= telling.is_open and fact.is_told
    some = {subject: tuple(facts.values()) for subject, facts in sorted(found.items())}
    return {subject: facts for subject, facts in some.items() if any(fact.is_at_risk for fact in facts)}


def _single(fact: PublishedFact) -> Iterator[Known]:
    if fact.is_told:
        for addend in fact.addends:
            if addend.value is not None:
                yield Known(((addend.box, 1.0),), addend.value, fact.threshold, of_ages=fact.of_ages)
    elif len({(addend.box.dataset, addend.box.period) for addend in fact.addends}) == 1:
        yield Known(tuple((each.box, each.coefficient) for each in fact.addends), fact.value, fact.threshold)


def _note(found: dict[Subject, dict[object, Known]], known: Known) -> Known:
    key = (known.boxes, known.value, known.state, known.of_ages)
    same = found.setdefault(known.subject, {}).setdefault(key, known)
    same.threshold = max(same.threshold, known.threshold)
    return same


@dataclass
class Rows:
    """The observations of a dataset: per column the different codes and which of them each row has, and its number."""

    codes: Mapping[str, npt.NDArray[np.str_]]
    numbers: Mapping[str, Integers]
    value: Floats
    _chosen: dict[tuple[str, tuple[str, ...]], Bools] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Rows:
        with duckdb.connect(config={"threads": 1}) as connection:
            source = f"read_parquet({text(str(path))})"
            known = [name for name, *_ in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]  # noqa: S608  # quoted
            kept = ("variable", "time_period", "ref_area", "total_of")
            names = [name for name in known if name in kept or name not in (*ATTRIBUTES, *OPTIONAL_ATTRIBUTES)]
            chosen = ", ".join(f"coalesce({quoted(name)}, '') AS {quoted(name)}" for name in names)
            sql = f"SELECT {chosen}, obs_value FROM {source} WHERE obs_value IS NOT NULL"  # noqa: S608  # quoted
            found = connection.execute(sql).fetchnumpy()
        numbered = {name: _numbered(found[name].tolist()) for name in names}
        return cls(
            {name: codes for name, (codes, _) in numbered.items()},
            {name: numbers for name, (_, numbers) in numbered.items()},
            found["obs_value"].astype(np.float64),
        )

    def inside(self, named: Where, among: Integers) -> Bools:
        """Which of these rows have these codes: none that is a total along a dimension that is added up."""
        fits: Bools = np.ones(len(among), dtype=np.bool_)
        for name, codes in named:
            fits &= self._is_one_of(name, codes)[among] if name in self.codes else False
        if "total_of" in self.codes:
            added = {*self.codes} - {AREA, *(name for name, _ in named)}
            is_plain = np.array([not added & set(entry.split(";")) for entry in self.codes["total_of"]])
            fits &= is_plain[self.numbers["total_of"][among]]
        return fits

    def _is_one_of(self, name: str, codes: tuple[str, ...]) -> Bools:
        if (name, codes) not in self._chosen:
            self._chosen[name, codes] = np.isin(self.codes[name], codes)[self.numbers[name]]
        return self._chosen[name, codes]

    def nobody(self, areas: npt.NDArray[np.str_], among: Integers, classes: Integers, size: int) -> Bools:
        """Where nobody of a class can be (areas × classes); `classes`: that of each row, `size`: how many there are."""
        if not self._places:
            return np.zeros((len(areas), size), dtype=np.bool_)
        found = impossible(self._places, self.numbers, among, classes, size)
        known = {code: at for at, code in enumerate(self.codes[AREA].tolist())}
        nowhere = np.ones(size, dtype=np.bool_)
        return np.array([found[known[code]] if code in known else nowhere for code in areas.tolist()])

    @cached_property
    def _places(self) -> Mapping[str, Bools]:
        return lying(self.codes, self.numbers, self.value)

    def half_years(self, among: Integers) -> Floats:
        """The age of whoever each of these rows counts."""
        if AGE not in self.codes:
            return np.zeros(len(among))
        return half_years(self.codes[AGE].tolist())[self.numbers[AGE][among]]

    def of_period(self, period: str) -> Integers:
        return np.flatnonzero(self._is_one_of("time_period", (period,)))


def _numbered(column: Sequence[str]) -> tuple[npt.NDArray[np.str_], Integers]:
    """The different codes in order, and which of them stands in each row."""
    codes = sorted(set(column))
    place = {code: number for number, code in enumerate(codes)}
    return np.array(codes, dtype=np.str_), np.fromiter(map(place.__getitem__, column), np.int64, len(column))


States: TypeAlias = Mapping[int, Rows]
"""The observations of a dataset today (0) and as earlier releases knew them."""


@dataclass(frozen=True)
class Observed:
    """The observations of each dataset: today's `files`, and those that the releases in `earlier` knew.

    `parts`: the districts of each place that has some.
    """

    files: Mapping[str, Path]
    earlier: Sequence[EarlierRelease] = ()
    parts: Parts = field(default_factory=dict)

    def read(self, subject: Subject, facts: Iterable[Known]) -> States:
        """The observations that these facts are about."""
        return {state: Rows.read(path) for state, path in self._paths(subject, facts).items()}

    def prints(self, subject: Subject, facts: Iterable[Known]) -> Mapping[int, str]:
        """Their fingerprints."""
        return {state: fingerprint.of_file(path) for state, path in self._paths(subject, facts).items()}

    def _paths(self, subject: Subject, facts: Iterable[Known]) -> Mapping[int, Path]:
        dataset = subject[0]
        then = sorted({fact.state for fact in facts} - {0})
        return {0: self.files[dataset], **{state: self.earlier[state - 1].files[dataset] for state in then}}


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
