r"""Eurostat's TSV: all dimensions but one packed into the first column, the codes of the last across the header.

The first cell reads "freq,unit,citizen,geo\TIME_PERIOD" (in older files "geo\time"); periods stand newest first or
oldest first; every cell may end with a blank and carry flags ("12.3 bp", ": c"). Source: Eurostat, "TSV format".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from teilhabe.codes.flags import Flagged, parse_cell
from teilhabe.codes.signs import FREE, NORMAL
from teilhabe.engine.cube.coded import Coded
from teilhabe.engine.preparation.described.components import Component, to_draft
from teilhabe.engine.preparation.draft import Draft, Layout
from teilhabe.engine.preparation.layouts.shape import check_sheet, without_newline
from teilhabe.engine.preparation.reading.grid import Sheet, column_letter, cut_columns
from teilhabe.errors import UnreadableFile

_FIRST = re.compile(r'"?\s*([\w-]+(?:\s*,\s*[\w-]+)*)\s*\\\s*([\w-]+)\s*"?')


def recognises(text: str) -> bool:
    """Whether the first cell packs dimensions in Eurostat's way."""
    return _FIRST.fullmatch(text.lstrip("\n").partition("\n")[0].partition("\t")[0]) is not None


def read(name: str, text: str) -> Sequence[Draft]:
    """The one table of the file; UnreadableFile where it has no values or a row more codes than the header names."""
    sheet = cut_columns(name, text, "\t")
    match = _FIRST.fullmatch(sheet.header[0])
    periods = [cell.strip() for cell in sheet.header[1:]]
    if match is None or not periods or not sheet.lines:
        raise UnreadableFile(
            f"{name}: Die Eurostat-Tabelle enthält keine Werte.", f"{name}: the Eurostat table holds no values."
        )
    packed = [part.strip() for part in match[1].split(",")]
    columns = [*_unpacked(name, sheet, packed, len(periods)), Component(match[2], match[2], periods * len(sheet.lines))]
    cells = Coded.of(list(chain.from_iterable(zip(*sheet.columns[1:], strict=True)))).map(_read)
    draft = to_draft(
        Layout("eurostat-tsv", header_rows=sheet.header_lines, columns=len(sheet.header)),
        columns,
        cells.map(lambda cell: cell.value),
        [line for line in sheet.lines for _ in periods],
        [column_letter(place) for place in range(1, len(periods) + 1)] * len(sheet.lines),
        [""] * len(cells),
    )
    cut = [] if sheet.ends_with_newline else [without_newline(sheet.lines[-1])]
    return [replace(draft, attributes=_statuses(cells), findings=[*check_sheet(sheet), *cut])]


def _unpacked(name: str, sheet: Sheet, packed: Sequence[str], width: int) -> list[Component]:
    """The dimensions of the first column; a row that was cut may lack some."""
    rows = [[part.strip() for part in cell.split(",")] for cell in sheet.columns[0]]
    wrong = next((place for place, parts in enumerate(rows) if len(parts) > len(packed)), None)
    if wrong is not None:
        raise UnreadableFile(
            f"{name}, Zeile {sheet.lines[wrong]}: Die erste Zelle hat {len(rows[wrong])} Schlüssel, "
            f"der Kopf nennt {len(packed)}.",
            f"{name}, line {sheet.lines[wrong]}: the first cell has {len(rows[wrong])} codes, "
            f"the header names {len(packed)}.",
        )
    codes = zip(*([*parts, *[""] * (len(packed) - len(parts))] for parts in rows), strict=True)
    return [
        Component(part, part, [code for code in column for _ in range(width)])
        for part, column in zip(packed, codes, strict=True)
    ]


def _read(cell: str) -> Flagged:
    """A cell that is neither number nor sign stays as it is, to be reported."""
    text = cell.strip()
    if text.isascii() and text.isdigit():
        return Flagged(text, "", NORMAL, FREE)
    return parse_cell(cell) or Flagged(text, "", "", "")


def _statuses(cells: Coded[Flagged]) -> dict[str, Sequence[str]]:
    return {
        "obs_status": cells.map(lambda cell: cell.obs_status),
        "conf_status": cells.map(lambda cell: cell.conf_status),
        "source_sign": cells.map(lambda cell: cell.sign),
    }
