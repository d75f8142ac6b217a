"""The audit of a release: an attacker who holds all that it tells, together with all that was told before.

It shares no code with the gate. The attacker starts from the finest groups that figures tell apart: how many people are
in each is unknown, and every told figure is the sum of some of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import duckdb
import numpy as np
import numpy.typing as npt

from teilhabe.engine.audit import Cell, Exposure, Relation, Told, attack
from teilhabe.engine.audit.told import OPEN
from teilhabe.engine.cube.observations import ATTRIBUTES, OPTIONAL_ATTRIBUTES
from teilhabe.engine.cube.quoting import quoted, text
from teilhabe.engine.cube.structure import AREA
from teilhabe.engine.cube.sums import Box
from teilhabe.engine.disclosure.facts import PublishedFact, Telling

Bools: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Group: TypeAlias = tuple[str, str]
"""A dataset and a period."""
Where: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Dimensions other than the area, each with the codes that count."""

_TOLERANCE = 1e-7


def audit_release(
    files: Mapping[str, Path],
    tellings: Sequence[Telling],
    hidden: frozenset[str],
    earlier: Sequence[PublishedFact] = (),
) -> tuple[Exposure, ...]:
    """The small counts that follow from the figures of a release and of those before it; empty where it is safe.

    `files` are the datasets' observations, `hidden` the figures that the release does not show.
    """
    told = _gathered(tellings, hidden, earlier)
    rows: dict[str, _Rows] = {}
    found: list[Exposure] = []
    for (dataset, period), facts in told.items():
        if any(fact.is_small and not fact.is_told for fact in facts.values()):
            if dataset not in rows:
                rows = {dataset: _Rows.read(files[dataset])}
            found += attack(_told(rows[dataset], period, list(facts.values())))
    return tuple(found)


@dataclass
class _Known:
    """What is known of a sum of boxes; told figures that have several are taken apart, which helps the attacker only."""

    boxes: tuple[tuple[Box, float], ...]
    value: float
    threshold: int
    is_told: bool

    @property
    def is_small(self) -> bool:
        return 0 < self.value < self.threshold


def _gathered(
    tellings: Sequence[Telling], hidden: frozenset[str], earlier: Sequence[PublishedFact]
) -> Mapping[Group, dict[object, _Known]]:
    """All facts by dataset and period, those first that belong to the dataset that was looked at last."""
    found: dict[Group, dict[object, _Known]] = {}
    for telling in tellings:
        is_open = telling.is_open and telling.figure not in hidden
        for fact in telling.facts:
            for known in _single(fact, is_told=is_open and fact.is_told):
                _note(found, known)
    for fact in earlier:
        for known in _single(fact, is_told=True):
            _note(found, known)
    return dict(sorted(found.items()))


def _single(fact: PublishedFact, *, is_told: bool) -> Iterator[_Known]:
    if not fact.is_told:
        groups = {(addend.box.dataset, addend.box.period) for addend in fact.addends}
        if len(groups) == 1:
            boxes = tuple((addend.box, addend.coefficient) for addend in fact.addends)
            yield _Known(boxes, fact.value, fact.threshold, is_told=False)
        return
    for addend in fact.addends:
        if addend.value is not None:
            yield _Known(((addend.box, 1.0),), addend.value, fact.threshold, is_told)


def _note(found: dict[Group, dict[object, _Known]], known: _Known) -> None:
    box = known.boxes[0][0]
    group = found.setdefault((box.dataset, box.period), {})
    same = group.setdefault(known.boxes, known)
    same.is_told |= known.is_told
    same.threshold = max(same.threshold, known.threshold)


@dataclass
class _Rows:
    """The observations of a dataset: per column the different codes and which of them each row has, and its number."""

    codes: Mapping[str, npt.NDArray[np.str_]]
    numbers: Mapping[str, Integers]
    value: Floats
    _chosen: dict[tuple[str, tuple[str, ...]], Bools] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> _Rows:
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
class _Unknowns:
    """What the attacker looks for: how many persons of each class live in each area.

    A class are the combinations of codes that no figure tells apart. That one occurs in one area only is not known.
    """

    areas: Mapping[str, int]
    classes: Mapping[Where, Integers]
    values: Floats

    @classmethod
    def of(cls, rows: _Rows, period: str, facts: Sequence[_Known]) -> _Unknowns:
        among = rows.of_period(period)
        wheres = list(dict.fromkeys(_where(box) for fact in facts for box, _ in fact.boxes))
        masks = np.array([rows.inside(where, among) for where in wheres])
        patterns, number = np.unique(masks, axis=1, return_inverse=True)
        codes, place = np.unique(rows.codes[AREA][rows.numbers[AREA][among]], return_inverse=True)
        values = np.zeros((len(codes), patterns.shape[1]))
        np.add.at(values, (place.ravel(), number.ravel()), rows.value[among])
        classes = {where: np.flatnonzero(pattern) for where, pattern in zip(wheres, patterns, strict=True)}
        return cls({str(code): at for at, code in enumerate(codes)}, classes, values)

    def terms(self, fact: _Known) -> dict[int, float]:
        """The unknowns that make up the fact, each with what it counts."""
        found: dict[int, float] = {}
        for box, coefficient in fact.boxes:
            for area in (self.areas[area] for area in box.areas if area in self.areas):
                for cell in (area * self.values.shape[1] + self.classes[_where(box)]).tolist():
                    found[cell] = found.get(cell, 0.0) + coefficient
        return {cell: weight for cell, weight in found.items() if weight}

    def add_up(self, terms: Mapping[int, float], value: float) -> bool:
        total = sum(weight * self.values.flat[cell] for cell, weight in terms.items())
        return abs(total - value) <= _TOLERANCE * (1 + abs(value))


def _where(box: Box) -> Where:
    return (("variable", (box.variable,)), *box.where)


def _told(rows: _Rows, period: str, facts: Sequence[_Known]) -> Told:
    """The unknowns and hidden figures as cells, the told figures as relations; only what adds up in the data."""
    unknowns = _Unknowns.of(rows, period, facts)
    values = unknowns.values.ravel().tolist()
    low = 0.0 if min(values, default=0) >= 0 else -OPEN
    whole = all(value.is_integer() for value in values)
    cells = [Cell(f"{period} {place}", low=low, whole=whole, truth=value) for place, value in enumerate(values)]
    relations: list[Relation] = []
    for fact in facts:
        terms = unknowns.terms(fact)
        if not terms or not unknowns.add_up(terms, fact.value):
            continue
        if fact.is_told:
            relations.append(Relation(tuple(terms.items()), fact.value, fact.value))
        elif fact.is_small:
            relations.append(Relation(((len(cells), -1.0), *terms.items())))
            cells.append(Cell(_name(fact), low, OPEN, fact.threshold, hidden=True, whole=whole, truth=fact.value))
    return Told(tuple(cells), tuple(relations))


def _name(fact: _Known) -> str:
    """What the cell counts, without its value."""
    box = fact.boxes[0][0]
    areas = "+".join(box.areas)
    where = " ".join(f"{name}={','.join(codes)}" for name, codes in box.where)
    return f"{box.dataset} {box.variable} {box.period} {areas} {where}".rstrip()
