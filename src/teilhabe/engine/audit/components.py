"""What is still unknown, in parts that have nothing to do with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.audit.system import Bools, Floats, Integers, System


@dataclass(frozen=True)
class Component:
    """Unknown cells that hang together: the same form as `System`, with columns counted from 0.

    Every column has finite bounds; `horizon` stands for a bound that nobody tells.
    """

    cells: Integers
    """Positions of the columns in what is told."""
    low: Floats
    high: Floats
    whole: Bools
    rows: Integers
    columns: Integers
    coefficients: Floats
    row_low: Floats
    row_high: Floats
    horizon: float

    def __len__(self) -> int:
        return len(self.cells)


def components(system: System) -> Iterator[Component]:
    """The parts in order of their first cell; cells that are known are put into the sums."""
    open_cells = np.flatnonzero(~system.fixed)
    is_open = ~system.fixed[system.columns]
    known = np.where(is_open, 0.0, system.coefficients * np.where(is_open, 0.0, system.low[system.columns]))
    told = np.bincount(system.rows, known, minlength=len(system.row_low)).astype(np.float64)
    entries = np.flatnonzero(is_open)
    part = _parts(len(system.low), system.rows[entries], system.columns[entries])
    cells_of, entries_of = defaultdict(list), defaultdict(list)
    for cell in open_cells.tolist():
        cells_of[part[cell]].append(cell)
    for entry, cell in zip(entries.tolist(), system.columns[entries].tolist(), strict=True):
        entries_of[part[cell]].append(entry)
    for root, cells in cells_of.items():
        yield _component(system, told, np.array(cells), np.array(entries_of[root], dtype=np.int64))


def _parts(count: int, rows: Integers, columns: Integers) -> list[int]:
    """Per cell a number that is the same for all cells it is connected with."""
    parent = list(range(count))

    def root(cell: int) -> int:
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    first: dict[int, int] = {}
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        one, other = root(first.setdefault(row, column)), root(column)
        parent[max(one, other)] = min(one, other)
    return [root(cell) for cell in range(count)]


def _component(system: System, told: Floats, cells: Integers, entries: Integers) -> Component:
    rows, numbers = np.unique(system.rows[entries], return_inverse=True)
    row_low, row_high = system.row_low[rows] - told[rows], system.row_high[rows] - told[rows]
    low, high = system.low[cells], system.high[cells]
    horizon = _horizon(low, high, row_low, row_high)
    return Component(
        cells,
        np.maximum(low, -horizon),
        np.minimum(high, horizon),
        system.whole[cells],
        numbers.astype(np.int64),
        np.searchsorted(cells, system.columns[entries]),
        system.coefficients[entries],
        row_low,
        row_high,
        horizon,
    )


def _horizon(*bounds: Floats) -> float:
    """Farther than anything that is told of this part, so that nothing possible is cut off."""
    finite = np.concatenate(bounds)
    return float(np.ceil(10 * (100 + np.abs(finite[np.isfinite(finite)]).sum())))
