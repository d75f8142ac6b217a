"""Shape: rows that are shorter or longer than the header, and files that end too early."""

from __future__ import annotations

from collections.abc import Sequence

from teilhabe.engine.preparation.findings import Finding, Severity
from teilhabe.engine.preparation.reading.grid import Sheet
from teilhabe.text import Text

_MOST = 20
"""More findings about single rows than this help nobody."""


def check_sheet(sheet: Sheet) -> list[Finding]:
    """A last row with too few cells was cut off; other rows of another length are damaged."""
    width = len(sheet.header)
    last = sheet.lines[-1] if sheet.lines else 0
    cut = [truncated(line, cells, width) for line, cells in sheet.uneven if line == last and cells < width]
    return [*cut, *uneven([(line, cells) for line, cells in sheet.uneven if line != last or cells > width], width)]


def truncated(line: int, cells: int, width: int) -> Finding:
    """The error of a file that ends in the middle of a row."""
    return Finding(
        "truncated",
        "error",
        Text(
            f"Die Datei bricht hier nach {cells} von {width} Feldern ab.",
            f"The file breaks off here after {cells} of {width} cells.",
        ),
        row=line,
        data={"cells": cells, "expected": width},
    )


def broken_off(line: int) -> Finding:
    """The error of a file that ends inside a cell or a character."""
    return Finding(
        "truncated",
        "error",
        Text(
            "Die Datei bricht hier mitten in einem Feld ab.",
            "The file breaks off here in the middle of a cell.",
        ),
        row=line,
    )


def without_footer(line: int, severity: Severity) -> Finding:
    """The databases close every table with a footer; where it is missing, rows may be missing as well."""
    return Finding(
        "truncated",
        severity,
        Text(
            "Danach fehlt die Fußzeile, mit der der Anbieter jede Tabelle schließt; vielleicht fehlen auch Zeilen.",
            "The footer is missing here with which the provider closes every table; rows may be missing as well.",
        ),
        row=line,
    )


def without_newline(line: int) -> Finding:
    """The databases end every line; where the end of the last one is missing, its last cell may be cut."""
    return Finding(
        "truncated",
        "warning",
        Text(
            "Der letzten Zeile fehlt der Zeilenumbruch des Anbieters; ihr letztes Feld kann abgeschnitten sein.",
            "The provider's line end is missing after the last line; its last cell may be cut.",
        ),
        row=line,
    )


def cut_footer(line: int) -> Finding:
    """The databases close a footer with the time of the export: what it says of the figures may be cut."""
    return Finding(
        "truncated",
        "warning",
        Text(
            "Die Fußzeile bricht ab; Angaben zur Grundlage der Zahlen können fehlen.",
            "The footer breaks off; what it says about the base of the figures may be missing.",
        ),
        row=line,
    )


def uneven(rows: Sequence[tuple[int, int]], width: int) -> list[Finding]:
    """Errors for rows, given by line and number of cells: which cell belongs where nobody can tell."""
    return [_uneven(line, cells, width) for line, cells in rows[:_MOST]]


def _uneven(line: int, cells: int, width: int) -> Finding:
    return Finding(
        "uneven-rows",
        "error",
        Text(
            f"Die Zeile hat {cells} Felder, der Kopf hat {width}; welcher Wert wohin gehört, ist nicht zu erkennen.",
            f"The line has {cells} cells, the header has {width}; which value belongs where cannot be told.",
        ),
        row=line,
        data={"cells": cells, "expected": width},
    )
