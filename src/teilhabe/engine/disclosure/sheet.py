"""All cells of tables that are published together and of what was published before, in one order, with their sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

import numpy as np

from teilhabe.engine.disclosure.additivity import Structure, check_additivity, structure
from teilhabe.engine.disclosure.earlier import Earlier, States
from teilhabe.engine.disclosure.problem import Bools, Floats, Integers
from teilhabe.engine.disclosure.table import Cell, Codes, Table, canonical, cell_of, named
from teilhabe.errors import InputError

Meaning = Callable[[Codes], Cell]
Total = tuple[int, tuple[int, ...]]
"""A cell and the cells it consists of."""


@dataclass(frozen=True)
class Sheet:
    """Cells before any rule is asked; their values are NaN where nobody here knows them."""

    cells: tuple[Cell, ...]
    values: Floats
    printed: Bools
    """Has a row in a table that is to be published."""
    told: Bools
    """Was published before, with this value."""
    kept: Bools
    """Was hidden before and never told."""
    rest: Bools
    """What a published sum has beyond the parts that a table has: those that it leaves out."""
    depth: Floats
    """0 for leaves, growing with every level of sums."""
    totals: tuple[Total, ...]
    earlier_totals: tuple[Total, ...]
    """The sums that earlier releases alone tell."""
    rows: tuple[Integers, ...]
    """Per table to be published the cell of each row."""


@dataclass(frozen=True)
class _Read:
    """A table with its sums and what its rows mean."""

    table: Table
    structure: Structure
    meaning: Meaning

    def values(self) -> Iterator[tuple[Cell, float]]:
        for codes, value in chain(
            zip(self.table.codes, self.table.values.tolist(), strict=True), self.structure.unlisted.items()
        ):
            yield self.meaning(codes), value

    def totals(self, place: Mapping[Cell, int]) -> Iterator[Total]:
        for found in self.structure.sums:
            parts = tuple(sorted(place[self.meaning(part)] for part in found.parts))
            if parts != (total := place[self.meaning(found.total)],):
                yield total, parts


def sheet(tables: Sequence[Table], earlier: Sequence[Earlier] = (), *, tied: bool = True) -> Sheet:
    """The cells of all; InputError where a table does not add up or two contradict each other.

    `tied` as in `States`.
    """
    elsewhere = _elsewhere(tables, earlier)
    now = [_read(table, elsewhere) for table in tables]
    values = _agreed(now)
    states = States(values, elsewhere, tied=tied)
    before = [_Read(*states.meaning(told)) for told in earlier]
    for cell, value in chain.from_iterable(read.values() for read in before):
        if np.isnan(values.setdefault(cell, value)):
            values[cell] = value
    unions = list(_unions([*tables, *(told.table for told in earlier)], values, elsewhere))
    for read in unions:
        values |= {cell: value for cell, value in read.values() if cell not in values}
    cells = tuple(sorted(values, key=canonical))
    place = {cell: number for number, cell in enumerate(cells)}
    earlier_totals = _in_order(before, place)
    totals = tuple(sorted({*_in_order([*now, *unions], place), *earlier_totals}))
    found = Sheet(
        cells=cells,
        values=np.array([values[cell] for cell in cells], dtype=np.float64),
        printed=_places(place, (cell_of(table, codes) for table in tables for codes in table.codes)),
        told=(told := _places(place, _earlier_cells(before, earlier, hidden=False))),
        kept=_places(place, chain(_earlier_cells(before, earlier, hidden=True), _unknown_cells(earlier, place)))
        & ~told,
        rest=_places(place, (read.meaning(codes) for read in (*now, *unions) for codes in read.structure.rests)),
        depth=_depth(len(cells), totals),
        totals=totals,
        earlier_totals=earlier_totals,
        rows=tuple(
            np.array([place[cell_of(table, codes)] for codes in table.codes], dtype=np.int64) for table in tables
        ),
    )
    _refuse_misfits(found)
    return found


def _elsewhere(tables: Sequence[Table], earlier: Sequence[Earlier]) -> dict[Cell, float]:
    """Cells with a row in any table; none where there is one table only."""
    every = [*tables, *(told.table for told in earlier)]
    found: dict[Cell, float] = {}
    for table in every if len(every) > 1 else ():
        for codes, value in zip(table.codes, table.values.tolist(), strict=True):
            found.setdefault(cell_of(table, codes), value)
    return found


def _unions(every: Sequence[Table], values: Mapping[Cell, float], elsewhere: Mapping[Cell, float]) -> Iterator[_Read]:
    """Tables with the same dimensions as one: a district in one release, its neighbours in another."""
    alike: dict[frozenset[str], list[Table]] = {}
    for table in every:
        alike.setdefault(frozenset(table.dimensions), []).append(table)
    for group in alike.values():
        first = group[0]
        rows: dict[Codes, float] = {}
        for table in group:
            order = [table.dimensions.index(name) for name in first.dimensions]
            for codes in table.codes:
                value = values.get(cell_of(table, codes), np.nan)
                if not np.isnan(value):
                    rows.setdefault(tuple(codes[at] for at in order), value)
        if len(group) > 1 and rows:
            union = replace(first, codes=tuple(rows), values=np.array(list(rows.values())), lines=())
            yield _Read(union, structure(union, elsewhere, is_one=False), partial(cell_of, union))


def _read(table: Table, elsewhere: Mapping[Cell, float]) -> _Read:
    found = structure(table, elsewhere)
    check_additivity(table, found.sums, found.unlisted)
    return _Read(table, found, partial(cell_of, table))


def _agreed(now: Sequence[_Read]) -> dict[Cell, float]:
    """Every cell's value; tables of one state give a cell only one."""
    values: dict[Cell, float] = {}
    origin: dict[Cell, str] = {}
    for read in now:
        for row, (codes, value) in enumerate(zip(read.table.codes, read.table.values.tolist(), strict=True)):
            cell, at = read.meaning(codes), f"{read.table.name}:{read.table.line(row)}"
            if abs(values.setdefault(cell, value) - value) > 1e-9 * max(1.0, abs(value)):
                raise InputError(
                    f"{at}: Dieselbe Zelle ({named(cell)}) hat in {origin[cell]} einen anderen Wert. Verbundene "
                    "Tabellen müssen denselben Stand haben.",
                    f"{at}: the same cell ({named(cell)}) has another value in {origin[cell]}. Linked tables must be "
                    "of the same state.",
                )
            origin.setdefault(cell, at)
    for read in now:
        for codes in read.structure.exceeded:
            if (cell := read.meaning(codes)) in origin:
                raise InputError(
                    f"{read.table.name}: Die Zellen ergeben mehr als die Summe ({named(cell)}) in {origin[cell]}. "
                    "Verbundene Tabellen müssen denselben Stand haben.",
                    f"{read.table.name}: the cells make more than the sum ({named(cell)}) in {origin[cell]}. Linked "
                    "tables must be of the same state.",
                )
    for read in now:
        for codes, value in read.structure.unlisted.items():
            values.setdefault(read.meaning(codes), value)
    return values


