"""Cells that an earlier release hides and whose values nobody here knows any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import highspy
import numpy as np
from highspy._core import _Highs

from teilhabe.engine.disclosure.problem import Bools, Floats, Integers
from teilhabe.engine.disclosure.rules import Levels
from teilhabe.engine.disclosure.sheet import Sheet, Total

TOLERANCE = 1e-6


def fitting(sheet: Sheet) -> Sheet | None:
    """The sheet with some values in the place of unknown ones that fit all sums; None where none do."""
    free = np.isnan(sheet.values)
    if not free.any():
        return sheet
    is_whole = bool((sheet.values[~free] == np.round(sheet.values[~free])).all())
    system = _System(sheet, sheet.totals, free, is_whole=is_whole)
    found = system.solution()
    if found is None:
        return None
    values = sheet.values.copy()
    values[free] = np.round(found) if is_whole else found
    return replace(sheet, values=values)


def told_levels(filled: Sheet, unknown: Bools, thresholds: Floats) -> Levels:
    """For unknown cells that may be small: the uncertainty that earlier releases have left, up to the threshold."""
    upper, sliding = np.zeros(len(unknown)), np.zeros(len(unknown))
    is_whole = bool((filled.values == np.round(filled.values)).all())
    system = _System(filled, filled.earlier_totals, ~filled.told, is_whole=False)
    for cell in np.flatnonzero(unknown):
        low, high = _inside(*system.range(int(cell)), is_whole=is_whole)
        if low < thresholds[cell]:
            sliding[cell] = max(0.0, min(thresholds[cell], high - low))
            upper[cell] = max(0.0, min(thresholds[cell], high) - filled.values[cell])
    return Levels(upper, np.zeros(len(unknown)), sliding, np.zeros(len(unknown), dtype=bool), (None,) * len(unknown))


def _inside(low: float, high: float, *, is_whole: bool) -> tuple[float, float]:
    """Ends that are surely possible: whole numbers of persons, or a little inside."""
    if is_whole:
        return float(np.ceil(low - TOLERANCE)), float(np.floor(high + TOLERANCE))
    return low + TOLERANCE, high - TOLERANCE


class _System:
    """The sums over some free cells, all others being known."""

    def __init__(self, sheet: Sheet, totals: Sequence[Total], free: Bools, *, is_whole: bool) -> None:
        self._column = np.cumsum(free) - 1
        self._least = -np.inf if (sheet.values < 0).any() else 0.0
        rows = [
            [(cell, -1.0 if cell == total else 1.0) for cell in (total, *parts)]
            for total, parts in totals
            if free[[total, *parts]].any()
        ]
        rests = np.array([-sum(c * sheet.values[cell] for cell, c in row if not free[cell]) for row in rows])
        self._highs = _Highs()  # the class around it prints a banner among the output of a command
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        self._highs.passModel(
            self._model([[(self._column[cell], c) for cell, c in row if free[cell]] for row in rows], rests, is_whole)
        )

    def _model(
        self, rows: Sequence[Sequence[tuple[Integers, float]]], rests: Floats, is_whole: bool
    ) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = int(self._column[-1]) + 1, len(rows)
        model.col_cost_ = np.zeros(model.num_col_)
        model.col_lower_, model.col_upper_ = np.full(model.num_col_, self._least), np.full(model.num_col_, np.inf)
        model.row_lower_ = model.row_upper_ = rests
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.concatenate(([0], np.cumsum([len(row) for row in rows], dtype=np.int64)))
        model.a_matrix_.index_ = np.array([column for row in rows for column, _ in row], dtype=np.int32)
        model.a_matrix_.value_ = np.array([c for row in rows for _, c in row], dtype=np.float64)
        if is_whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
        return model

    def solution(self) -> Floats | None:
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._highs.getSolution().col_value)

    def range(self, cell: int) -> tuple[float, float]:
        """Between which values everybody knows a cell to be."""
        column, ends = int(self._column[cell]), []
        for direction in (1.0, -1.0):
            self._highs.changeColCost(column, direction)
            found = self.solution()
            ends.append(np.inf if found is None else float(found[column]))
        self._highs.changeColCost(column, 0.0)
        return ends[0] if np.isfinite(ends[0]) else self._least, ends[1]
