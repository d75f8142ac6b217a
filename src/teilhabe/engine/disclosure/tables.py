"""Any number of tables as one problem: what they share is one cell, and what adds up is an equation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.disclosure.additivity import Codes, Structure, Table, check_additivity, structure
from teilhabe.engine.disclosure.costs import Cell, costs
from teilhabe.engine.disclosure.groupings import TOTAL, Grouping
from teilhabe.engine.disclosure.naming import natural
from teilhabe.engine.disclosure.problem import ALWAYS, OPEN, Bools, Equations, Floats, Integers, Problem
from teilhabe.engine.disclosure.rules import Levels, Reason, Rules, protection
from teilhabe.errors import InputError

__all__ = ["TOTAL", "Cell", "Grouping", "Joined", "Table", "joined", "named"]


@dataclass(frozen=True)
class Joined:
    """The problem of tables that are published together, and where their rows stand in it."""

    problem: Problem
    cells: tuple[Cell | None, ...]
    """In canonical order: sums first, then codes in natural order. None for what is no cell of a table."""
    reasons: tuple[Reason | None, ...]
    listed: Bools
    """The cell has a row in one of the tables; the others are sums that nobody prints."""
    is_sum: Bools
    """The cell consists of others."""
    rows: tuple[Integers, ...]
    """Per table the cell of each row."""


@dataclass(frozen=True)
class _Sheet:
    """All cells of all tables, before any rule is asked."""

    cells: tuple[Cell, ...]
    values: Floats
    listed: Bools
    depth: Floats
    equations: tuple[tuple[int, tuple[int, ...]], ...]  # (sum, parts)
    rows: tuple[Integers, ...]


def joined(
    tables: Sequence[Table],
    rules: Rules,
    *,
    cost: str = "cells",
    topics: Mapping[tuple[str, str], int] | None = None,
) -> Joined:
    """The problem of tables with equal rules; `topics` raises the threshold of every cell with such a code.

    InputError where a table does not add up, two tables contradict each other, or a mark contradicts a rule.
    """
    sheet = _sheet(tables)
    levels = _levels(tables, rules, sheet, topics or {})
    must_hide, must_publish = (_marked(tables, sheet, mark) for mark in ("must_hide", "must_publish"))
    must_hide |= ~sheet.listed
    is_sensitive = (levels.upper > 0) | (levels.lower > 0) | (levels.sliding > 0)
    _refuse_contradictions(tables, sheet, is_sensitive | _marked(tables, sheet, "must_hide"), must_publish)
    rests = _rests(tables, rules, sheet) if rules.full_cells else ()
    values, more = sheet.values, len(rests)
    least = -OPEN if (values < 0).any() else 0.0
    told = np.concatenate((values, np.zeros(more)))
    price = np.where(must_publish, ALWAYS, costs(cost, sheet.cells, values, sheet.depth))
    problem = Problem(
        values=told,
        equations=_equations(sheet, rests),
        lower=told,
        upper=told,
        floor=np.concatenate((np.full(len(values), least), np.zeros(more))),
        ceiling=np.full(len(told), OPEN),
        upper_protection=np.concatenate((levels.upper, np.ones(more))),
        lower_protection=np.concatenate((levels.lower, np.zeros(more))),
        sliding_protection=np.concatenate((levels.sliding, np.zeros(more))),
        cost=np.concatenate((price, np.ones(more))),
        must_hide=np.concatenate((must_hide | is_sensitive, np.ones(more, dtype=bool))),
        singletons=np.concatenate((levels.singletons, np.zeros(more, dtype=bool))),
    )
    reasons = tuple(
        reason or ("marked" if sheet.listed[cell] and must_hide[cell] else None)
        for cell, reason in enumerate(levels.reasons)
    )
    return Joined(
        problem,
        (*sheet.cells, *[None] * more),
        (*reasons, *["full-cell"] * more),  # type: ignore[arg-type]  # mypy widens the list of literals to str
        np.concatenate((sheet.listed, np.zeros(more, dtype=bool))),
        np.concatenate((sheet.depth > 0, np.zeros(more, dtype=bool))),
        sheet.rows,
    )


def _sheet(tables: Sequence[Table]) -> _Sheet:
    """Cells of equal meaning become one; every table has to add up by itself."""
    structures = [structure(table) for table in tables]
    for table, found in zip(tables, structures, strict=True):
        check_additivity(table, found.sums, found.unlisted)
    values, listed = _values(tables, structures)
    cells = tuple(sorted(values, key=_canonical))
    place = {cell: number for number, cell in enumerate(cells)}
    equations = dict.fromkeys(
        (place[_cell(table, relation.total)], tuple(sorted(place[_cell(table, part)] for part in relation.parts)))
        for table, found in zip(tables, structures, strict=True)
        for relation in found.sums
    )
    telling = tuple(sorted((total, parts) for total, parts in equations if parts != (total,)))
    return _Sheet(
        cells,
        np.array([values[cell] for cell in cells], dtype=np.float64),
        np.array([cell in listed for cell in cells], dtype=bool),
        _depth(len(cells), telling),
        telling,
        tuple(np.array([place[_cell(table, codes)] for codes in table.codes], dtype=np.int64) for table in tables),
    )


def _values(tables: Sequence[Table], structures: Sequence[Structure]) -> tuple[dict[Cell, float], set[Cell]]:
    """Every cell's value, and the cells that have a row."""
    values: dict[Cell, float] = {}
    origin: dict[Cell, str] = {}
    for table in tables:
        for row, (codes, value) in enumerate(zip(table.codes, table.values.tolist(), strict=True)):
            cell, at = _cell(table, codes), f"{table.name}:{table.line(row)}"
            known = values.setdefault(cell, value)
            if abs(known - value) > 1e-9 * max(1.0, abs(value)):
                raise InputError(
                    f"{at}: Dieselbe Zelle ({named(cell)}) hat in {origin[cell]} einen anderen Wert. Verbundene "
                    "Tabellen müssen denselben Stand haben.",
                    f"{at}: the same cell ({named(cell)}) has another value in {origin[cell]}. Linked tables must be "
                    "of the same state.",
                )
            origin.setdefault(cell, at)
    for table, found in zip(tables, structures, strict=True):
        for codes, value in found.unlisted.items():
            values.setdefault(_cell(table, codes), value)
    return values, set(origin)


