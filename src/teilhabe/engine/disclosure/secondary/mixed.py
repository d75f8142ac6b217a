"""Small mixed-integer programmes, bounded by counted work so that the answer does not depend on the machine."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from highspy._core import _Highs

from teilhabe.engine.disclosure.problem import Bools, Equations, Floats

STATUS = highspy.HighsModelStatus


@dataclass(frozen=True)
class Mixed:
    """Smallest `price @ x` with `row_low <= rows @ x <= row_high` and `low <= x <= high`, some of x whole."""

    price: Floats
    low: Floats
    high: Floats
    whole: Bools
    rows: Equations
    row_low: Floats
    row_high: Floats


def solved(mixed: Mixed, nodes: int, *, proven: bool = False) -> Floats | None:
    """The best that was found within so many nodes; None where nothing was found, or the best was to be proven."""
    highs = _Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_max_nodes", nodes)
    if not proven:
        highs.setOptionValue("mip_max_improving_sols", 2)
    highs.setOptionValue("mip_rel_gap", 1e-5)
    highs.setOptionValue("mip_feasibility_tolerance", 1e-7)
    highs.passModel(_model(mixed))
    highs.run()
    accepted = (STATUS.kOptimal,) if proven else (STATUS.kOptimal, STATUS.kSolutionLimit)
    if highs.getModelStatus() not in accepted:
        return None
    solution = np.array(highs.getSolution().col_value)
    return np.where(mixed.whole, np.round(solution), solution) if len(solution) else None


def _model(mixed: Mixed) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(mixed.price), len(mixed.rows)
    model.col_cost_, model.col_lower_, model.col_upper_ = mixed.price, mixed.low, mixed.high
    model.row_lower_, model.row_upper_ = mixed.row_low, mixed.row_high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = mixed.rows.starts.astype(np.int32)
    model.a_matrix_.index_ = mixed.rows.cells.astype(np.int32)
    model.a_matrix_.value_ = mixed.rows.coefficients
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    model.integrality_ = [kinds[int(whole)] for whole in mixed.whole]
    return model
