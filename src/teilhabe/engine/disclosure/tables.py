"""Any number of tables as one problem: what they share is one cell, and what adds up is an equation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from teilhabe.engine.disclosure.costs import costs
from teilhabe.engine.disclosure.earlier import Earlier
from teilhabe.engine.disclosure.groupings import TOTAL, Grouping
from teilhabe.engine.disclosure.problem import ALWAYS, OPEN, Bools, Equations, Floats, Integers, Problem
from teilhabe.engine.disclosure.rules import Levels, Reason, Rules, protection
from teilhabe.engine.disclosure.sheet import Sheet, sheet
from teilhabe.engine.disclosure.table import Cell, Table, named
from teilhabe.engine.disclosure.unknown import fitting, told_levels
from teilhabe.errors import InputError

__all__ = ["TOTAL", "Cell", "Earlier", "Grouping", "Joined", "Table", "joined", "named"]

Topics = Mapping[tuple[str, str], int]
"""(dimension, code) → the threshold of every cell with it."""


FULL_CELL: tuple[Reason] = ("full-cell",)

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True)
class Joined:
    """The problem of tables that are published together, and where their rows stand in it."""

    problem: Problem
    cells: tuple[Cell | None, ...]
    """In canonical order: sums first, then codes in natural order. None for what is no cell of a table."""
    reasons: tuple[Reason | None, ...]
    """Why a cell has to be hidden, whatever else is."""
    listed: Bools
    """The cell has a row in one of the tables; the others are told earlier, or sums that nobody prints."""
    is_sum: Bools
    """The cell consists of others."""
    rows: tuple[Integers, ...]
    """Per table the cell of each row."""


def joined(
    tables: Sequence[Table],
    rules: Rules,
    *,
    cost: str = "cells",
    topics: Topics | None = None,
    earlier: Sequence[Earlier] = (),
) -> Joined:
    """The problem of tables with equal rules, after everything that was published before.

    InputError where a table does not add up, two contradict each other, or a mark contradicts a rule.
    """
    found, unknown = _with_values(tables, earlier)
    levels = _levels(tables, rules, found, topics or {}, unknown)
    is_sensitive = (levels.upper > 0) | (levels.lower > 0) | (levels.sliding > 0)
    marked, published = (_marked(tables, found, mark) for mark in ("must_hide", "must_publish"))
    hidden = (is_sensitive | found.kept | marked | ~found.printed) & ~found.told
    _refuse_contradictions(tables, found, hidden, published)
    rests = _rests(rules, found) if rules.full_cells else ()
    price = np.where(published | found.told, ALWAYS, costs(cost, found.cells, found.values, found.depth))
    return Joined(
        _problem(found, levels, price, hidden, rests),
        (*found.cells, *[None] * len(rests)),
        _reasons(found, levels, marked) + FULL_CELL * len(rests),
        _longer(found.printed, len(rests), False),
        _longer(found.depth > 0, len(rests), False),
        found.rows,
    )


def _with_values(tables: Sequence[Table], earlier: Sequence[Earlier]) -> tuple[Sheet, Bools]:
    """The cells with some value each, and which of them are unknown: hidden earlier and not in today's tables."""
    for tied in (True, False):
        found = sheet(tables, earlier, tied=tied)
        filled = fitting(found)
        if filled is not None:
            return filled, np.isnan(found.values)
    raise InputError(
        "Die früher veröffentlichten Tabellen widersprechen einander oder den heutigen.",
        "The tables published before contradict each other or today's.",
    )


def _problem(found: Sheet, levels: Levels, price: Floats, hidden: Bools, rests: Sequence[tuple[int, int]]) -> Problem:
    more = len(rests)
    values = _longer(found.values, more, 0)
    least = -OPEN if (values < 0).any() else 0.0
    return Problem(
        values=values,
        equations=_equations(found, rests),
        lower=values,
        upper=values,
        floor=_longer(np.full(len(found.cells), least), more, 0),
        ceiling=np.full(len(values), OPEN),
        upper_protection=_longer(levels.upper, more, 1),
        lower_protection=_longer(levels.lower, more, 0),
        sliding_protection=_longer(levels.sliding, more, 0),
        cost=_longer(price, more, 1),
        must_hide=_longer(hidden, more, True),
        singletons=_longer(levels.singletons, more, False),
    )


def _longer(values: npt.NDArray[Scalar], more: int, value: float) -> npt.NDArray[Scalar]:
    """With the same entry for every rest of a full cell."""
    return np.concatenate((values, np.full(more, value, dtype=values.dtype)))


