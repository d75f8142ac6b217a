"""The attacker inside the gate: how far can each sensitive cell be thought to lie, given what is told?

An exact answer takes two linear programmes per cell. One programme for the sum of all cells, each capped at what it
needs, shows most of them at once; every vertex on the way is a witness for all cells.
"""

from __future__ import annotations

import numpy as np

from teilhabe.engine.disclosure.problem import Floats, Integers
from teilhabe.engine.disclosure.secondary.programme import Programme
from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses

SWEEPS = 6
"""Programmes for all cells at once; each that shows nothing new ends them."""


class Attack:
    """The attacker's programme over all cells that are or could be hidden; told cells are fixed."""

    def __init__(self, room: Room) -> None:
        self.room = room
        open_cells = room.hidden | room.candidates | (room.told_low < room.told_high)
        self.cells: Integers = np.flatnonzero(open_cells)
        self.programme = Programme(room.problem.equations, self.cells, np.ones(len(self.cells)), *self._bounds())
        self._columns = np.cumsum(open_cells) - 1

    def _bounds(self) -> tuple[Floats, Floats]:
        return self.room.low[self.cells], self.room.high[self.cells]

    def sweep(self, witnesses: Witnesses) -> None:
        """Shows what a few programmes for all narrow cells together can show."""
        for round_ in range(SWEEPS):
            narrow = witnesses.narrow()
            if not len(narrow):
                return
            self._push(witnesses, narrow, 1.0 if round_ % 2 == 0 else -1.0)
            if round_ > 1 and len(witnesses.narrow()) == len(narrow):
                return

    def shows(self, witnesses: Witnesses, cell: int) -> bool:
        """Whether this cell reaches its protection levels; what is found on the way is kept."""
        one = np.array([cell])
        for sign in (1.0, -1.0):
            if not witnesses.shown(one)[0]:
                self._push(witnesses, one, sign)
        return bool(witnesses.shown(one)[0])

    def _push(self, witnesses: Witnesses, cells: Integers, sign: float) -> None:
        """One vertex that moves these cells as far as they can go together, none further than it needs."""
        low, high = self._bounds()
        at = self._columns[cells]
        if sign > 0:
            high[at] = np.minimum(high[at], np.maximum(self.room.span - witnesses.down, self.room.up)[cells])
        else:
            low[at] = np.maximum(low[at], -np.maximum(self.room.span - witnesses.up, self.room.down)[cells])
        every = np.arange(len(self.cells))
        cost = np.zeros(len(self.cells))
        cost[at] = -sign
        self.programme.bound(every, low, high)
        self.programme.price(every, cost)
        solution = self.programme.solve()
        if solution is None:
            raise ArithmeticError("The truth itself violates the equations or bounds.")
        witnesses.add(self.programme.deviations(solution, len(self.room.problem)))