def _cell(table: Table, codes: Codes) -> Cell:
    return frozenset(pair for pair in zip(table.dimensions, codes, strict=True) if pair[1] != TOTAL)


def named(cell: Cell) -> str:
    """The codes of a cell, for messages."""
    return ", ".join(f"{name}={code}" for name, code in sorted(cell)) or TOTAL


def _canonical(cell: Cell) -> tuple[int, list[tuple[str, object]]]:
    """Coarse before fine, then by codes; the order in which somebody wrote the rows has no say."""
    return len(cell), [(name, natural(code)) for name, code in sorted(cell)]


def _depth(number: int, equations: Sequence[tuple[int, tuple[int, ...]]]) -> Floats:
    """How many levels of sums lie below each cell; equations are settled once no depth grows any more."""
    depth = np.zeros(number)
    for _ in range(number):
        before = depth.copy()
        for total, parts in equations:
            depth[total] = max(depth[total], 1 + max(depth[part] for part in parts))
        if (before == depth).all():
            break
    return depth


def _levels(tables: Sequence[Table], rules: Rules, sheet: _Sheet, topics: Mapping[tuple[str, str], int]) -> Levels:
    """The rules on every cell with a row; sums that nobody prints are protected through their parts."""
    thresholds = np.array(
        [max([rules.threshold, *(topics[pair] for pair in cell if pair in topics)]) for cell in sheet.cells],
        dtype=np.float64,
    )
    largest, contributors = _largest(tables, sheet), _contributors(tables, sheet)
    levels = protection(rules, sheet.values, largest, contributors, thresholds)
    return Levels(
        np.where(sheet.listed, levels.upper, 0.0),
        np.where(sheet.listed, levels.lower, 0.0),
        np.where(sheet.listed, levels.sliding, 0.0),
        levels.singletons & sheet.listed,
        tuple(reason if is_listed else None for reason, is_listed in zip(levels.reasons, sheet.listed, strict=True)),
    )


def _largest(tables: Sequence[Table], sheet: _Sheet) -> Floats | None:
    """Contributors of every cell from whichever table knows them."""
    known = [(table.largest, rows) for table, rows in zip(tables, sheet.rows, strict=True) if table.largest is not None]
    if not known:
        return None
    width = min(columns.shape[1] for columns, _ in known)
    found = np.zeros((len(sheet.cells), width))
    for columns, rows in known:
        found[rows] = columns[:, :width]
    return found


def _contributors(tables: Sequence[Table], sheet: _Sheet) -> Floats | None:
    if all(table.contributors is None for table in tables):
        return None
    found = np.zeros(len(sheet.cells))
    for table, rows in zip(tables, sheet.rows, strict=True):
        if table.contributors is not None:
            found[rows] = table.contributors
    return found


def _marked(tables: Sequence[Table], sheet: _Sheet, mark: str) -> Bools:
    found = np.zeros(len(sheet.cells), dtype=bool)
    for table, rows in zip(tables, sheet.rows, strict=True):
        marks: Bools | None = getattr(table, mark)
        if marks is not None:
            found[rows[marks]] = True
    return found


def _refuse_contradictions(tables: Sequence[Table], sheet: _Sheet, hidden: Bools, published: Bools) -> None:
    """What has to be published must not be sensitive; the sentence tells the row and not the value."""
    for table, rows in zip(tables, sheet.rows, strict=True):
        for row in np.flatnonzero(hidden[rows] & published[rows]):
            raise InputError(
                f"{table.name}, Zeile {table.line(int(row))}: Die Zelle ({named(sheet.cells[rows[row]])}) soll "
                "veröffentlicht werden, muss aber verborgen bleiben. Bitte die Vorgabe streichen oder gröber gliedern.",
                f"{table.name}, line {table.line(int(row))}: the cell ({named(sheet.cells[rows[row]])}) is marked to "
                "be published but has to stay hidden. Please drop the mark or use coarser groups.",
            )


def _rests(tables: Sequence[Table], rules: Rules, sheet: _Sheet) -> tuple[tuple[int, int], ...]:
    """(sum, part) wherever the part is all of a published sum of enough persons: everybody there shares its code."""
    found = []
    for total, parts in sheet.equations:
        whole = sheet.values[total]
        if sheet.listed[total] and whole >= max(rules.threshold, 1):
            found += [(total, part) for part in parts if sheet.values[part] == whole and len(parts) > 1]
    return tuple(found)


def _equations(sheet: _Sheet, rests: Sequence[tuple[int, int]]) -> Equations:
    """Sums, and for every full cell the rest of its margin: nobody prints it, and it must look possible."""
    rows = [[(total, -1.0), *((part, 1.0) for part in parts)] for total, parts in sheet.equations]
    first = len(sheet.cells)
    rows += [[(total, -1.0), (part, 1.0), (first + number, 1.0)] for number, (total, part) in enumerate(rests)]
    return Equations.of(rows)
