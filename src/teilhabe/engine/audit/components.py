"""What is still unknown, in parts that have nothing to do with each other."""

from __future__ import annotations

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
    entries_of = _by_part(entries, part[system.columns[entries]])
    for root, cells in _by_part(open_cells, part[open_cells]).items():
        yield _component(system, told, cells, entries_of.get(root, _NONE))


_NONE: Integers = np.zeros(0, dtype=np.int64)


def _by_part(members: Integers, part: Integers) -> dict[int, Integers]:
    """Part → those of the members that are in it, in their order."""
    order = np.argsort(part, kind="stable")
    names, first = np.unique(part[order], return_index=True)
    return dict(zip(names.tolist(), np.split(members[order], first[1:]), strict=True)) if len(names) else {}


def _parts(count: int, rows: Integers, columns: Integers) -> Integers:
    """Per cell the first cell that it is connected with: the lowest number spreads along rows until nothing changes."""
    part = np.arange(count, dtype=np.int64)
    while True:
        least = np.full(int(rows.max(initial=-1)) + 1, count, dtype=np.int64)
        np.minimum.at(least, rows, part[columns])
        lower = part.copy()
        np.minimum.at(lower, columns, least[rows])
        lower = lower[lower]
        if (lower == part).all():
            return part
        part = lower


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
