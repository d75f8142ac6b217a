"""The attacker's linear programme over one component: one solver, warm from one question to the next."""

from __future__ import annotations

import highspy
import numpy as np

from teilhabe.engine.audit.components import Component
from teilhabe.engine.audit.system import Contradiction, Floats

_PRIMAL = 4  # after a change of the objective the last vertex is still possible: the primal simplex goes on from it


class _Solver(highspy.Highs):
    """HiGHS without what its own initialiser prints to standard output, where a command writes its answer."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


class Programme:
    """Finds the end of what is possible in a direction; counts the questions it was asked."""

    def __init__(self, component: Component, *, whole: bool = False, nodes: int = 0) -> None:
        self.asked, self._whole = 0, whole
        self._solver = _Solver()
        settings: dict[str, bool | int | float | str] = {"output_flag": False, "threads": 1}
        settings |= {"mip_max_nodes": nodes, "mip_rel_gap": 0.0, "mip_abs_gap": 0.5} if whole else {"presolve": "off"}
        for name, value in settings.items():
            self._solver.setOptionValue(name, value)
        self._solver.passModel(_model(component, whole))
        self._columns = np.arange(len(component), dtype=np.int32)

    def vertex(self, direction: Floats) -> Floats | None:
        """The possible values that lie farthest in this direction; None where the allowed work did not suffice.

        Contradiction where nothing is possible at all.
        """
        self.asked += 1
        self._solver.changeColsCost(len(direction), self._columns, -direction)
        status = self._run()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise Contradiction(
                "Die Angaben widersprechen sich: Keine Werte passen zu allen Summen zugleich.",
                "The figures contradict each other: no values fit all sums at once.",
            )
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        self._solver.setOptionValue("simplex_strategy", _PRIMAL)
        return np.array(self._solver.getSolution().col_value)

    def _run(self) -> highspy.HighsModelStatus:
        """A basis gone bad may look like a contradiction: a linear programme is then asked once more from the start."""
        self._solver.run()
        status = self._solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal and not self._whole:
            self._solver.clearSolver()
            self._solver.run()
            status = self._solver.getModelStatus()
        return status


def _model(component: Component, whole: bool) -> highspy.HighsLp:
    order = np.argsort(component.rows, kind="stable")
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(component), len(component.row_low)
    model.col_cost_ = np.zeros(len(component))
    model.col_lower_, model.col_upper_ = component.low, component.high
    model.row_lower_, model.row_upper_ = component.row_low, component.row_high
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    counts = np.bincount(component.rows, minlength=len(component.row_low))
    matrix.start_ = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    matrix.index_ = component.columns[order].astype(np.int32)
    matrix.value_ = component.coefficients[order]
    if whole:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[int(is_whole)] for is_whole in component.whole]
    return model
