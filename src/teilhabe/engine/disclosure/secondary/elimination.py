"""What follows exactly from the published cells, by sparse elimination modulo the prime 2^61 - 1.

Arithmetic modulo a prime is exact: no tolerance decides whether a cell is known. A random solution of the equations
for the unknown cells (Schwartz 1980) answers both questions at once, for all cells: a cell that is 0 in it is
determined, and two cells with the same ratio in two such solutions determine each other.
"""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TypeAlias

import numpy as np

from teilhabe.engine.disclosure.problem import Bools, Equations

PRIME = 2**61 - 1
SEED = 61

Row: TypeAlias = dict[int, int]


def determined(equations: Equations, unknown: Bools) -> set[int]:
    """The unknown cells that the others determine exactly."""
    return {cell for cell, (first, second) in _solutions(equations, unknown).items() if not first and not second}


def tied(equations: Equations, unknown: Bools) -> dict[int, int]:
    """Per undetermined cell the name of its class: who knows one cell of a class knows all of them."""
    solutions = _solutions(equations, unknown)
    return {cell: first * pow(second, -1, PRIME) % PRIME for cell, (first, second) in solutions.items() if second}


def _solutions(equations: Equations, unknown: Bools) -> dict[int, tuple[int, int]]:
    """Two random solutions of the equations in the unknown cells."""
    draw = random.Random(SEED)  # noqa: S311  # any fixed draw will do: chance errs once in 2^61
    pivots = _eliminated(_rows(equations, unknown))
    solved: dict[int, tuple[int, int]] = {}
    bound = {cell for cell, _ in pivots}
    for cell in unknown.nonzero()[0].tolist():
        if cell not in bound:
            solved[cell] = (draw.randrange(1, PRIME), draw.randrange(1, PRIME))
    for cell, row in reversed(pivots):
        inverse = -pow(row[cell], -1, PRIME)
        first = sum(factor * solved[other][0] for other, factor in row.items() if other != cell)
        second = sum(factor * solved[other][1] for other, factor in row.items() if other != cell)
        solved[cell] = (first * inverse % PRIME, second * inverse % PRIME)
    return solved


def _rows(equations: Equations, unknown: Bools) -> list[Row]:
    """The equations in the unknown cells; those without any are left out."""
    kept = np.flatnonzero(unknown[equations.cells])
    of_entry = np.repeat(np.arange(len(equations)), np.diff(equations.starts))[kept]
    factors, place = np.unique(equations.coefficients[kept], return_inverse=True)
    residues = [_residue(factor) for factor in factors.tolist()]
    rows: dict[int, Row] = {}
    for number, cell, at in zip(of_entry.tolist(), equations.cells[kept].tolist(), place.tolist(), strict=True):
        row = rows.setdefault(number, {})
        row[cell] = (row.get(cell, 0) + residues[at]) % PRIME
    return [{cell: factor for cell, factor in row.items() if factor} for row in rows.values()]


def _residue(factor: float) -> int:
    """A float is a fraction with a power of 2 below, and so has an exact residue."""
    above, below = factor.as_integer_ratio()
    return above * pow(below, -1, PRIME) % PRIME


def _eliminated(rows: list[Row]) -> list[tuple[int, Row]]:
    """Pivots as taken, each with its row: the shortest row, in it the cell of fewest rows (Markowitz 1957)."""
    holders: dict[int, set[int]] = defaultdict(set)
    by_length: dict[int, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        by_length[len(row)].add(number)
        for cell in row:
            holders[cell].add(number)
    pivots = []
    by_length.pop(0, None)
    while by_length:
        shortest = min(by_length)
        number = min(by_length[shortest])
        _shelve(by_length, shortest, number)
        row = rows[number]
        cell = min(row, key=lambda cell: (len(holders[cell]), cell))
        for other in row:
            holders[other].discard(number)
        pivots.append((cell, row))
        for target in sorted(holders.pop(cell)):
            _shelve(by_length, len(rows[target]), target)
            _subtract(row, cell, rows[target], target, holders)
            if rows[target]:
                by_length[len(rows[target])].add(target)
    return pivots


def _shelve(by_length: dict[int, set[int]], length: int, number: int) -> None:
    by_length[length].discard(number)
    if not by_length[length]:
        del by_length[length]


def _subtract(row: Row, cell: int, target: Row, number: int, holders: dict[int, set[int]]) -> None:
    """Removes the cell from the target row by a multiple of the pivot row."""
    multiple = target.pop(cell) * pow(row[cell], -1, PRIME) % PRIME
    for other, factor in row.items():
        if other == cell:
            continue
        rest = (target.get(other, 0) - multiple * factor) % PRIME
        if rest:
            target[other] = rest
            holders[other].add(number)
        elif target.pop(other, None) is not None:
            holders[other].discard(number)
