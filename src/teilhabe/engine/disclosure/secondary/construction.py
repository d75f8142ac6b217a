"""A pattern under construction: cells are hidden for a reason, taken back, and hidden in another way."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.disclosure.problem import Bools, Floats, Problem
from teilhabe.engine.disclosure.secondary.attack import sweep
from teilhabe.engine.disclosure.secondary.coalition import Coalition
from teilhabe.engine.disclosure.secondary.repair import Plan, Repair
from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses


class Unprotectable(ValueError):
    """A sensitive cell stays recomputable whatever else is hidden: too much must be published."""

    def __init__(self, cell: int) -> None:
        super().__init__(f"Cell {cell} cannot be protected: what must be published tells too much about it.")
        self.cell = cell


class Construction:
    """What is hidden now, what was shown to be possible, and for which cell each secondary was hidden."""

    def __init__(self, problem: Problem) -> None:
        self.room = Room(problem)
        self.witnesses = Witnesses(self.room)
        self.sweeps = sweep(self.room, self.witnesses)
        self.repair = Repair(self.room)
        self.price: Floats = self.repair.price.copy()
        self.coalition = Coalition(problem)
        self.reasons: dict[int, int] = {}

    @property
    def secondaries(self) -> Bools:
        return self.room.hidden & self.room.candidates

    @property
    def cost(self) -> float:
        return float(self.price[self.room.hidden].sum())

    @property
    def programmes(self) -> int:
        return self.sweeps + self.repair.programme.solved

    def adopt(self, secondaries: Bools) -> None:
        """Starts from these secondaries instead of the present ones, with the witnesses that are left."""
        self.room.hidden = (self.room.hidden & ~self.room.candidates) | secondaries
        self.witnesses = Witnesses(self.room, [v for v in self.witnesses.vectors if not self.room.beyond(v).any()])

    def widen(self, cell: int) -> None:
        """Gives a cell its protection levels."""
        if not self.witnesses.shown(np.array([cell]))[0]:
            self._hide(cell, self.repair.plan(self.witnesses, cell))

    def untie(self) -> None:
        """Keeps singletons from computing other cells."""
        while pairs := self.coalition.given_away(self.room, self.witnesses):
            single, cell = pairs[0]
            self._hide(cell, self.repair.untie(cell, still=single))

    def _hide(self, cell: int, plan: Plan | None) -> None:
        if plan is None:
            raise Unprotectable(cell)
        self.room.hidden |= plan.cells
        self.reasons.update(dict.fromkeys(np.flatnonzero(plan.cells).tolist(), cell))
        for vector in plan.vectors:
            self.witnesses.add(vector)

    def prune(self, cells: Bools) -> None:
        """Publishes again, dearest first, what all sensitive cells can spare."""
        for cell in sorted(np.flatnonzero(cells).tolist(), key=lambda cell: (-self.price[cell], cell)):
            self._spare(cell)

    def _spare(self, cell: int) -> None:
        """Publishes this cell if nobody needs it; asks first the cell it was hidden for, which most often does."""
        self.room.hidden[cell] = False
        rest = self.witnesses.without(cell)
        narrow = sorted(rest.narrow().tolist(), key=lambda narrow: narrow != self.reasons.get(cell))
        if all(self.repair.shows(rest, sensitive) for sensitive in narrow) and not self.coalition.given_away(
            self.room, rest
        ):
            self.witnesses = rest
        else:
            self.room.hidden[cell] = True