def _in_order(reads: Sequence[_Read], place: Mapping[Cell, int]) -> tuple[Total, ...]:
    return tuple(sorted({total for read in reads for total in read.totals(place)}))


def _places(place: Mapping[Cell, int], cells: Iterator[Cell]) -> Bools:
    found = np.zeros(len(place), dtype=bool)
    found[[place[cell] for cell in cells]] = True
    return found


def _earlier_cells(before: Sequence[_Read], earlier: Sequence[Earlier], *, hidden: bool) -> Iterator[Cell]:
    for read, told in zip(before, earlier, strict=True):
        yield from (
            read.meaning(codes)
            for codes, is_hidden in zip(told.table.codes, told.hidden.tolist(), strict=True)
            if is_hidden == hidden
        )


def _unknown_cells(earlier: Sequence[Earlier], place: Mapping[Cell, int]) -> Iterator[Cell]:
    """Today's cells that were hidden then; where nobody knows what they were, they may be the same."""
    for told in earlier:
        hidden = told.hidden & np.isnan(told.table.values)
        cells = (cell_of(told.table, codes) for codes, hit in zip(told.table.codes, hidden, strict=True) if hit)
        yield from (cell for cell in cells if cell in place)


def _depth(number: int, totals: Sequence[Total]) -> Floats:
    """Settled once no depth grows any more."""
    depth = np.zeros(number)
    for _ in range(number):
        before = depth.copy()
        for total, parts in totals:
            depth[total] = max(depth[total], 1 + max(depth[part] for part in parts))
        if (before == depth).all():
            break
    return depth


def _refuse_misfits(found: Sheet) -> None:
    """Tables that add up one by one may still contradict each other in sums that none of them prints."""
    for total, parts in found.totals:
        rest = found.values[list(parts)].sum() - found.values[total]
        if abs(rest) > 1e-9 * max(1.0, float(np.abs(found.values[list(parts)]).sum())):
            raise InputError(
                f"Die Tabellen widersprechen einander in der Summe „{named(found.cells[total])}“. Sie müssen denselben "
                "Stand und dieselben Codes haben.",
                f"The tables contradict each other in the sum “{named(found.cells[total])}”. They must be of the same "
                "state and have the same codes.",
            )
