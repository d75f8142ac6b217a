"""What a release would tell about cells, as linear information: the one form in which the gate sees everything.

A table, a rounded percentage, a sentence and an earlier release are all the same here: some linear function of cells
is told to lie between two numbers (Fischetti & Salazar-González, Management Science 47(7), 2001, for tables; the wider
form is ours). A published fact that is no cell of a table, such as a rounded share, is a cell of its own with an
equation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]

OPEN = np.inf
"""A bound that nobody knows of."""

ALWAYS = np.inf
"""The cost of a cell that must be published, or is published already."""


@dataclass(frozen=True)
class Equations:
    """Rows of a sparse matrix that is 0 for the truth: row r has `coefficients[starts[r]:starts[r + 1]]` at `cells[…]`.

    Coefficients are whole numbers where a sum is meant, so that elimination can be exact.
    """

    starts: Integers
    cells: Integers
    coefficients: Floats

    def __len__(self) -> int:
        return len(self.starts) - 1

    @classmethod
    def of(cls, rows: Sequence[Sequence[tuple[int, float]]]) -> Equations:
        """From rows of (cell, coefficient)."""
        lengths = [len(row) for row in rows]
        flat = [entry for row in rows for entry in row]
        return cls(
            np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))).astype(np.int64),
            np.array([cell for cell, _ in flat], dtype=np.int64),
            np.array([coefficient for _, coefficient in flat], dtype=np.float64),
        )

    def residuals(self, values: Floats) -> Floats:
        """Per row what the values leave over; 0 where they add up."""
        if not len(self):
            return np.zeros(0)
        products = self.coefficients * values[self.cells]
        sums = np.concatenate(([0.0], np.cumsum(products)))
        return sums[self.starts[1:]] - sums[self.starts[:-1]]


@dataclass(frozen=True)
class Problem:
    """Cells in a canonical order (ties are broken by it), what everybody knows of them, and what must stay unknown.

    Everybody knows `equations` and `floor <= x <= ceiling`. Publishing cell i tells `lower[i] <= x[i] <= upper[i]`
    (twice the value itself for an exact figure); hiding it tells nothing. A cell is sensitive where one of its
    protection levels is above 0: with the pattern of hidden cells, some x that everybody must think possible has to
    reach `value + upper_protection`, some other `value - lower_protection`, and both ends have to be
    `sliding_protection` apart.
    """

    values: Floats
    equations: Equations
    lower: Floats
    upper: Floats
    floor: Floats
    ceiling: Floats
    upper_protection: Floats
    lower_protection: Floats
    sliding_protection: Floats
    cost: Floats
    """Of hiding a cell, above 0; ALWAYS for one that must be published."""
    must_hide: Bools
    """Hidden whatever comes: the sensitive cells, and those that somebody marked."""
    singletons: Bools
    """Sensitive cells with one contributor, who knows the cell and must not learn another one exactly by that."""

    def __len__(self) -> int:
        return len(self.values)

    @property
    def sensitive(self) -> Bools:
        return (self.upper_protection > 0) | (self.lower_protection > 0) | (self.sliding_protection > 0)


@dataclass(frozen=True)
class Pattern:
    """Which cells are hidden, and for each the widest interval that was shown to be possible (a witness at each end).

    `possible_lower` and `possible_upper` are proofs, not the exact ends: everybody must think at least these possible.
    """

    hidden: Bools
    possible_lower: Floats
    possible_upper: Floats
    work: dict[str, int]
    """What it took: pivots, linear programmes, cells added and taken back."""
