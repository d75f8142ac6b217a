"""The search for a pattern: attack, repair what is narrow, take back what is not needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from teilhabe.engine.disclosure.problem import Pattern, Problem
from teilhabe.engine.disclosure.secondary.attack import sweep
from teilhabe.engine.disclosure.secondary.coalition import Coalition, unknown
from teilhabe.engine.disclosure.secondary.elimination import determined
from teilhabe.engine.disclosure.secondary.pruning import prune
from teilhabe.engine.disclosure.secondary.repair import Plan, Repair
from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""


class Unprotectable(ValueError):
    """A sensitive cell stays recomputable whatever else is hidden: too much must be published."""

    def __init__(self, cell: int) -> None:
        super().__init__(f"Cell {cell} cannot be protected: what must be published tells too much about it.")
        self.cell = cell


def suppress(problem: Problem, *, progress: Progress | None = None) -> Pattern:
    """A cheap pattern that shows every protection level by witnesses.

    The same problem gives the same pattern. Raises `Unprotectable` where too much must be published, and `ValueError`
    where the values contradict the equations or bounds.
    """
    _check(problem)
    return _Search(problem, progress or _silent).pattern()


def _silent(stage: str, done: int, total: int) -> None:
    pass


def _check(problem: Problem) -> None:
    size = max(1.0, float(np.abs(problem.values).max(initial=0)))
    if (np.abs(problem.equations.residuals(problem.values)) > 1e-7 * size).any():
        raise ValueError("The values do not satisfy the equations.")
    low, high = np.maximum(problem.floor, problem.lower), np.minimum(problem.ceiling, problem.upper)
    if ((problem.values < low - 1e-7 * size) | (problem.values > high + 1e-7 * size)).any():
        raise ValueError("A value lies outside its own bounds.")


class _Search:
    def __init__(self, problem: Problem, progress: Progress) -> None:
        self.progress = progress
        self.room = Room(problem)
        self.witnesses = Witnesses(self.room)
        self.sweeps = sweep(self.room, self.witnesses)
        self.repair = Repair(self.room)
        self.coalition = Coalition(problem)
        self.reasons: dict[int, int] = {}

    def pattern(self) -> Pattern:
        self._widen()
        self._untie()
        added = self._secondaries()
        self.progress("prune", 0, added)
        self.witnesses = prune(self.room, self.repair, self.witnesses, self.reasons, self.coalition)
        self._confirm()
        work = {
            "programmes": self.sweeps + self.repair.programme.solved,
            "added": added,
            "taken_back": added - self._secondaries(),
        }
        return self._result(work)

    def _widen(self) -> None:
        narrow = self.witnesses.narrow().tolist()
        for done, cell in enumerate(narrow):
            self.progress("repair", done, len(narrow))
            if not self.witnesses.shown(np.array([cell]))[0]:
                self._hide(cell, self.repair.plan(self.witnesses, cell))

    def _untie(self) -> None:
        while pairs := self.coalition.given_away(self.room):
            single, cell = pairs[0]
            self._hide(cell, self.repair.untie(cell, still=single))

    def _hide(self, cell: int, plan: Plan | None) -> None:
        if plan is None:
            raise Unprotectable(cell)
        self.room.hidden |= plan.cells
        self.reasons.update(dict.fromkeys(np.flatnonzero(plan.cells).tolist(), cell))
        for vector in plan.vectors:
            self.witnesses.add(vector)

    def _secondaries(self) -> int:
        return int((self.room.hidden & self.room.candidates).sum())

    def _confirm(self) -> None:
        """Asks once more, without any tolerance, whether a sensitive cell follows exactly."""
        known = determined(self.room.problem.equations, unknown(self.room))
        if len(self.witnesses.narrow()) or known & set(self.witnesses.cells.tolist()):
            raise ArithmeticError("The pattern found does not protect; this is a defect of the search.")

    def _result(self, work: dict[str, int]) -> Pattern:
        room, problem = self.room, self.room.problem
        up = np.where(room.hidden, self.witnesses.up, room.told_high)
        down = np.where(room.hidden, self.witnesses.down, -room.told_low)
        return Pattern(room.hidden, problem.values - down * room.scale, problem.values + up * room.scale, work)
