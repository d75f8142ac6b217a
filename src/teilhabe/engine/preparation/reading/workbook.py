"""Workbooks (xls, xlsx, xlsm, xlsb, ods): every sheet that people see becomes a grid of texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from teilhabe.engine.preparation.reading.confinement import workbook_lines
from teilhabe.engine.preparation.reading.grid import Grid

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Worksheet:
    """One sheet. Records and lines of `grid` are the rows of the sheet; numbers are printed with a decimal point.

    `texts` holds the places (row from 1, column from 0) of cells that are texts although they look like numbers: what
    their marks mean is not known. `mended` counts cells whose letters an old program had stored with a wrong sign
    ("M￤rz") and that were put right.
    """

    name: str
    grid: Grid
    texts: frozenset[tuple[int, int]]
    mended: int = 0


def is_workbook(content: bytes) -> bool:
    """Whether the first bytes are those of a workbook (a zip archive that holds one table was unpacked before)."""
    return content.startswith((_OLE, _ZIP))


def read_workbook(name: str, content: bytes) -> list[Worksheet]:
    """The visible sheets that hold anything; UnreadableFile where the file is damaged, protected or too large."""
    with workbook_lines(name, content) as lines:
        return [sheet for sheet in _sheets(lines) if sheet.grid.records]


def _sheets(lines: Iterator[bytes]) -> Iterator[Worksheet]:
    about: Mapping[str, Any] | None = None
    rows: list[list[Any]] = []
    for line in lines:
        found = json.loads(line)
        if isinstance(found, list):
            rows += found
            continue
        if about is not None:
            yield _sheet(about, rows)
        about, rows = found, []
    if about is not None:
        yield _sheet(about, rows)


def _sheet(about: Mapping[str, Any], rows: list[list[Any]]) -> Worksheet:
    texts, mended = set(), 0
    for line, row in enumerate(rows, 1):
        for index, cell in enumerate(row):
            if type(cell) is list:
                row[index] = cell[0]
                continue
            if not cell.isascii() and (text := _signed(cell)) != cell:
                row[index], mended = text, mended + 1
            if any(map(str.isdigit, cell)):
                texts.add((line, index))
    while rows and not any(rows[-1]):
        rows.pop()
    lines = range(1, len(rows) + 1)
    return Worksheet(about["name"].strip(), Grid("", rows, lines, True), frozenset(texts), mended)


_SIGNED = {0xFF00 + code: code for code in range(0xA0, 0x100)}


def _signed(text: str) -> str:
    """The text with letters put right whose byte was taken for a negative number: U+FFE4 for U+00E4."""
    is_latin = all(ord(letter) < 0x2100 or ord(letter) in _SIGNED for letter in text)
    return text.translate(_SIGNED) if is_latin else text
