"""Small tables for attacks: written as grids, with `None` where a figure is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from teilhabe.engine.audit import Cell, Told
from teilhabe.engine.audit.told import total

Grid = Sequence[Sequence[float | None]]


def crossed(grid: Grid, truth: Grid | None = None, threshold: float = 3) -> Told:
    """A table whose last row and last column are the totals; cells are named `row,column` from 0."""
    cells, width = [], len(grid[0])
    for row, line in enumerate(grid):
        for column, value in enumerate(line):
            low, high = (0.0, inf) if value is None else (value, value)
            known = truth[row][column] if truth else None
            cells.append(Cell(f"{row},{column}", low, high, threshold, value is None, truth=known))
    rows = [
        total(row * width + width - 1, [row * width + column for column in range(width - 1)])
        for row in range(len(grid))
    ]
    columns = [
        total((len(grid) - 1) * width + column, [row * width + column for row in range(len(grid) - 1)])
        for column in range(width)
    ]
    return Told(tuple(cells), (*rows, *columns))


def with_totals(inner: Sequence[Sequence[int]]) -> list[list[int]]:
    rows = [[*line, sum(line)] for line in inner]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def hiding(grid: Sequence[Sequence[float]], hidden: set[tuple[int, int]]) -> list[list[float | None]]:
    return [
        [None if (row, column) in hidden else value for column, value in enumerate(line)]
        for row, line in enumerate(grid)
    ]
