"""Controlled rounding: every figure becomes a multiple of a base, and the table still adds up.

Each cell goes to one of the two multiples around it (zero-restricted rounding), a multiple stays what it is. Which of
the two is left to chance, as often upwards as makes the expected figure true, so far as the sums allow it (Cox, Journal
of the American Statistical Association 82, 1987; Salazar-González, Statistical Science 21, 2006). In a table of two
dimensions the linear programme has whole solutions only; elsewhere an integer programme finds them, and where there is
none, as few cells as possible move farther.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from teilhabe.engine.disclosure.problem import Bools, Equations, Floats
from teilhabe.errors import InputError

_EXACT = 1e-6
_DIGITS = 6
"""What differs from a multiple in later digits only is that multiple."""
_NODES = 200
_GAP = 0.03
"""How far from the best possible, as a part of it, an integer solution may stay: chance decides here, not precision."""
_FARTHER = 20.0
"""The cost of moving a cell by one more base than needed; going to the wrong neighbour costs at most 1."""


@dataclass(frozen=True)
class Rounded:
    """The rounded figures, and the largest distance of one from its true figure."""

    values: Floats
    base: int
    deviation: float

    @property
    def is_restricted(self) -> bool:
        """Whether every figure is one of the two multiples around the true one."""
        return self.deviation < self.base


class _Solver(highspy.Highs):
    """HiGHS without the line that its own initialiser prints to standard output, where a command writes its table."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


@dataclass(frozen=True)
class _Programme:
    """Cells as multiples of the base: whole numbers between bounds, of least cost, that make all equations 0."""

    equations: Equations
    lower: Floats
    upper: Floats
    cost: Floats

    def solved(self, whole: bool) -> Floats | None:
        solver = _Solver()
        settings = {"output_flag": False, "threads": 1, "mip_rel_gap": _GAP, "mip_max_nodes": _NODES}
        for name, value in settings.items():
            solver.setOptionValue(name, value)
        solver.passModel(self._model(whole))
        solver.run()
        if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return np.array(solver.getSolution().col_value)

    def _model(self, whole: bool) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self.equations)
        model.col_cost_, model.col_lower_, model.col_upper_ = self.cost, self.lower, self.upper
        model.row_lower_ = model.row_upper_ = np.zeros(len(self.equations))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = self.equations.starts
        model.a_matrix_.index_ = self.equations.cells
        model.a_matrix_.value_ = self.equations.coefficients
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.cost)
        return model


def rounded(values: Floats, equations: Equations, base: int, draws: Floats) -> Rounded:
    """The figures as multiples of the base that satisfy the equations.

    `draws` has a number in [0, 1) per cell: a cell goes up where its draw is below the part of the base that it is
    above the lower multiple, unless the sums ask otherwise; 0.5 everywhere rounds to the nearest multiple. Draws have
    to be secret, and the same for the same cell. InputError where the figures do not add up or there is no rounding.
    """
    if (np.abs(equations.residuals(values)) > _EXACT).any():
        raise InputError(
            "Die Tabelle geht nicht auf; gerundet werden kann nur, was sich addiert.",
            "The table does not add up; only what does can be rounded.",
        )
    multiples = np.round(values / base, _DIGITS)
    cost = draws - multiples % 1
    whole = _nearest(equations, multiples, cost)
    if whole is None:
        whole = _farther(equations, multiples, cost)
    if whole is None:
        raise InputError(
            f"Für die Basis {base} wurde keine Rundung gefunden, bei der alle Summen aufgehen; bitte eine andere Basis "
            "wählen.",
            f"No rounding to the base {base} was found that makes all sums add up; please choose another base.",
        )
    figures = np.rint(whole) * base + 0.0  # no "-0" in a table
    return Rounded(figures, base, float(np.abs(figures - values).max()))


def _nearest(equations: Equations, multiples: Floats, cost: Floats) -> Floats | None:
    """Every cell at one of its two neighbouring multiples, or None where the sums do not allow that."""
    programme = _Programme(equations, np.floor(multiples), np.ceil(multiples), cost)
    found = programme.solved(whole=False)
    if found is None or np.allclose(found, np.rint(found), rtol=0, atol=_EXACT):
        return found
    return programme.solved(whole=True)


def _farther(equations: Equations, multiples: Floats, cost: Floats) -> Floats | None:
    """As few steps beyond the neighbouring multiples as possible; zeros stay, and nothing gets another sign."""
    count, still = len(multiples), np.zeros_like(multiples)
    rows = np.repeat(np.arange(len(equations)), np.diff(equations.starts))
    order = np.argsort(np.tile(rows, 3), kind="stable")
    wide = Equations(
        equations.starts * 3,
        np.concatenate([equations.cells, equations.cells + count, equations.cells + 2 * count])[order],
        np.concatenate([equations.coefficients, equations.coefficients, -equations.coefficients])[order],
    )
    step = np.full_like(multiples, _FARTHER)
    found = _Programme(
        wide,
        np.concatenate([np.floor(multiples), still, still]),
        np.concatenate([np.ceil(multiples), *_leeway(multiples)]),
        np.concatenate([cost, step, step]),
    ).solved(whole=True)
    if found is None:
        return None
    near, up, down = found.reshape(3, count)
    return np.asarray(near + up - down)


def _leeway(multiples: Floats) -> tuple[Floats, Floats]:
    """How many steps each cell may go beyond its upper and beyond its lower neighbour."""
    lower = np.floor(multiples)
    up = np.select([multiples > 0, multiples < 0], [np.inf, -lower - 1], 0)
    return up, np.where(multiples < 0, np.inf, lower)


def unprotected(values: Floats, told: Rounded, threshold: int) -> Bools:
    """The counts from 1 to below the threshold that somebody might recognise who knows base and method.

    The rounded table is itself one that everybody must think possible: it adds up, and no figure is farther from what
    is told than it may be. So a small count is protected where its rounded figure is another one, 0 or the threshold
    and more: nobody can tell it from nobody, or from many. With a base of at least the threshold all are, unless one
    had to move farther than to its neighbours.
    """
    small = (values > 0) & (values < threshold)
    harmless = (told.values != values) & ((told.values == 0) | (told.values >= threshold))
    return np.asarray(small & ~harmless)
