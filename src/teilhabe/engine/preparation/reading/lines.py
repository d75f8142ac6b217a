"""Lines that a recipe drops: they become blank, so that all others keep their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from teilhabe.engine.preparation.reading.grid import Grid
from teilhabe.errors import DeclarationError

Ranges = Sequence[tuple[int, int]]
"""First and last line, both included, counted from 1."""


def without_lines(where: str, text: str, ranges: Ranges) -> str:
    """The text with these lines emptied; DeclarationError where the file has no such line."""
    if not ranges:
        return text
    lines = text.split("\n")
    for first, last in ranges:
        refuse_beyond(where, first, len(lines))
        lines[first - 1 : last] = [""] * len(lines[first - 1 : last])
    return "\n".join(lines)


def without_records(where: str, grid: Grid, ranges: Ranges) -> Grid:
    """As `without_lines`, for the rows of a sheet."""
    for first, _ in ranges:
        refuse_beyond(where, first, max(grid.lines, default=0))
    is_dropped = [any(first <= line <= last for first, last in ranges) for line in grid.lines]
    records = [[] if dropped else record for record, dropped in zip(grid.records, is_dropped, strict=True)]
    return replace(grid, records=records) if any(is_dropped) else grid


def refuse_beyond(where: str, line: int, count: int) -> None:
    if line > count:
        raise DeclarationError(
            f"{where}: drop_rows nennt Zeile {line}, aber die Datei hat nur {count} Zeilen.",
            f"{where}: drop_rows names line {line}, but the file has only {count} lines.",
        )
