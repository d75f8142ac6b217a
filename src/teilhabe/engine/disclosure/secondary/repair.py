"""The cheapest further cells that give a narrow cell its span.

A linear programme looks for a deviation of the cell as far as it needs, over all cells that may be hidden: those
hidden already move freely, others pay by how far they move. Weighing anew by the inverse of the movement (Candès,
Wakin & Boyd 2008) brings the price near to a fixed charge per cell, which is what hiding costs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from teilhabe.engine.disclosure.problem import Bools, Floats
from teilhabe.engine.disclosure.secondary.programme import Programme
from teilhabe.engine.disclosure.secondary.room import TOLERANCE, Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses

REWEIGHTINGS = 2
TIE = 1e-3
"""Between equal cells the later one is hidden: its price is lower by at most this share."""


@dataclass(frozen=True)
class Plan:
    """Deviations that show a cell's levels, and the cells to hide for them."""

    vectors: tuple[Floats, ...]
    cells: Bools
    cost: float


class Repair:
    """One programme for all repairs: hidden cells are free columns, candidates have one column up and one down."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.price = prices(room)
        free = np.flatnonzero(~room.candidates & (room.hidden | (room.told_low < room.told_high)))
        paid = np.flatnonzero(room.candidates)
        self.cells = np.concatenate([free, paid, paid])
        self._paid = np.arange(len(free), len(self.cells))
        self._low = np.concatenate([room.low[free], np.zeros(2 * len(paid))])
        self._high = np.concatenate([room.high[free], room.hidden_high[paid], -room.hidden_low[paid]])
        signs = np.repeat([1.0, -1.0], [len(free) + len(paid), len(paid)])
        self.programme = Programme(room.problem.equations, self.cells, signs, self._low, self._high)

    def plan(self, witnesses: Witnesses, cell: int) -> Plan | None:
        """The cheaper of: all upwards at once; each end as far as it must, then the rest on the other side."""
        room = self.room
        up, down = float(witnesses.up[cell]), float(witnesses.down[cell])
        level_up, level_down, span = float(room.up[cell]), float(room.down[cell]), float(room.span[cell])
        ends = {
            (max(level_up, span - max(down, level_down)), level_down),
            (level_up, max(level_down, span - max(up, level_up))),
        }
        plans = [self._ends(witnesses, cell, up, down) for up, down in sorted(ends, reverse=True)]
        return min((plan for plan in plans if plan), key=lambda plan: plan.cost, default=None)

    def _ends(self, witnesses: Witnesses, cell: int, up: float, down: float) -> Plan | None:
        vectors: list[Floats] = []
        hidden = np.zeros(len(self.room.problem), dtype=bool)
        for needed, known, sign in ((up, witnesses.up[cell], 1), (down, witnesses.down[cell], -1)):
            if needed > known + TOLERANCE:
                vector = self.move(cell, sign * needed, hidden)
                if vector is None:
                    return None
                vectors.append(vector)
                hidden |= self.room.beyond(vector)
        return Plan(tuple(vectors), hidden, float(self.price[hidden].sum()))

    def move(self, cell: int, by: float, free: Bools, still: int | None = None) -> Floats | None:
        """A deviation of the cell by so much at a low price; cells in `free` cost nothing more, one may stand still."""
        low, high = self._low.copy(), self._high.copy()
        self._pin(low, high, cell, by)
        if still is not None:
            self._pin(low, high, still, 0.0)
        self.programme.bound(np.arange(len(self.cells)), low, high)
        fixed = np.where(self.room.hidden | free, 0.0, self.price)
        best, weight = None, fixed
        cheapest = np.inf
        for _ in range(1 + REWEIGHTINGS):
            found = self._solve(weight)
            if found is None:
                return None
            cost = float(fixed[self.room.beyond(found)].sum())
            if cost < cheapest - TOLERANCE:
                best, cheapest = found, cost
            if not cheapest:
                break
            weight = fixed * abs(by) / (np.abs(found) + 0.05 * abs(by))
        return best

    def _pin(self, low: Floats, high: Floats, cell: int, by: float) -> None:
        columns = np.flatnonzero(self.cells == cell)
        low[columns], high[columns] = 0.0, 0.0
        if len(columns) == 1 or by >= 0:
            low[columns[0]] = high[columns[0]] = by
        else:
            low[columns[1]] = high[columns[1]] = -by

    def _solve(self, weight: Floats) -> Floats | None:
        self.programme.price(self._paid, weight[self.cells[self._paid]])
        solution = self.programme.solve()
        return None if solution is None else self.programme.deviations(solution, len(self.room.problem))


def prices(room: Room) -> Floats:
    """The cost of hiding, in units of the cheapest cell, and a shade lower for later cells."""
    cost = np.where(room.candidates, room.problem.cost, 0.0)
    size = len(cost)
    cheapest = float(cost[room.candidates].min(initial=np.inf))
    if not np.isfinite(cheapest):
        return np.zeros(size)
    return cost / cheapest * (1 + TIE * (size - np.arange(size)) / size)
