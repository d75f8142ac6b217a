"""The finest groups of people that figures tell apart, and every figure as a sum of them.

A group is an area and a class: combinations of codes that no figure tells apart. Everybody is taken to know which
classes there are at all (no German needs a residence permit), nobody in which areas they occur.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

import duckdb
import numpy as np
import numpy.typing as npt

from teilhabe.engine.cube.observations import ATTRIBUTES, OPTIONAL_ATTRIBUTES
from teilhabe.engine.cube.quoting import quoted, text
from teilhabe.engine.cube.structure import AREA
from teilhabe.engine.cube.sums import Box
from teilhabe.engine.disclosure.facts import PublishedFact, Telling

Bools: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Where: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Dimensions other than the area, each with the codes that count."""
Subject: TypeAlias = tuple[str, str]
"""A dataset and a period."""
Terms: TypeAlias = dict[int, float]
"""Group → what it counts in a sum."""

_TOLERANCE = 1e-7


@dataclass
class Known:
    """What is known of a sum of boxes; told figures that have several are taken apart, which helps an attacker only.

    `figures` are the open figures that tell it, `weight` what is lost with them; `before`: an earlier release told it.
    """

    boxes: tuple[tuple[Box, float], ...]
    value: float
    threshold: int
    figures: dict[str, float] = field(default_factory=dict)
    before: bool = False

    @property
    def is_told(self) -> bool:
        return self.before or bool(self.figures)

    @property
    def is_small(self) -> bool:
        return 0 < self.value < self.threshold

    @property
    def is_at_risk(self) -> bool:
        """Small and hidden; what earlier releases told can be hidden no more."""
        return self.is_small and not self.before


def by_subject(
    tellings: Iterable[Telling], hidden: frozenset[str], earlier: Iterable[PublishedFact]
) -> Mapping[Subject, tuple[Known, ...]]:
    """All facts where these figures are hidden, by dataset and period; only of those with a small figure to protect."""
    found: dict[Subject, dict[object, Known]] = {}
    for telling in tellings:
        is_open = telling.is_open and telling.figure not in hidden
        for fact in telling.facts:
            told = {telling.figure: telling.weight} if is_open and fact.is_told else {}
            for known in _single(fact):
                _note(found, known).figures.update(told)
    for fact in earlier:
        for known in _single(fact):
            _note(found, known).before = True
    some = {subject: tuple(facts.values()) for subject, facts in sorted(found.items())}
    return {subject: facts for subject, facts in some.items() if any(fact.is_at_risk for fact in facts)}


def _single(fact: PublishedFact) -> Iterator[Known]:
    if fact.is_told:
        for addend in fact.addends:
            if addend.value is not None:
                yield Known(((addend.box, 1.0),), addend.value, fact.threshold)
    elif len({(addend.box.dataset, addend.box.period) for addend in fact.addends}) == 1:
        yield Known(tuple((each.box, each.coefficient) for each in fact.addends), fact.value, fact.threshold)


def _note(found: dict[Subject, dict[object, Known]], known: Known) -> Known:
    box = known.boxes[0][0]
    same = found.setdefault((box.dataset, box.period), {}).setdefault((known.boxes, known.value), known)
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
        numbered = {name: np.unique(found[name].astype(str), return_inverse=True) for name in names}
        return cls(
            {name: codes for name, (codes, _) in numbered.items()},
            {name: numbers for name, (_, numbers) in numbered.items()},
            found["obs_value"].astype(np.float64),
        )

    def inside(self, named: Where, among: Integers) -> Bools:
        """Which of these rows have these codes: none that is a total along a dimension that is added up."""
        fits: Bools = np.ones(len(among), dtype=np.bool_)
        for name, codes in named:
            fits &= self._is_one_of(name, codes)[among]
        if "total_of" in self.codes:
            added = {*self.codes} - {AREA, *(name for name, _ in named)}
            is_plain = np.array([not added & set(entry.split(";")) for entry in self.codes["total_of"]])
            fits &= is_plain[self.numbers["total_of"][among]]
        return fits

    def _is_one_of(self, name: str, codes: tuple[str, ...]) -> Bools:
        if (name, codes) not in self._chosen:
            self._chosen[name, codes] = np.isin(self.codes[name], codes)[self.numbers[name]]
        return self._chosen[name, codes]

    def of_period(self, period: str) -> Integers:
        return np.flatnonzero(self._is_one_of("time_period", (period,)))


@dataclass(frozen=True)
class Groups:
    """How many persons of each class live in each area, and which classes are inside each restriction."""

    areas: Mapping[str, int]
    classes: Mapping[Where, Integers]
    values: Floats

    @classmethod
    def of(cls, rows: Rows, period: str, facts: Sequence[Known]) -> Groups:
        among = rows.of_period(period)
        wheres = list(dict.fromkeys(_where(box) for fact in facts for box, _ in fact.boxes))
        masks = np.array([rows.inside(where, among) for where in wheres])
        patterns, number = np.unique(masks, axis=1, return_inverse=True)
        codes, place = np.unique(rows.codes[AREA][rows.numbers[AREA][among]], return_inverse=True)
        values = np.zeros((len(codes), patterns.shape[1]))
        np.add.at(values, (place.ravel(), number.ravel()), rows.value[among])
        classes = {where: np.flatnonzero(pattern) for where, pattern in zip(wheres, patterns, strict=True)}
        return cls({str(code): at for at, code in enumerate(codes)}, classes, values)

    def terms(self, fact: Known) -> Terms:
        """The groups that make up the fact, each with what it counts."""
        found: Terms = {}
        for box, coefficient in fact.boxes:
            for area in (self.areas[area] for area in box.areas if area in self.areas):
                for cell in (area * self.values.shape[1] + self.classes[_where(box)]).tolist():
                    found[cell] = found.get(cell, 0.0) + coefficient
        return {cell: weight for cell, weight in found.items() if weight}

    def sums(self, facts: Iterable[Known]) -> Iterator[tuple[Known, Terms]]:
        """The facts that are sums of groups in the data, those about the same people as one.

        Facts of an earlier state of the data may not be such sums. Groups that are told to be empty make no difference.
        """
        fitting = [(fact, terms) for fact in facts if (terms := self.terms(fact)) and self._add_up(terms, fact.value)]
        empty = {cell for fact, terms in fitting if fact.is_told and not fact.value for cell in self._nobody(terms)}
        found: dict[frozenset[tuple[int, float]], tuple[Known, Terms]] = {}
        for fact, terms in fitting:
            people = frozenset(entry for entry in terms.items() if entry[0] not in empty) or frozenset(terms.items())
            same = found.setdefault(people, (replace(fact, figures={}), terms))[0]
            same.threshold = max(same.threshold, fact.threshold)
            same.figures.update(fact.figures)
            same.before |= fact.before
        yield from found.values()

    def _nobody(self, terms: Terms) -> Terms:
        """These groups, where a sum of 0 means that each of them is empty."""
        return terms if min(terms.values()) > 0 and self.values.min() >= 0 else {}

    def _add_up(self, terms: Mapping[int, float], value: float) -> bool:
        total = sum(weight * self.values.flat[cell] for cell, weight in terms.items())
        return abs(total - value) <= _TOLERANCE * (1 + abs(value))


def _where(box: Box) -> Where:
    return (("variable", (box.variable,)), *box.where)
