"""The frame of a classic export: which lines are title, header, values and footer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from teilhabe.codes.signs import SIGNS
from teilhabe.engine.preparation.layouts.titles import names_a_table
from teilhabe.engine.preparation.meaning.roles import by_name, is_total
from teilhabe.engine.preparation.reading.grid import Grid, refuse_swallowed
from teilhabe.engine.preparation.reading.refusals import without_values
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.errors import UnreadableFile

_RULE = re.compile(r"_{3,}")
_CLOSING = re.compile(r"^(©|\(C\)|Stand:|created:|Quelle|Source|Statistisch|Datenlizenz|Dieses Werk)", re.IGNORECASE)
_NUMBER = re.compile(r"[+\-−]?\s*\d[\d\s.,]*(?:e[+-]?\d+)?", re.IGNORECASE)


_TITLE_LINES = 5
"""Somebody may have written as many lines above the one that announces a table."""


@dataclass(frozen=True)
class Frame:
    """The four parts of the file, each row with its physical line; `stub` label columns stand left of the values.

    `width` cells make a row, as the header has them; `uneven` holds line and number of cells of each other row;
    `last` is the line of the last record of the file. `constants` are keys and values above the header, `bands` the
    lines that stand across the table (None: every line with a text in its first cell only), `remarks` columns without
    figures on the right. `is_announced`: the provider's own title line says what the file is.
    """

    titles: Sequence[str]
    header: Sequence[tuple[int, list[str]]]
    body: Sequence[tuple[int, list[str]]]
    footers: Sequence[str]
    stub: int
    width: int
    uneven: Sequence[tuple[int, int]]
    last: int
    ends_with_newline: bool
    constants: Sequence[tuple[str, str]] = ()
    bands: frozenset[int] | None = None
    remarks: Sequence[int] = ()
    is_announced: bool = True


@dataclass(frozen=True)
class Body:
    """The data rows; `bands` holds for each row the text of the line that stands across the table above it."""

    rows: Sequence[tuple[int, list[str]]]
    bands: Sequence[str]


def is_announced(grid: Grid) -> bool:
    """Whether one of the first lines announces a table of the GENESIS family."""
    first = islice((record for record in grid.records if _texts(record)), _TITLE_LINES)
    return any(names_a_table(record[0]) for record in first)


def _texts(record: Sequence[str]) -> list[str]:
    return [cell for cell in record if cell.strip()]


def _leading_blanks(record: Sequence[str]) -> int:
    return next((index for index, cell in enumerate(record) if cell.strip()), 0)


def _header_start(records: Sequence[Sequence[str]]) -> int | None:
    """The first record that leaves the row heads empty."""
    return next((index for index, record in enumerate(records) if _leading_blanks(record)), None)


def find_frame(name: str, grid: Grid, recipe: Recipe) -> Frame:
    """The parts of the file; UnreadableFile where no header can be recognised."""
    rows = list(zip(grid.lines, grid.records, strict=True))
    end = next((i for i, (_, record) in enumerate(rows) if record and _RULE.fullmatch(record[0].strip())), None)
    footers = [footer_text(record) for _, record in rows[end + 1 :] if _texts(record)] if end is not None else []
    above = rows[:end] if end is not None else rows
    if end is None:
        above, footers = _closing_lines(above)
    start, count, stub = _header(name, above, recipe)
    body = [(line, record) for line, record in above[start + count :] if _texts(record)]
    for line, record in body:
        refuse_swallowed(name, line, record, grid.delimiter)
    header = above[start : start + count]
    width = max(len(record) for _, record in header)
    return Frame(
        titles=["; ".join(map(str.strip, _texts(record))) for _, record in above[:start] if _texts(record)],
        header=[(line, _padded(record, width)) for line, record in header],
        body=body,
        footers=footers,
        stub=stub,
        width=width,
        uneven=uneven_rows(header, body, width),
        last=grid.lines[-1],
        ends_with_newline=grid.ends_with_newline,
    )


def uneven_rows(
    header: Sequence[tuple[int, list[str]]], body: Sequence[tuple[int, list[str]]], width: int
) -> list[tuple[int, int]]:
    """Rows with other cells than the header; empty ones that fill up all rows alike are no difference."""
    headed = max(_used(record) for _, record in header)
    usual = Counter(len(record) for _, record in body).most_common(1)[0][0] if body else 0
    least = usual if headed <= usual <= width else width
    return [
        (line, len(record))
        for line, record in body
        if _used(record) > width or (len(record) < least and len(_texts(record)) > 1)
    ]


def _used(record: Sequence[str]) -> int:
    """The number of cells up to the last that is not empty."""
    return max((place for place, cell in enumerate(record, 1) if cell.strip()), default=0)


def _padded(record: Sequence[str], width: int) -> list[str]:
    return [*record, *[""] * (width - len(record))][:width]


def footer_text(record: Sequence[str]) -> str:
    return "; ".join(cell.strip() for cell in _texts(record))


def _closing_lines(rows: list[tuple[int, list[str]]]) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Without a rule, only lines at the end that speak of source, licence or time are the footer."""
    end = len(rows)
    while end and (not _texts(rows[end - 1][1]) or _CLOSING.match(rows[end - 1][1][0].strip())):
        end -= 1
    return rows[:end], [footer_text(record) for _, record in rows[end:] if _texts(record)]


