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
from teilhabe.engine.disclosure.secondary.whole import whole_move
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses

REWEIGHTINGS = 2
TIE = 1e-3
"""Between equal cells the later one is hidden: its price is lower by at most this share."""
SPLITS = 4
"""In how many ways a span is divided between up and down at most."""


@dataclass(frozen=True)
class Plan:
    """Deviations that show a cell's levels, and the cells to hide for them."""

    vectors: tuple[Floats, ...]
    cells: Bools
    cost: float


class Repair:
    """One programme for all repairs: hidden cells are free columns, candidates have one column up and one down."""

    def __init__(self, room: Room, reweightings: int = REWEIGHTINGS) -> None:
        self.room = room
        self.reweightings = reweightings
        self.price = prices(room)
        free = np.flatnonzero(~room.candidates & (room.hidden | (room.told_low < room.told_high)))
        paid = np.flatnonzero(room.candidates)
        self.cells = np.concatenate([free, paid, paid])
        self._low = np.concatenate([room.low[free], np.zeros(2 * len(paid))])
        self._high = np.concatenate([room.high[free], room.hidden_high[paid], -room.hidden_low[paid]])
        signs = np.repeat([1.0, -1.0], [len(free) + len(paid), len(paid)])
        self._signs = signs
        self.programme = Programme(room.problem.equations, self.cells, signs, self._low, self._high)
        self.programme.price(self.price[self.cells])
        self.programme.settle()

    def plan(self, witnesses: Witnesses, cell: int) -> Plan | None:
        """The cheapest way to divide the span of the cell between up and down."""
        plans = (self._ends(witnesses, cell, *ends) for ends in reversed(self._splits(cell)))
        return min((plan for plan in plans if plan), key=lambda plan: plan.cost, default=None)

    def untie(self, cell: int, still: int) -> Plan | None:
        """The cheapest way to let the cell be thought elsewhere by somebody who knows another one."""
        step = 1.0 if self.room.whole[cell] else float(self.room.span[cell]) / 2
        moves = [self.move(cell, by, still=still) for by in (step, -step)]
        plans = [self._planned((vector,)) for vector in moves if vector is not None]
        return min(plans, key=lambda plan: plan.cost, default=None)

    def _planned(self, vectors: tuple[Floats, ...]) -> Plan:
        hidden = np.zeros(len(self.room.problem), dtype=bool)
        for vector in vectors:
            hidden |= self.room.beyond(vector)
        return Plan(vectors, hidden, float(self.price[hidden].sum()))

    def shows(self, witnesses: Witnesses, cell: int) -> bool:
        """Whether the cell reaches its levels with what is hidden now; the witnesses for it are kept."""
        for up, down in self._splits(cell):
            if witnesses.up[cell] < up - TOLERANCE and not self._free_move(witnesses, cell, up):
                return False
            if witnesses.down[cell] >= down - TOLERANCE or self._free_move(witnesses, cell, -down):
                return True
        return False

    def _free_move(self, witnesses: Witnesses, cell: int, by: float) -> bool:
        vector = self.move(cell, by, limit=TOLERANCE)
        if vector is None or self.room.beyond(vector).any():  # the solver may pass the limit before it notices
            return False
        witnesses.add(vector)
        return True

    def _splits(self, cell: int) -> list[tuple[float, float]]:
        """How far up and down: no further up than it must first, then step by step the rest."""
        room = self.room
        up, down, span = float(room.up[cell]), float(room.down[cell]), float(room.span[cell])
        rest = span - up - down
        if rest <= TOLERANCE:
            return [(up, down)]
        parts = np.linspace(0, rest, SPLITS)
        if room.whole[cell]:
            parts = np.unique(np.round(parts))
        return [(up + part, down + rest - part) for part in parts.tolist()]

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
        return self._planned(tuple(vectors))

    def move(
        self, cell: int, by: float, free: Bools | None = None, limit: float = np.inf, still: int | None = None
    ) -> Floats | None:
        """A deviation of the cell by so much at a low price, or none below the limit; cells in `free` cost nothing."""
        price = np.where(self.room.hidden | (False if free is None else free), 0.0, self.price)
        if not self._pin(cell, by, still):
            return None
        vector = self._cheap(price, limit, abs(by))
        if vector is None or self.room.counts(vector):
            return vector
        pins = {cell: by} if still is None else {cell: by, still: 0.0}
        near = np.where(self.room.beyond(vector), 0.0, np.inf)
        within = whole_move(self.room, np.where(price > 0, near, 0.0), pins)
        return within if within is not None or limit < np.inf else whole_move(self.room, price, pins)

    def _cheap(self, price: Floats, limit: float, step: float) -> Floats | None:
        """The cheapest of some vertices, each found with prices that the one before it suggests."""
        best, weight, cheapest = None, price, np.inf
        for _ in range(1 + self.reweightings):
            found = self._solve(weight, limit)
            if found is None:
                break
            cost = float(price[self.room.beyond(found)].sum())
            if cost < cheapest - TOLERANCE:
                best, cheapest = found, cost
            if cheapest <= limit:
                break
            weight = price * step / (np.abs(found) + 0.05 * step)
        return best

    def _pin(self, cell: int, by: float, still: int | None) -> bool:
        """Fixes one cell, and another at the truth; whether the bounds allow that."""
        low, high = self._low.copy(), self._high.copy()
        column = np.flatnonzero((self.cells == cell) & (self._signs > 0))
        if not len(column) or not low[column[0]] <= by <= high[column[0]]:
            return False
        low[column] = high[column] = by
        if still is not None:
            low[self.cells == still] = high[self.cells == still] = 0
        self.programme.restart()
        self.programme.bound(low, high)
        return True

    def _solve(self, weight: Floats, limit: float) -> Floats | None:
        self.programme.price(weight[self.cells])
        solution = self.programme.solve(limit)
        return None if solution is None else self.programme.deviations(solution, len(self.room.problem))


def prices(room: Room) -> Floats:
    """The cost of hiding, in units of the cheapest cell, and a shade lower for later cells."""
    cost = np.where(room.candidates, room.problem.cost, 0.0)
    size = len(cost)
    cheapest = float(cost[room.candidates].min(initial=np.inf))
    if not np.isfinite(cheapest):
        return np.zeros(size)
    return cost / cheapest * (1 + TIE * (size - np.arange(size)) / size)
