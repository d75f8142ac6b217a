"""Sentences: titles above a table that the delimiter has cut into cells are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from teilhabe.engine.preparation.meaning.notation import is_number
from teilhabe.engine.preparation.reading.grid import Grid

_YEAR = re.compile(r"(?:19|20)\d\d")


def with_whole_titles(grid: Grid) -> Grid:
    """The grid with titles above the header as one cell, where they hold the delimiter ("Inhabitants, City of X").

    A comma in a sentence is followed by a blank; delimiters are not, as the header and the rows below show.
    """
    head = next((place for place, record in enumerate(grid.records) if _may_be_header(record)), None)
    cuts = [place for place, record in enumerate(grid.records[:head]) if _is_cut_sentence(record)]
    if head is None or not cuts or not _heads_figures(grid.records[head], grid.records[head + 1 :]):
        return grid
    records = list(grid.records)
    for place in cuts:
        records[place] = [grid.delimiter.join(records[place]).rstrip(f"{grid.delimiter} ")]
    return replace(grid, records=records)


def _may_be_header(record: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in record) > 1 and not _is_cut_sentence(record)


def _heads_figures(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether there are texts and years in the record, and other numbers below it."""
    filled = [cell.strip() for cell in header if cell.strip()]
    below = next(filter(any, rows), ())
    return all(any(map(str.isalpha, cell)) or _YEAR.fullmatch(cell) for cell in filled) and any(
        is_number(cell.strip()) and not _YEAR.fullmatch(cell.strip()) for cell in below
    )


def _is_cut_sentence(record: Sequence[str]) -> bool:
    """Whether every cell behind the first begins with one blank, empty ones at the end aside."""
    cells = list(record)
    while cells and not cells[-1].strip():
        cells.pop()
    return len(cells) > 1 and bool(cells[0].strip()) and all(cell[:1] == " " and cell.strip() for cell in cells[1:])