def _header(name: str, rows: Sequence[tuple[int, list[str]]], recipe: Recipe) -> tuple[int, int, int]:
    """Index of the first header row, number of header rows, number of label columns."""
    records = [record for _, record in rows]
    start = _header_start(records)
    if recipe.skip_rows is not None:
        start = next((i for i, (line, record) in enumerate(rows) if line > recipe.skip_rows and _texts(record)), start)
    elif start is None:
        start = _named_header(records)
    if start is None or start >= len(records):
        raise UnreadableFile(
            f"{name}: Es ist keine Kopfzeile zu erkennen; ein Rezept kann skip_rows und header_rows angeben.",
            f"{name}: no header row can be recognised; a recipe may state skip_rows and header_rows.",
        )
    blanks = _leading_blanks(records[start])
    count = recipe.header_rows
    if count is None:
        count = 1
        while blanks and start + count < len(records) and _continues_header(records[start + count], blanks):
            count += 1
    if start + count >= len(records):
        raise without_values(name)
    return start, count, blanks or _stub_width(records[start + count - 1], records[start + count :])


def _continues_header(record: Sequence[str], blanks: int) -> bool:
    return bool(_texts(record)) and _leading_blanks(record) >= blanks


def _named_header(records: Sequence[Sequence[str]]) -> int | None:
    """The last record with several texts before the first one with values."""
    first = next((i for i, record in enumerate(records) if len(_texts(record)) > 1 and _has_value(record)), None)
    above = range(first or 0)
    return next((i for i in reversed(above) if len(_texts(records[i])) > 1), None)


def _has_value(record: Sequence[str]) -> bool:
    return _is_value(_texts(record)[-1].strip())


def _stub_width(head: Sequence[str], records: Sequence[Sequence[str]]) -> int:
    """Columns from the left until the first that no dimension heads and in which most cells are values."""
    filled = [record for record in records if _texts(record)]
    width = max(map(len, filled), default=0)
    for index in range(1, width):
        is_named = index < len(head) and by_name("", head[index].strip()) is not None
        cells = [record[index].strip() for record in filled if index < len(record)]
        if not is_named and sum(map(_is_value, cells)) * 2 > len(cells):
            return index
    return 1


def _is_value(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) or (bool(cell) and cell in SIGNS)


def without_bands(frame: Frame) -> Body:
    """A line with a text in its first cell only stands across the table and holds for the rows below it."""
    rows: list[tuple[int, list[str]]] = []
    bands: list[str] = []
    band = ""
    for line, record in frame.body:
        padded = _padded(record, frame.width)
        if _is_band(line, padded, frame):
            band = next(cell.strip() for cell in padded if cell.strip())
        else:
            rows.append((line, padded))
            bands.append(band)
    return Body(rows, _with_totals([row[: frame.stub] for _, row in rows], bands))


def _is_band(line: int, record: Sequence[str], frame: Frame) -> bool:
    if frame.bands is not None:
        return line in frame.bands
    return len(_texts(record)) == 1 and bool(record[0].strip())


def _with_totals(labels: Sequence[Sequence[str]], bands: list[str]) -> list[str]:
    """A total above the first band, or below the rows of the last one that no other band has, is one over all bands."""
    if not any(bands):
        return bands
    result = list(bands)
    totals = {i for i, label in enumerate(labels) if is_total(next((c for c in reversed(label) if c.strip()), ""))}
    below = {tuple(labels[i]) for i in range(len(labels)) if bands[i] and bands[i] != bands[-1]}
    for index in totals:
        if not bands[index]:
            result[index] = TOTAL_LABEL
    last = len(labels) - 1
    if last in totals and below and tuple(labels[last]) not in below:
        result[last] = TOTAL_LABEL
    return result


TOTAL_LABEL = "Insgesamt"


def is_used(index: int, frame: Frame, body: Body) -> bool:
    """Filler semicolons make columns that hold nothing and are headed by nothing."""
    return any(row[index].strip() for _, row in (*frame.header, *body.rows))
