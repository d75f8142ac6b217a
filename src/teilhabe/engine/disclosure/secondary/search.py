"""The search for a pattern: attack, repair what is narrow, take back what is not needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from teilhabe.engine.disclosure.problem import Floats, Pattern, Problem
from teilhabe.engine.disclosure.secondary.attack import sweep
from teilhabe.engine.disclosure.secondary.pruning import prune
from teilhabe.engine.disclosure.secondary.repair import Repair
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
    report = progress or _silent
    _check(problem)
    room = Room(problem)
    witnesses = Witnesses(room)
    sweeps = sweep(room, witnesses)
    repair = Repair(room)
    narrow = witnesses.narrow().tolist()
    for done, cell in enumerate(narrow):
        report("repair", done, len(narrow))
        _repair(room, repair, witnesses, cell)
    added = int((room.hidden & room.candidates).sum())
    report("prune", 0, added)
    witnesses = prune(room, repair, witnesses)
    kept = int((room.hidden & room.candidates).sum())
    work = {"programmes": sweeps + repair.programme.solved, "added": added, "taken_back": added - kept}
    return _pattern(room, witnesses, work)


def _silent(stage: str, done: int, total: int) -> None:
    pass


def _check(problem: Problem) -> None:
    size = max(1.0, float(np.abs(problem.values).max(initial=0)))
    if (np.abs(problem.equations.residuals(problem.values)) > 1e-7 * size).any():
        raise ValueError("The values do not satisfy the equations.")
    low, high = np.maximum(problem.floor, problem.lower), np.minimum(problem.ceiling, problem.upper)
    if ((problem.values < low - 1e-7 * size) | (problem.values > high + 1e-7 * size)).any():
        raise ValueError("A value lies outside its own bounds.")


def _repair(room: Room, repair: Repair, witnesses: Witnesses, cell: int) -> None:
    if witnesses.shown(np.array([cell]))[0]:
        return
    plan = repair.plan(witnesses, cell)
    if plan is None:
        raise Unprotectable(cell)
    room.hidden |= plan.cells
    for vector in plan.vectors:
        witnesses.add(vector)


def _pattern(room: Room, witnesses: Witnesses, work: dict[str, int]) -> Pattern:
    problem = room.problem
    up: Floats = np.where(room.hidden, witnesses.up, room.told_high)
    down: Floats = np.where(room.hidden, witnesses.down, -room.told_low)
    return Pattern(room.hidden, problem.values - down * room.scale, problem.values + up * room.scale, work)
