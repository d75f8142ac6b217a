"""One linear programme over deviations that keeps its basis from one question to the next."""

from __future__ import annotations

import highspy
import numpy as np
import numpy.typing as npt

from teilhabe.engine.disclosure.problem import Equations, Floats, Integers


class Programme:
    """Smallest `cost @ y` with `equations @ y = 0` and `low <= y <= high`, over columns that stand for cells.

    A cell may have several columns (`cells[column]`, `signs[column]`); its deviation is their signed sum.
    """

    def __init__(self, equations: Equations, cells: Integers, signs: Floats, low: Floats, high: Floats) -> None:
        self.cells, self.signs = cells, signs
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy's own gap
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("presolve", "off")
        self._highs.passModel(_model(equations, cells, signs, low, high))
        self.solved = 0

    def bound(self, columns: Integers, low: Floats, high: Floats) -> None:
        self._highs.changeColsBounds(len(columns), columns.astype(np.int32), low, high)

    def price(self, columns: Integers, cost: Floats) -> None:
        self._highs.changeColsCost(len(columns), columns.astype(np.int32), cost)

    def solve(self) -> Floats | None:
        """The columns of an optimal vertex; None where nothing satisfies the bounds."""
        self.solved += 1
        for _ in range(2):
            self._highs.run()
            status = self._highs.getModelStatus()
            if status == highspy.HighsModelStatus.kOptimal:
                return np.array(self._highs.getSolution().col_value)
            if status == highspy.HighsModelStatus.kInfeasible:
                return None
            self._highs.clearSolver()  # a basis gone bad: once more from the start
        raise ArithmeticError(f"The solver ended with {status}.")

    def deviations(self, solution: Floats, size: int) -> Floats:
        """What the columns mean for the cells."""
        return np.bincount(self.cells, solution * self.signs, minlength=size).astype(np.float64)


def _model(equations: Equations, cells: Integers, signs: Floats, low: Floats, high: Floats) -> highspy.HighsLp:
    starts, rows, coefficients = _columnwise(equations, cells, signs)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(cells), len(equations)
    model.col_cost_ = np.zeros(len(cells))
    model.col_lower_, model.col_upper_ = low, high
    model.row_lower_ = model.row_upper_ = np.zeros(len(equations))
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = starts, rows, coefficients
    return model


def _columnwise(
    equations: Equations, cells: Integers, signs: Floats
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Floats]:
    """The rows of the equations turned into the columns asked for: starts, rows, coefficients."""
    order = np.argsort(equations.cells, kind="stable")
    rows = np.repeat(np.arange(len(equations)), np.diff(equations.starts))[order]
    sorted_cells, coefficients = equations.cells[order], equations.coefficients[order]
    first = np.searchsorted(sorted_cells, cells, "left")
    lengths = np.searchsorted(sorted_cells, cells, "right") - first
    starts = np.concatenate(([0], np.cumsum(lengths)))
    entries = np.repeat(first - starts[:-1], lengths) + np.arange(starts[-1])
    return starts.astype(np.int32), rows[entries].astype(np.int32), coefficients[entries] * np.repeat(signs, lengths)
