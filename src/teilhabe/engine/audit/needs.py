"""What has to stay possible for a cell, so that nobody can be sure of too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.audit.system import TOLERANCE, Bools, Floats, Integers
from teilhabe.engine.audit.told import Cell


@dataclass(frozen=True)
class Needs:
    """Per cell: a size that must be possible, a point that must be possible above and below, a span between the ends.

    Infinitely small needs stand for none.
    """

    size: Floats
    above: Floats
    below: Floats
    span: Floats

    def any(self) -> Bools:
        return (self.size > 0) | (self.span > 0) | np.isfinite(self.above) | np.isfinite(self.below)

    def met(self, low: Floats, high: Floats) -> Bools:
        """Where the ends `low` and `high`, both possible, are enough."""
        return (
            (np.maximum(high, -low) >= self.size - TOLERANCE)
            & (high >= self.above - TOLERANCE)
            & (low <= self.below + TOLERANCE)
            & (high - low >= self.span - TOLERANCE)
        )

    def of(self, chosen: Integers) -> Needs:
        """The needs of these cells only."""
        return Needs(self.size[chosen], self.above[chosen], self.below[chosen], self.span[chosen])


def needs_of(cells: Sequence[Cell]) -> Needs:
    """Of every cell; where the truth is unknown every hidden cell may be one that must be protected."""
    rows = np.array([_need(cell) for cell in cells], dtype=np.float64).reshape(len(cells), 4)
    return Needs(*(np.ascontiguousarray(column) for column in rows.T))


def _need(cell: Cell) -> tuple[float, float, float, float]:
    """Size, above, below, span."""
    if cell.truth is None:
        return cell.threshold, -np.inf, np.inf, _least_step(cell) if cell.hidden else 0.0
    above = cell.truth + cell.above if cell.above > 0 else -np.inf
    below = cell.truth - cell.below if cell.below > 0 else np.inf
    small = cell.threshold if cell.is_small else 0.0
    return small, above, below, max(small, _least_step(cell) if cell.is_sensitive else 0.0)


def _least_step(cell: Cell) -> float:
    """The smallest span that is more than one value."""
    return 1.0 if cell.whole else 4 * TOLERANCE
