"""Blocks: several tables on one sheet, one below the other or side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from teilhabe.engine.preparation.draft import Draft
from teilhabe.engine.preparation.layouts.anatomy import find_anatomy
from teilhabe.engine.preparation.layouts.figures import is_figure
from teilhabe.engine.preparation.layouts.frame import Frame
from teilhabe.engine.preparation.reading.grid import Grid, column_letter

_MOST_TITLES = 8


@dataclass(frozen=True)
class Block:
    """One table of a sheet; its first column is column `offset` of the sheet, counted from 0."""

    grid: Grid
    offset: int = 0


def blocks(grid: Grid) -> list[Block]:
    """The tables of a sheet; the whole sheet where it holds one."""
    return [block for part in _below_each_other(grid) for block in _side_by_side(part)]


def _below_each_other(grid: Grid) -> Iterator[Grid]:
    """A table ends where, below a blank line, titles and headings begin and figures follow them."""
    start, frame = 0, find_anatomy(grid) if not all(map(any, grid.records)) else None
    while frame is not None:
        cut = next((i for i in _restarts(grid, frame) if _begins(grid, i)), None)
        if cut is None:
            break
        yield _rows(grid, start, cut)
        start, grid = 0, _rows(grid, cut, len(grid.records))
        frame = find_anatomy(grid)
    yield grid


def _rows(grid: Grid, start: int, end: int) -> Grid:
    return replace(grid, records=grid.records[start:end], lines=grid.lines[start:end])


def _restarts(grid: Grid, frame: Frame) -> Iterator[int]:
    """The rows below blank lines, beneath the first row of figures, that are no figures themselves."""
    first = frame.body[0][0] if frame.body else grid.lines[-1]
    for index in range(1, len(grid.records)):
        record = grid.records[index]
        if grid.lines[index] > first and any(record) and not any(grid.records[index - 1]):
            yield index


def _begins(grid: Grid, index: int) -> bool:
    """Whether a table of its own begins here: a header within a few lines, figures below it."""
    below = find_anatomy(_rows(grid, index, len(grid.records)))
    if below is None or len(below.body) < 2:
        return False
    lines = [line for line in grid.lines[index:] if line < below.header[0][0]]
    headings = [cell for _, record in below.header for cell in record if cell]
    return len(lines) <= _MOST_TITLES and len(headings) > 1 and not any(map(is_figure, grid.records[index][1:]))


def _side_by_side(grid: Grid) -> list[Block]:
    """Tables that an empty column separates, each with labels of its own on its left."""
    frame = find_anatomy(grid) if _has_empty_column(grid) else None
    if frame is None:
        return [Block(grid)]
    rows = [record for _, record in (*frame.header, *frame.body)]
    starts = [0, *(i + 1 for i in range(1, frame.width - 2) if _separates(frame, rows, i))]
    if len(starts) == 1:
        return [Block(grid)]
    ends = [*starts[1:], max(map(len, grid.records))]
    return [
        Block(replace(grid, records=[record[a:b] for record in grid.records]), a)
        for a, b in zip(starts, ends, strict=True)
    ]


def _has_empty_column(grid: Grid) -> bool:
    """Whether a column inside is empty, some lines of titles and notes aside."""
    most = max(_MOST_TITLES, len(grid.records) // 2)
    columns = list(zip_longest(*grid.records, fillvalue=""))
    return any(sum(map(bool, column)) <= most for column in columns[1:-2])


def _separates(frame: Frame, rows: Sequence[Sequence[str]], index: int) -> bool:
    """Whether a column is empty and labels with a heading of their own stand on its right."""
    if any(record[index] for record in rows) or not any(record[index - 1] for record in rows):
        return False
    labels = [record[index + 1] for _, record in frame.body if record[index + 1]]
    is_headed = any(record[index + 1] for _, record in frame.header)
    return bool(labels) and is_headed and not any(map(is_figure, labels)) and len(set(labels)) > 1


def shifted(draft: Draft, offset: int) -> Draft:
    """The draft with the columns of the sheet."""
    if not offset:
        return draft
    letters = {column_letter(index): column_letter(index + offset) for index in range(draft.layout.columns + offset)}
    columns = [letters.get(column, column) for column in draft.columns]
    return replace(draft, columns=columns)
