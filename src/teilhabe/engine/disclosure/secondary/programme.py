"""One linear programme over deviations, asked many similar questions.

Between questions the solver goes back to one basis, found for the programme without any question. It stays dual
feasible as long as prices are not negative, so that pinning a cell costs some dozen pivots instead of some thousand;
and an answer does not depend on what was asked before.
"""

from __future__ import annotations

import highspy
import numpy as np
import numpy.typing as npt
from highspy._core import _Highs

from teilhabe.engine.disclosure.problem import Equations, Floats, Integers

STATUS = highspy.HighsModelStatus


class Programme:
    """Smallest `price @ y` with `equations @ y = 0` and `low <= y <= high`, over columns that stand for cells.

    A cell may have several columns (`cells[column]`, `signs[column]`); its deviation is their signed sum.
    """

    def __init__(self, equations: Equations, cells: Integers, signs: Floats, low: Floats, high: Floats) -> None:
        self.cells, self.signs = cells, signs
        self._every = np.arange(len(cells), dtype=np.int32)
        self._highs = _solver()
        self._highs.passModel(_model(equations, cells, signs, low, high))
        self.solved = 0
        self._root = highspy.HighsBasis()

    def settle(self) -> None:
        """Takes the basis of the present optimum for the one to start from."""
        self.solve()
        self._root = self._highs.getBasis()

    def restart(self) -> None:
        self._highs.setBasis(self._root)

    def bound(self, low: Floats, high: Floats) -> None:
        self._highs.changeColsBounds(len(self._every), self._every, low, high)

    def price(self, price: Floats) -> None:
        self._highs.changeColsCost(len(self._every), self._every, price)

    def solve(self, limit: float = np.inf) -> Floats | None:
        """The columns of a cheapest vertex; None where nothing satisfies the bounds, or costs less than `limit`."""
        self.solved += 1
        self._highs.setOptionValue("objective_bound", limit)
        for _ in range(2):
            self._highs.run()
            status = self._highs.getModelStatus()
            if status in (STATUS.kOptimal, STATUS.kModelEmpty):
                return np.array(self._highs.getSolution().col_value)
            if status in (STATUS.kInfeasible, STATUS.kObjectiveBound):
                return None
            self._highs.clearSolver()  # a basis gone bad: once more from the start
        raise ArithmeticError(f"The solver ended with {status}.")

    def pull(self) -> Floats:
        """How much the last optimum would gain per unit of each column's bound: the negative reduced costs."""
        return -np.array(self._highs.getSolution().col_dual)

    def deviations(self, solution: Floats, size: int) -> Floats:
        """What the columns mean for the cells."""
        return np.bincount(self.cells, solution * self.signs, minlength=size).astype(np.float64)


def _solver() -> _Highs:
    highs = _Highs()  # the class around it adds callbacks, and prints a banner among the output of a command
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("presolve", "off")
    highs.setOptionValue(
        "simplex_dual_edge_weight_strategy", 0
    )  # Dantzig: from a good basis weights cost more than pivots
    highs.setOptionValue("dual_simplex_cost_perturbation_multiplier", 0.0)
    return highs


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
