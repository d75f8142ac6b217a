"""How far each cell may lie from the truth, as an attacker sees it.

The search works with deviations `y = x - value`: the equations hold for them too, 0 is the truth, and a cell that is
told exactly has no room at all.
"""

from __future__ import annotations

import numpy as np

from teilhabe.engine.disclosure.problem import ALWAYS, Bools, Floats, Problem

TOLERANCE = 1e-6
"""Below this a deviation is rounding of the solver."""

LARGEST_COUNT = 1000
"""Protection levels above this are magnitudes, which are scaled."""

SMALL = 150
"""Up to so many cells the search is exact: in whole numbers, and for the best pattern."""


class Room:
    """The bounds of deviations while cells are hidden and taken back; in units of `scale`."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.scale = _scale(problem)
        self.hidden: Bools = problem.must_hide | (problem.sensitive & (problem.cost < ALWAYS))
        self.hidden_low, self.hidden_high = self._around(problem.floor, problem.ceiling)
        self.told_low, self.told_high = self._around(
            np.maximum(problem.lower, problem.floor), np.minimum(problem.upper, problem.ceiling)
        )
        self.whole: Bools = (problem.values == np.round(problem.values)) & (self.scale == 1)
        self.small = len(problem) <= SMALL
        self.up, self.down = self._level(problem.upper_protection), self._level(problem.lower_protection)
        self.span = np.maximum(self._level(problem.sliding_protection), self.up + self.down)
        wider = (self.hidden_low < self.told_low) | (self.hidden_high > self.told_high)
        self.candidates: Bools = ~self.hidden & (problem.cost < ALWAYS) & wider

    def _level(self, level: Floats) -> Floats:
        """A cell in whole numbers reaches a fraction with the next whole number."""
        scaled = level / self.scale
        return np.where(self.whole, np.ceil(scaled - TOLERANCE), scaled)

    def _around(self, low: Floats, high: Floats) -> tuple[Floats, Floats]:
        values = self.problem.values
        return np.minimum((low - values) / self.scale, 0), np.maximum((high - values) / self.scale, 0)

    @property
    def low(self) -> Floats:
        return np.where(self.hidden, self.hidden_low, self.told_low)

    @property
    def high(self) -> Floats:
        return np.where(self.hidden, self.hidden_high, self.told_high)

    def beyond(self, vector: Floats) -> Bools:
        """The cells that would have to be hidden for this deviation to be possible."""
        return (vector < self.low - TOLERANCE) | (vector > self.high + TOLERANCE)

    def adds_up(self, vector: Floats) -> bool:
        scale = max(1.0, float(np.abs(vector).max(initial=0)))
        return bool((np.abs(self.problem.equations.residuals(vector)) <= 10 * TOLERANCE * scale).all())

    def counts(self, vector: Floats) -> bool:
        """Whether the deviation is a proof: in a small problem whole cells have to move by whole numbers."""
        moved = vector[self.whole]
        return not self.small or bool((np.abs(moved - np.round(moved)) < 10 * TOLERANCE).all())

    def told(self, vector: Floats, cell: int) -> bool:
        """Whether this deviation stays possible when the cell is published."""
        return bool(self.told_low[cell] - TOLERANCE <= vector[cell] <= self.told_high[cell] + TOLERANCE)


def _scale(problem: Problem) -> float:
    """Counts stay as they are; magnitudes are brought near 1, where the solver's tolerances mean something."""
    levels = np.concatenate([problem.upper_protection, problem.lower_protection, problem.sliding_protection])
    largest = float(levels.max(initial=0))
    return 1.0 if largest <= LARGEST_COUNT else largest / 100
