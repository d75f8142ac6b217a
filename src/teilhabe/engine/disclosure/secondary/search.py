"""The search for a pattern: attack, widen what is narrow, take back what is not needed, rebuild what is dear."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from teilhabe.engine.disclosure.problem import Pattern, Problem
from teilhabe.engine.disclosure.secondary.coalition import unknown
from teilhabe.engine.disclosure.secondary.construction import Construction, Unprotectable
from teilhabe.engine.disclosure.secondary.elimination import determined
from teilhabe.engine.disclosure.secondary.exact import best_pattern
from teilhabe.engine.disclosure.secondary.rebuilding import rebuild, restart

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""

REBUILDING = 300
"""Linear programmes spent at most on tearing down and rebuilding."""
RESTARTS = 20
"""New beginnings for a small problem whose best pattern could not be proven."""


def suppress(problem: Problem, *, progress: Progress | None = None) -> Pattern:
    """A cheap pattern that shows every protection level by witnesses.

    The same problem gives the same pattern. Raises `Unprotectable` where too much must be published, and `ValueError`
    where the values contradict the equations or bounds.
    """
    _check(problem)
    report = progress or _silent
    construction = Construction(problem)
    _protect(construction, report)
    added = int(construction.secondaries.sum())
    report("prune", 0, added)
    construction.prune(construction.secondaries)
    report("rebuild", 0, added)
    if not construction.room.small or not _perfected(construction):
        restart(construction, RESTARTS if construction.room.small else 0)
        rebuild(construction, programmes=min(REBUILDING, len(problem) // 5))
    _confirm(construction)
    return _result(construction, added)


def _silent(stage: str, done: int, total: int) -> None:
    pass


def _check(problem: Problem) -> None:
    size = max(1.0, float(np.abs(problem.values).max(initial=0)))
    if (np.abs(problem.equations.residuals(problem.values)) > 1e-7 * size).any():
        raise ValueError("The values do not satisfy the equations.")
    low, high = np.maximum(problem.floor, problem.lower), np.minimum(problem.ceiling, problem.upper)
    if ((problem.values < low - 1e-7 * size) | (problem.values > high + 1e-7 * size)).any():
        raise ValueError("A value lies outside its own bounds.")


def _protect(construction: Construction, report: Progress) -> None:
    narrow = construction.witnesses.narrow().tolist()
    for done, cell in enumerate(narrow):
        report("repair", done, len(narrow))
        construction.widen(cell)
    construction.untie()


def _perfected(construction: Construction) -> bool:
    """Takes the best pattern where it can be found; whether it was.

    It is the best for spans in fractions; where whole numbers or coalitions need more, mending may undo the gain.
    """
    hidden, witnesses, cost = construction.room.hidden, construction.witnesses, construction.cost
    answer = best_pattern(construction.room, construction.price, cost)
    if answer.secondaries is None:
        return answer.proven
    construction.adopt(answer.secondaries)
    try:
        _protect(construction, _silent)
    except Unprotectable:
        cost = 0.0
    if construction.cost >= cost:
        construction.room.hidden, construction.witnesses = hidden, witnesses
        return False
    return not (construction.secondaries & ~answer.secondaries).any()


def _confirm(construction: Construction) -> None:
    """Asks once more, without any tolerance, whether a sensitive cell follows exactly."""
    room, witnesses = construction.room, construction.witnesses
    known = determined(room.problem.equations, unknown(room))
    if len(witnesses.narrow()) or known & set(witnesses.cells.tolist()):
        raise ArithmeticError("The pattern found does not protect; this is a defect of the search.")


def _result(construction: Construction, added: int) -> Pattern:
    room, witnesses, problem = construction.room, construction.witnesses, construction.room.problem
    up = np.where(room.hidden, witnesses.up, room.told_high)
    down = np.where(room.hidden, witnesses.down, -room.told_low)
    work = {
        "programmes": construction.programmes,
        "added": added,
        "taken_back": added - int(construction.secondaries.sum()),
    }
    return Pattern(room.hidden, problem.values - down * room.scale, problem.values + up * room.scale, work)
