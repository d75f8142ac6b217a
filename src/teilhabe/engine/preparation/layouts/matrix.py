"""Matrices of origin and destination: the same areas stand in the rows and in the columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from teilhabe.engine.preparation.draft import RawDimension
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.layouts.frame import TOTAL_LABEL, Frame
from teilhabe.engine.preparation.meaning.roles import by_content
from teilhabe.text import Text

ROWS, COLUMNS = "ref_area", "counterpart_area"
_LEAST = 3
_TOTAL = re.compile(r"(?:.*[\s.])?(insgesamt|insg|gesamt|zusammen|zusam|zus|total|summe|sum)\.?", re.IGNORECASE)


def find_matrix(frame: Frame) -> int | None:
    """The header row whose texts are those of the last label column; None where the table is no such matrix."""
    labels = _codes([record[frame.stub - 1] for _, record in frame.body if len(record) >= frame.stub])
    for index, (_, cells) in enumerate(frame.header):
        heads = _codes(cells[frame.stub :])
        if min(len(labels), len(heads)) < _LEAST or by_content(heads) in ("time_period", "age", "sex"):
            continue
        if len(labels & heads) * 5 >= max(len(labels), len(heads)) * 4:
            return index
    return None


def _codes(cells: Collection[str]) -> set[str]:
    return {cell.strip() for cell in cells if cell.strip() and not _TOTAL.fullmatch(cell.strip())}


def with_totals(cells: Sequence[str]) -> list[str]:
    """The codes of an axis; the one text that speaks of a total ("insg.", "München zusammen") is the total."""
    totals = {cell for cell in cells if _TOTAL.fullmatch(cell)}
    return [TOTAL_LABEL if totals == {cell} else cell for cell in cells]


def axes(frame: Frame, row: int, labels: Sequence[str], values: Sequence[int], rows: int) -> list[RawDimension]:
    """Both axes as dimensions, an entry per observation: the rows are the reference area."""
    heads = with_totals([frame.header[row][1][index].strip() for index in values])
    codes = [code for code in with_totals([label.strip() for label in labels]) for _ in values]
    return [RawDimension(ROWS, ROWS, codes), RawDimension(COLUMNS, COLUMNS, list(heads) * rows)]


def told(frame: Frame, row: int) -> Finding:
    """The note that says which axis is which, in the words of the file."""
    stub = " ".join(cells[frame.stub - 1] for _, cells in frame.header if cells[frame.stub - 1])
    above = [cells[frame.stub :] for number, (_, cells) in enumerate(frame.header) if number != row]
    head = " ".join(dict.fromkeys(cell for cells in above for cell in cells if cell))
    return Finding(
        "origin-destination",
        "note",
        Text(
            f"In Zeilen und Spalten stehen dieselben Gebiete: Die Zeilen („{stub}“) sind {ROWS}, "
            f"die Spalten („{head}“) sind {COLUMNS}.",
            f"Rows and columns hold the same areas: the rows ({stub!r}) are {ROWS}, "
            f"the columns ({head!r}) are {COLUMNS}.",
        ),
        row=frame.header[row][0],
        data={"rows": stub, "columns": head},
    )
