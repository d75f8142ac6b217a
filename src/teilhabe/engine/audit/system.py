"""Told figures as arrays, with bounds drawn together as far as each relation alone allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from teilhabe.engine.audit.told import Relation, Told
from teilhabe.errors import InputError

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]

TOLERANCE = 1e-6
_ROUNDS = 50  # bounds may creep on for ever; what is left is found by linear programming


class Contradiction(InputError):
    """What is told cannot be true together."""


@dataclass(frozen=True)
class System:
    """`row_low <= A x <= row_high` and `low <= x <= high`, with the entries of A as (row, column, coefficient)."""

    low: Floats
    high: Floats
    whole: Bools
    rows: Integers
    columns: Integers
    coefficients: Floats
    row_low: Floats
    row_high: Floats

    @property
    def fixed(self) -> Bools:
        """Cells of which every bound of this system already says all."""
        return self.high - self.low <= TOLERANCE


def system_of(told: Told) -> System:
    """Contradiction where a cell or a single relation cannot hold."""
    rows, columns, coefficients = _entries(told.relations)
    system = System(
        np.array([cell.low for cell in told.cells], dtype=np.float64),
        np.array([cell.high for cell in told.cells], dtype=np.float64),
        np.array([cell.whole for cell in told.cells], dtype=np.bool_),
        rows,
        columns,
        coefficients,
        np.array([relation.low for relation in told.relations], dtype=np.float64),
        np.array([relation.high for relation in told.relations], dtype=np.float64),
    )
    return _tightened(system, told)


def _entries(relations: Sequence[Relation]) -> tuple[Integers, Integers, Floats]:
    lengths = np.array([len(relation.terms) for relation in relations], dtype=np.int64)
    terms = [term for relation in relations for term in relation.terms]
    return (
        np.repeat(np.arange(len(relations), dtype=np.int64), lengths),
        np.array([cell for cell, _ in terms], dtype=np.int64),
        np.array([coefficient for _, coefficient in terms], dtype=np.float64),
    )


def _tightened(system: System, told: Told) -> System:
    """Each cell within what the others of a relation leave to it, again and again."""
    low, high = _rounded(system.low, system.high, system.whole)
    for _ in range(_ROUNDS):
        _refuse_crossed(low, high, told)
        least, most = _left_over(system, low, high, told)
        new_low, new_high = low.copy(), high.copy()
        np.maximum.at(new_low, system.columns, least)
        np.minimum.at(new_high, system.columns, most)
        new_low, new_high = _rounded(new_low, new_high, system.whole)
        moved = _moved(low, new_low) | _moved(high, new_high)
        low, high = np.where(moved, new_low, low), np.where(moved, new_high, high)
        if not moved.any():
            break
    _refuse_crossed(low, high, told)
    return replace(system, low=np.minimum(low, high), high=np.maximum(low, high))


def _moved(before: Floats, after: Floats) -> Bools:
    """Changes worth another round; the rest is noise of the arithmetic."""
    with np.errstate(invalid="ignore"):
        step = np.abs(after - before)
    return np.asarray(step > TOLERANCE * np.maximum(1.0, np.minimum(np.abs(after), 1e6)), dtype=np.bool_)


def _rounded(low: Floats, high: Floats, whole: Bools) -> tuple[Floats, Floats]:
    """Inwards to whole numbers where a cell is counted in them."""
    return (
        np.where(whole, np.ceil(low - TOLERANCE), low),
        np.where(whole, np.floor(high + TOLERANCE), high),
    )


def _left_over(system: System, low: Floats, high: Floats, told: Told) -> tuple[Floats, Floats]:
    """Per entry the least and the most that its cell can be, as the other entries of its row leave room."""
    positive = system.coefficients > 0
    least = system.coefficients * np.where(positive, low[system.columns], high[system.columns])
    most = system.coefficients * np.where(positive, high[system.columns], low[system.columns])
    least_others, least_sum = _without_each(system, least)
    most_others, most_sum = _without_each(system, most)
    slack = TOLERANCE + 1e-9 * _sums(system, np.where(np.isfinite(least), np.abs(least), 0.0))
    broken = (least_sum > system.row_high + slack) | (most_sum < system.row_low - slack)
    if broken.any():
        raise _impossible(told, int(np.flatnonzero(broken)[0]))
    upper = (system.row_high[system.rows] - least_others) / system.coefficients
    lower = (system.row_low[system.rows] - most_others) / system.coefficients
    return np.where(positive, lower, upper), np.where(positive, upper, lower)


def _sums(system: System, entries: Floats) -> Floats:
    return np.bincount(system.rows, entries, minlength=len(system.row_low)).astype(np.float64)


def _without_each(system: System, entries: Floats) -> tuple[Floats, Floats]:
    """Per entry the sum of its row without it, and the sum of every row; infinite where something infinite is in it."""
    endless = ~np.isfinite(entries)
    sign = np.sign(entries[endless][0]) if endless.any() else 1.0
    finite = np.where(endless, 0.0, entries)
    sums, counts = _sums(system, finite), _sums(system, endless.astype(np.float64))
    others = sums[system.rows] - finite
    is_endless = counts[system.rows] - endless > 0
    return np.where(is_endless, sign * np.inf, others), np.where(counts > 0, sign * np.inf, sums)


def _refuse_crossed(low: Floats, high: Floats, told: Told) -> None:
    crossed = low > high + TOLERANCE * np.maximum(1.0, np.where(np.isfinite(high), np.abs(high), 1.0))
    if crossed.any():
        name = told.cells[int(np.flatnonzero(crossed)[0])].name
        raise Contradiction(
            f"{name}: Die Angaben widersprechen sich; kein Wert passt zu allen Summen.",
            f"{name}: the figures contradict each other; no value fits all sums.",
        )


def _impossible(told: Told, row: int) -> Contradiction:
    names = [told.cells[cell].name for cell, _ in told.relations[row].terms]
    listed = ", ".join(names[:6]) + (" …" if len(names) > 6 else "")
    return Contradiction(
        f"Die Summe geht nicht auf: {listed}. Bitte die Werte dieser Zellen prüfen.",
        f"This sum does not add up: {listed}. Please check the values of these cells.",
    )
