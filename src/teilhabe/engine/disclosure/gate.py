"""The gate: which figures of a release must stay hidden so that nobody can work out a small count of persons.

All facts of all figures become one system of cells and equations (ADR 15): regions, what is left between them, and sums
of regions such as a balance. The search says which facts must not be told; a figure that tells one of them is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np

from teilhabe.engine.cube.sums import Addend
from teilhabe.engine.disclosure.facts import PublishedFact, Telling
from teilhabe.engine.disclosure.problem import ALWAYS, OPEN, Equations, Floats, Pattern, Problem
from teilhabe.engine.disclosure.regions import Map, Region, Space
from teilhabe.engine.disclosure.relations import Relation, components, relations
from teilhabe.engine.disclosure.secondary import Unprotectable, suppress

Search: TypeAlias = Callable[[Problem], Pattern]
Balance: TypeAlias = tuple[tuple[Region, float], ...]
Cell: TypeAlias = Region | Balance
_DECIMALS = 6
"""Sums that differ less are the same."""


@dataclass(frozen=True)
class Cells:
    """Everything that the figures tell of, cell by cell, in a canonical order.

    `tellers` are the open figures that tell of a cell, `told_before` those cells that earlier releases told of.
    """

    cells: tuple[Cell, ...]
    values: Mapping[Cell, float]
    thresholds: Mapping[Cell, int]
    tellers: Mapping[Cell, tuple[str, ...]]
    told_before: frozenset[Cell]
    rows: tuple[tuple[tuple[int, float], ...], ...]

    @cached_property
    def numbers(self) -> Mapping[Cell, int]:
        return {cell: number for number, cell in enumerate(self.cells)}

    def is_told(self, cell: Cell) -> bool:
        return cell in self.told_before or bool(self.tellers.get(cell))

    def is_small(self, cell: Cell) -> bool:
        return 0 < abs(self.values[cell]) < self.thresholds.get(cell, 0)


@dataclass(frozen=True)
class Verdict:
    """What the gate decided: the figures to hide, and how the search came to it (counts only, no values)."""

    hidden: frozenset[str]
    work: Mapping[str, int] = field(default_factory=dict)
    given_up: int = 0
    """Small cells that earlier releases leave no way to protect any more."""

    def __add__(self, other: Verdict) -> Verdict:
        """Both, where they are about different data."""
        work = {name: self.work.get(name, 0) + other.work.get(name, 0) for name in {**self.work, **other.work}}
        return Verdict(self.hidden | other.hidden, work, self.given_up + other.given_up)


def gathered(tellings: Sequence[Telling], earlier: Iterable[Sequence[Telling]], places: Map) -> Cells:
    """The cells of these figures and of earlier releases, oldest first, with all relations between them."""
    gathering = _Gathering(places)
    for telling in tellings:
        for fact in telling.facts:
            gathering.add(fact, telling.figure if telling.is_open and fact.is_told else "")
    for state, release in enumerate(earlier, 1):
        gathering.add_earlier(release, state)
    return gathering.finished()


@dataclass
class _Gathering:
    places: Map
    regions: dict[Region, float] = field(default_factory=dict)
    balances: dict[Balance, float] = field(default_factory=dict)
    thresholds: dict[Cell, int] = field(default_factory=dict)
    tellers: dict[Cell, dict[str, None]] = field(default_factory=dict)
    before: set[Cell] = field(default_factory=set)

    def add(self, fact: PublishedFact, figure: str) -> None:
        for cell in self._cells(fact):
            self.thresholds[cell] = max(self.thresholds.get(cell, 0), fact.threshold)
            if figure:
                self.tellers.setdefault(cell, {})[figure] = None

    def add_earlier(self, release: Sequence[Telling], state: int) -> None:
        """What a release told and hid; where its data were corrected since, in a state of its own."""
        corrected = {space for telling in release for fact in telling.facts for space in self._corrected(fact)}
        for telling in release:
            for fact in telling.facts:
                for cell in self._cells(fact, corrected, state):
                    self.thresholds[cell] = max(self.thresholds.get(cell, 0), fact.threshold)
                    if telling.is_open and fact.is_told:
                        self.before.add(cell)

    def _corrected(self, fact: PublishedFact) -> Iterator[Space]:
        for addend in fact.addends:
            region = self.places.region(addend.box)
            if addend.value is not None and self.regions.get(region, addend.value) != addend.value:
                yield region.space

    def _cells(self, fact: PublishedFact, corrected: Container[Space] = (), state: int = 0) -> Sequence[Cell]:
        if fact.of_ages or any(addend.value is None for addend in fact.addends):
            return ()
        placed = [self._placed(addend, corrected, state) for addend in fact.addends]
        return [region for region, _ in placed] if fact.is_told else [self._rest(tuple(placed), fact.value)]

    def _placed(self, addend: Addend, corrected: Container[Space], state: int) -> tuple[Region, float]:
        region = self.places.region(addend.box)
        if region.space in corrected:
            region = region.in_state(state)
        assert addend.value is not None
        self.regions.setdefault(region, addend.value)
        return region, addend.coefficient

    def _rest(self, placed: Balance, value: float) -> Cell:
        """What a share leaves out: a region, or where that is none the balance of several."""
        if [weight for _, weight in placed] == [1, -1]:
            rest = placed[0][0].without(placed[1][0])
            if rest is not None:
                self.regions.setdefault(rest, value)
                return rest
        self.balances.setdefault(placed, value)
        return placed

    def finished(self) -> Cells:
        found = [*relations(self.regions), *self._ties()]
        self._spread_thresholds()
        regions: list[Cell] = [*sorted(self.regions, key=lambda region: region.key)]
        cells = (*regions, *sorted(self.balances, key=_balance_key))
        values: dict[Cell, float] = {region: value for region, value in self.regions.items()}  # noqa: C416  # keys of a wider type
        for balance, value in self.balances.items():
            values[balance] = value
        numbers: dict[Cell, int] = {cell: number for number, cell in enumerate(cells)}
        rows = [tuple((numbers[region], weight) for region, weight in relation) for relation in found]
        rows += [_balance_row(numbers, balance) for balance in self.balances]
        return Cells(
            cells=cells,
            values=values,
            thresholds=self.thresholds,
            tellers={cell: tuple(figures) for cell, figures in self.tellers.items()},
            told_before=frozenset(self.before),
            rows=tuple(sorted(rows)),
        )

    def _ties(self) -> Iterator[Relation]:
        """Regions that count in two states of the data the same: readers take for unchanged what may well be."""
        known: dict[tuple[Region, float], Region] = {}
        for region in sorted(self.regions, key=lambda region: region.space.state):
            same = known.setdefault((region.in_state(0), round(self.regions[region], _DECIMALS)), region)
            if same is not region:
                yield ((region, -1.0), (same, 1.0))

    def _spread_thresholds(self) -> None:
        """A rest counts persons of the same data: the lowest threshold of its space holds for it."""
        lowest: dict[object, int] = {}
        for cell, threshold in self.thresholds.items():
            if isinstance(cell, Region) and threshold:
                lowest[cell.space] = min(threshold, lowest.get(cell.space, threshold))
        for region in self.regions:
            self.thresholds.setdefault(region, lowest.get(region.space, 0))


def _balance_key(balance: Balance) -> tuple[object, ...]:
    return tuple((region.key, weight) for region, weight in balance)


def _balance_row(numbers: Mapping[Cell, int], balance: Balance) -> tuple[tuple[int, float], ...]:
    """In whole numbers: the mean of two days counts twice."""
    scale = 2.0 if any(weight % 1 for _, weight in balance) else 1.0
    return ((numbers[balance], -scale), *((numbers[region], weight * scale) for region, weight in balance))


def protect(
    tellings: Sequence[Telling], earlier: Iterable[Sequence[Telling]], places: Map, search: Search = suppress
) -> Verdict:
    """The figures that must stay hidden, beside those that are hidden anyway; `earlier` as in `gathered`.

    Each group of cells that hang together is protected for itself; groups without a small cell need nothing.
    """
    cells = gathered(tellings, earlier, places)
    weights = {entry.figure: entry.weight for entry in tellings}
    hidden: set[str] = set()
    work: dict[str, int] = {}
    given_up = 0
    for group, rows in groups(cells):
        pattern, lost = searched(problem_of(cells, group, rows, weights), search)
        given_up += lost
        for number, is_hidden in zip(group, pattern.hidden.tolist(), strict=True):
            if is_hidden:
                hidden.update(cells.tellers.get(cells.cells[number], ()))
        for name, count in pattern.work.items():
            work[name] = work.get(name, 0) + count
    return Verdict(frozenset(hidden), work, given_up)


def searched(problem: Problem, search: Search = suppress) -> tuple[Pattern, int]:
    """A pattern, and how many cells had to be given up: what was told before gives them away for good."""
    lost = 0
    while True:
        try:
            return search(problem), lost
        except Unprotectable as error:
            problem, lost = _given_up(problem, error.cell), lost + 1


def _given_up(problem: Problem, cell: int) -> Problem:
    levels = (problem.upper_protection, problem.lower_protection, problem.sliding_protection)
    upper, lower, sliding = (_without(level, cell) for level in levels)
    return replace(problem, upper_protection=upper, lower_protection=lower, sliding_protection=sliding)


def _without(levels: Floats, cell: int) -> Floats:
    found = levels.copy()
    found[cell] = 0.0
    return found


Rows: TypeAlias = tuple[tuple[tuple[int, float], ...], ...]


def groups(cells: Cells) -> tuple[tuple[tuple[int, ...], Rows], ...]:
    """The groups of cells with a small one among them, each with its rows."""
    found = components(range(len(cells.cells)), ([cell for cell, _ in row] for row in cells.rows))
    of_cell = {cell: number for number, group in enumerate(found) for cell in group}
    rows: dict[int, list[tuple[tuple[int, float], ...]]] = {}
    for row in cells.rows:
        rows.setdefault(of_cell[row[0][0]], []).append(row)
    return tuple(
        (group, tuple(rows.get(number, ())))
        for number, group in enumerate(found)
        if any(cells.is_small(cells.cells[cell]) for cell in group)
    )


def problem_of(cells: Cells, group: Sequence[int], rows: Rows, weights: Mapping[str, float]) -> Problem:
    """One group as linear information: all in it is told exactly or not at all."""
    place = {cell: number for number, cell in enumerate(group)}
    members = [cells.cells[cell] for cell in group]
    values = np.array([cells.values[cell] for cell in members])
    small = np.array([cells.is_small(cell) and cell not in cells.told_before for cell in members], dtype=np.bool_)
    thresholds = np.array([float(cells.thresholds.get(cell, 0)) for cell in members])
    signed = {cell.space for cell in members if isinstance(cell, Region) and cells.values[cell] < 0}
    is_signed = np.array([not isinstance(cell, Region) or cell.space in signed for cell in members], dtype=np.bool_)
    nothing = np.zeros(len(group))
    return Problem(
        values=values,
        equations=Equations.of([[(place[cell], weight) for cell, weight in row] for row in rows]),
        lower=values,
        upper=values,
        floor=np.where(is_signed, -OPEN, 0.0),
        ceiling=np.full(len(group), OPEN),
        upper_protection=np.where(small & (values > 0), thresholds - values, nothing),
        lower_protection=np.where(small & (values < 0), thresholds + values, nothing),
        sliding_protection=np.where(small, thresholds, nothing),
        cost=np.array([_cost(cells, cell, weights) for cell in members]),
        must_hide=np.array([not cells.is_told(cell) for cell in members], dtype=np.bool_) | small,
        singletons=small & (np.abs(values) == 1),
    )


def _cost(cells: Cells, cell: Cell, weights: Mapping[str, float]) -> float:
    """What is lost: the figures that tell of the cell; what was told before cannot be taken back."""
    if cell in cells.told_before:
        return ALWAYS
    return sum(weights[figure] for figure in cells.tellers.get(cell, ())) or 1.0
