"""Who is alone in a cell knows that it is 1: whom else can such a person compute exactly?

The equations of a component are solved modulo a large prime, so that no rounding can hide or invent a dependence. Two
unknown cells hang on each other exactly where their solutions are multiples of each other; a person who knows the one
then knows the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import numpy as np

from teilhabe.engine.audit.components import Component
from teilhabe.engine.audit.system import Floats
from teilhabe.engine.audit.told import Told

_PRIME = (1 << 61) - 1
_LARGEST = 10_000
"""Coefficients beyond it, or with fractions, come from shares and means: no equations between counts."""
Row: TypeAlias = dict[int, int]


def known_to_one(component: Component, alone: Iterable[int], sensitive: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Pairs of columns (cell found out, cell of the single person who can)."""
    groups = _alike(component)
    others: dict[int, list[int]] = defaultdict(list)
    for column in sensitive:
        if column in groups:
            others[groups[column]].append(column)
    for person in alone:
        for column in others.get(groups.get(person, -1), ()):
            if column != person:
                yield column, person


def people(told: Told) -> list[int]:
    """Per cell a number of the people in it: who is alone in a sum is also alone in one of its parts."""
    same = list(range(len(told.cells)))
    for relation in told.relations:
        if relation.low == relation.high == 0:
            filled = [(cell, factor) for cell, factor in relation.terms if told.cells[cell].truth != 0]
            if [told.cells[cell].truth for cell, _ in filled] == [1, 1] and not sum(factor for _, factor in filled):
                one, other = (_first(same, cell) for cell, _ in filled)
                same[max(one, other)] = min(one, other)
    return [_first(same, cell) for cell in range(len(same))]


def _first(same: list[int], cell: int) -> int:
    while same[cell] != cell:
        cell = same[cell]
    return cell


def _alike(component: Component) -> dict[int, int]:
    """Per column the number of its group; columns of a group determine each other."""
    solved = _solve(_equations(component))
    numbers: dict[tuple[tuple[int, int], ...], int] = {}
    groups = {}
    for column in range(len(component)):
        freedom = tuple(sorted(solved[column].items())) if column in solved else ((column, 1),)
        if freedom:
            scale = pow(freedom[0][1], -1, _PRIME)
            direction = tuple((free, factor * scale % _PRIME) for free, factor in freedom)
            groups[column] = numbers.setdefault(direction, len(numbers))
    return groups


def _equations(component: Component) -> list[Row]:
    """The rows that tell an exact sum of whole multiples."""
    exact = component.row_low == component.row_high
    exact &= np.bincount(component.rows, _is_odd(component), minlength=len(exact)) == 0
    rows: list[Row] = [{} for _ in exact]
    entries = zip(component.rows.tolist(), component.columns.tolist(), component.coefficients.tolist(), strict=True)
    for row, column, coefficient in entries:
        if exact[row]:
            rows[row][column] = (rows[row].get(column, 0) + int(coefficient)) % _PRIME
    return [{column: factor for column, factor in row.items() if factor} for row in rows]


def _is_odd(component: Component) -> Floats:
    size = np.abs(component.coefficients)
    return np.asarray((size != np.rint(size)) | (size > _LARGEST), dtype=np.float64)


def _solve(equations: Sequence[Row]) -> dict[int, Row]:
    """Solved column → the free columns it depends on, with factors; the shortest equations first."""
    solved: dict[int, Row] = {}
    uses: dict[int, set[int]] = defaultdict(set)
    for equation in sorted(equations, key=len):
        row = _reduced(equation, solved)
        if not row:
            continue
        pivot = min(row, key=lambda column: (len(uses[column]), -column))
        scale = -pow(row.pop(pivot), -1, _PRIME)
        solved[pivot] = {column: factor * scale % _PRIME for column, factor in row.items()}
        _put_in(pivot, solved, uses)
    return solved


def _reduced(equation: Row, solved: dict[int, Row]) -> Row:
    """The equation in free columns only."""
    row: Row = {}
    for column, factor in equation.items():
        _add(row, solved.get(column, {column: 1}), factor)
    return row


def _put_in(pivot: int, solved: dict[int, Row], uses: dict[int, set[int]]) -> None:
    """Replace a column that is no longer free wherever it was used."""
    for column in solved[pivot]:
        uses[column].add(pivot)
    for other in uses.pop(pivot, ()):
        row = solved[other]
        _add(row, solved[pivot], row.pop(pivot))
        for column in solved[pivot]:
            (uses[column].add if column in row else uses[column].discard)(other)


def _add(row: Row, other: Row, factor: int) -> None:
    for column, part in other.items():
        if value := (row.get(column, 0) + factor * part) % _PRIME:
            row[column] = value
        else:
            row.pop(column, None)
