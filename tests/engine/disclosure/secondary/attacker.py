"""An attacker of its own, plain and slow: two linear programmes per cell, in the cells themselves."""

from __future__ import annotations

import highspy
import numpy as np

from teilhabe.engine.disclosure.problem import Bools, Problem


def interval(problem: Problem, hidden: Bools, cell: int, *, whole: bool = False) -> tuple[float, float]:
    """The least and the most that everybody must think possible for this cell, in fractions or whole numbers."""
    ends = []
    for sign in (1.0, -1.0):
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        low = np.where(hidden, problem.floor, np.maximum(problem.floor, problem.lower))
        high = np.where(hidden, problem.ceiling, np.minimum(problem.ceiling, problem.upper))
        for at in range(len(problem)):
            highs.addVar(low[at], high[at])
            if whole:
                highs.changeColIntegrality(at, highspy.HighsVarType.kInteger)
        highs.changeColCost(cell, sign)
        equations = problem.equations
        for start, end in zip(equations.starts[:-1], equations.starts[1:], strict=True):
            chosen = equations.cells[start:end].astype(np.int32)
            highs.addRow(0, 0, len(chosen), chosen, equations.coefficients[start:end])
        highs.run()
        unbounded = highs.getModelStatus() != highspy.HighsModelStatus.kOptimal
        ends.append(-sign * np.inf if unbounded else highs.getObjectiveValue() * sign)
    return ends[0], ends[1]


def narrow_cells(problem: Problem, hidden: Bools, *, whole: bool = False) -> list[int]:
    """The sensitive cells with an interval that is too narrow, or an end that is too near."""
    found = []
    for cell in np.flatnonzero(problem.sensitive).tolist():
        low, high = interval(problem, hidden, cell, whole=whole)
        value = problem.values[cell]
        if (
            high < value + problem.upper_protection[cell] - 1e-5
            or low > value - problem.lower_protection[cell] + 1e-5
            or high - low < problem.sliding_protection[cell] - 1e-5
        ):
            found.append(cell)
    return found