def _levels(tables: Sequence[Table], rules: Rules, found: Sheet, topics: Topics, unknown: Bools) -> Levels:
    """The rules on every cell that has or had a row; what is told already needs none.

    Sums that nobody prints are protected through their parts.
    """
    thresholds = np.array(
        [max([rules.threshold, *(topics[pair] for pair in cell if pair in topics)]) for cell in found.cells],
        dtype=np.float64,
    )
    ruled = protection(rules, found.values, _largest(tables, found), _contributors(tables, found), thresholds)
    guessed = told_levels(found, unknown & found.kept, thresholds) if (unknown & found.kept).any() else ruled
    asked = unknown & found.kept
    known = (found.printed | found.kept | found.rest) & ~found.told & ~unknown
    return Levels(
        np.where(known, _whole(ruled.upper, found.values), np.where(asked, guessed.upper, 0.0)),
        np.where(known, _whole(ruled.lower, found.values), 0.0),
        np.where(known, ruled.sliding, np.where(asked, guessed.sliding, 0.0)),
        ruled.singletons & known,
        tuple(reason if is_known else None for reason, is_known in zip(ruled.reasons, known, strict=True)),
    )


def _whole(levels: Floats, values: Floats) -> Floats:
    """Figures in whole units can only be whole units apart."""
    return np.where(values == np.round(values), np.ceil(levels - 1e-9), levels)


def _largest(tables: Sequence[Table], found: Sheet) -> Floats | None:
    """Contributors of every cell from whichever table knows them."""
    known = [(table.largest, rows) for table, rows in zip(tables, found.rows, strict=True) if table.largest is not None]
    if not known:
        return None
    largest = np.zeros((len(found.cells), min(columns.shape[1] for columns, _ in known)))
    for columns, rows in known:
        largest[rows] = columns[:, : largest.shape[1]]
    return largest


def _contributors(tables: Sequence[Table], found: Sheet) -> Floats | None:
    if all(table.contributors is None for table in tables):
        return None
    contributors = np.zeros(len(found.cells))
    for table, rows in zip(tables, found.rows, strict=True):
        if table.contributors is not None:
            contributors[rows] = table.contributors
    return contributors


def _marked(tables: Sequence[Table], found: Sheet, mark: str) -> Bools:
    hit = np.zeros(len(found.cells), dtype=bool)
    for table, rows in zip(tables, found.rows, strict=True):
        marks: Bools | None = getattr(table, mark)
        if marks is not None:
            hit[rows[marks]] = True
    return hit


def _reasons(found: Sheet, levels: Levels, marked: Bools) -> tuple[Reason | None, ...]:
    """A rule before a mark before what was hidden earlier; only cells of today's tables have one."""
    reasons: list[Reason | None] = []
    for cell, reason in enumerate(levels.reasons):
        other: Reason | None = "marked" if marked[cell] else "told" if found.kept[cell] else None
        reasons.append((reason or other) if found.printed[cell] and not found.told[cell] else None)
    return tuple(reasons)


def _refuse_contradictions(tables: Sequence[Table], found: Sheet, hidden: Bools, published: Bools) -> None:
    """What has to be published must not be sensitive; the sentence tells the row and not the value."""
    for table, rows in zip(tables, found.rows, strict=True):
        for row in np.flatnonzero(hidden[rows] & published[rows]):
            raise InputError(
                f"{table.name}, Zeile {table.line(int(row))}: Die Zelle ({named(found.cells[rows[row]])}) soll "
                "veröffentlicht werden, muss aber verborgen bleiben. Bitte die Vorgabe streichen oder gröber gliedern.",
                f"{table.name}, line {table.line(int(row))}: the cell ({named(found.cells[rows[row]])}) is marked to "
                "be published but has to stay hidden. Please drop the mark or use coarser groups.",
            )


def _rests(rules: Rules, found: Sheet) -> tuple[tuple[int, int], ...]:
    """(sum, part) wherever the part is all of a published sum of enough persons: everybody there shares its code."""
    full = []
    for total, parts in found.totals:
        whole = found.values[total]
        if found.printed[total] and whole >= max(rules.threshold, 1):
            full += [(total, part) for part in parts if found.values[part] == whole and len(parts) > 1]
    return tuple(full)


def _equations(found: Sheet, rests: Sequence[tuple[int, int]]) -> Equations:
    """Sums, and for every full cell the rest of its margin: nobody prints it, and it must look possible."""
    rows = [[(total, -1.0), *((part, 1.0) for part in parts)] for total, parts in found.totals]
    first = len(found.cells)
    rows += [[(total, -1.0), (part, 1.0), (first + number, 1.0)] for number, (total, part) in enumerate(rests)]
    return Equations.of(rows)
