"""Anatomy: where titles, header, label columns, values and notes of a table stand, told by its cells alone.

People set tables alike without a standard: titles, perhaps lines of key and value, one to six header rows, label
columns on the left, figures, notes below. No line says which is which; the cells do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from teilhabe.codes.signs import SIGNS
from teilhabe.engine.preparation.layouts.cleaning import cleaner
from teilhabe.engine.preparation.layouts.columns import is_identifier
from teilhabe.engine.preparation.layouts.figures import is_announcing, is_date, is_figure
from teilhabe.engine.preparation.layouts.frame import Frame, footer_text, uneven_rows
from teilhabe.engine.preparation.layouts.surroundings import (
    Record,
    bands,
    constants,
    count_filled,
    is_preamble,
    remarks,
    title,
)
from teilhabe.engine.preparation.layouts.titles import without_parentheses
from teilhabe.engine.preparation.meaning.roles import by_content, by_name
from teilhabe.engine.preparation.reading.grid import Grid

_RULE = re.compile(r"[_\-=–—]{3,}")
_MOST_HEADER_ROWS = 8
_MOST_KEYS = 40
"""Below more lines with several cells than this no table begins: they are a list of texts."""
_SAMPLE = 500


def find_anatomy(grid: Grid, skip: int | None = None, header_rows: int | None = None) -> Frame | None:
    """The parts of a table; None where no figures stand below a header.

    `skip` lines and `header_rows` rows are taken as given where a person has stated them.
    """
    records = [[cell.strip() for cell in record] for record in grid.records]
    start = 0 if skip is None else sum(1 for line in grid.lines if line <= skip)
    first = _first_data(records, start) if header_rows is None else _after_header(records, start, header_rows)
    if first is None:
        return None
    header = [
        i for i in (_header(records, first, start) if header_rows is None else range(start, first)) if any(records[i])
    ]
    if not header or sum(count_filled(records[i]) > 2 for i in range(start, header[0])) > _MOST_KEYS:
        return None
    body, below = _body(records, header[-1] + 1)
    stub = _stub([records[i] for i in header], [records[i] for i in body[:_SAMPLE]])
    last = next((i for i in reversed(body) if any(map(is_figure, records[i][stub:]))), first)
    body, below = [i for i in body if i <= last], [*(i for i in body if i > last), *below]
    return _frame(grid, records, start, header, body, sorted(below), stub)


def _figures(record: Record) -> list[str]:
    return [cell for cell in record[1:] if is_figure(cell) or is_date(cell)]


def _texts(record: Record) -> list[str]:
    return [cell for cell in record if cell and not is_figure(cell)]


def _first_data(records: Sequence[Record], start: int) -> int | None:
    """The first row with figures that are not the codes of a heading."""
    for index in range(start, len(records)):
        record = records[index]
        if _figures(record) and not is_preamble(record) and not _is_heading(records, index, start):
            return index
    return None


def _after_header(records: Sequence[Record], start: int, count: int) -> int | None:
    """The first row that is not blank after a header of so many rows."""
    filled = [index for index in range(start, len(records)) if any(records[index])]
    return filled[count] if count < len(filled) else None


def _is_heading(records: Sequence[Record], index: int, start: int) -> bool:
    """Whether a row with numbers stands above the figures: it names no row, or nothing else heads the columns."""
    record = records[index]
    figures = _figures(record)
    if not is_announcing(figures):
        return False
    are_dates = len(figures) > 1 and all(map(is_date, figures))
    if are_dates or not record[0] or _is_above_headings(records, index):
        return True
    return not is_figure(record[0]) and not _has_header_above(records, index, start)


def _is_above_headings(records: Sequence[Record], index: int) -> bool:
    """Whether the next row holds several texts and no figure, as no row below figures does."""
    below = next((r for r in records[index + 1 : index + 2] if any(r)), None)
    return below is not None and len(_texts(below[1:])) >= 2 and not _figures(below)


def _has_header_above(records: Sequence[Record], index: int, start: int) -> bool:
    """Whether headings stand directly above, or several of them above a blank line; years and ages are headings too."""
    above = records[max(start, index - 2) : index]
    if not above or not any(map(any, above)):
        return False
    if any(above[-1]):
        has_headings = bool(_texts(above[-1][1:])) or is_announcing(_figures(above[-1]))
        return has_headings and not is_preamble(above[-1])
    return len(_texts(above[0][1:])) >= 2 and not is_preamble(above[0])


def _header(records: Sequence[Record], first: int, start: int) -> list[int]:
    """The header rows above the first figures, the topmost first."""
    bottom = first - 1
    while bottom >= start and not _may_end_header(records[bottom]):
        bottom -= 1
    found: list[int] = []
    index = bottom
    while index >= start and len(found) < _MOST_HEADER_ROWS and _belongs_to_header(records, index, start):
        if len(records[index]) < len(records[bottom]) and all(records[bottom]):
            break  # a title with a comma in it, cut into cells
        found.append(index)
        index -= 1
    while found and not any(records[found[-1]][1:]):
        found.pop()  # a line with nothing but a text in its first cell is a title unless headings stand above it
    return found[::-1]


def _may_end_header(record: Record) -> bool:
    """A line with a text in its first cell only ends a header where it names the label column below it."""
    return any(record[1:]) or (any(record) and by_name("", without_parentheses(record[0])) is not None)


def _belongs_to_header(records: Sequence[Record], index: int, start: int) -> bool:
    record = records[index]
    if not any(record) or is_preamble(record):
        return False
    if any(record[1:]):
        return True
    above = records[index - 1] if index > start else []
    return any(above[1:]) and not is_preamble(above)


def _body(records: Sequence[Record], first: int) -> tuple[list[int], list[int]]:
    """The rows from the first figures to a rule, and those below it; blank lines belong to neither."""
    body: list[int] = []
    for index in range(first, len(records)):
        texts = [cell for cell in records[index] if cell]
        if len(texts) == 1 and _RULE.fullmatch(texts[0]) and texts[0] not in SIGNS:
            return body, [i for i in range(index + 1, len(records)) if any(records[i])]
        if texts:
            body.append(index)
    return body, []


def _stub(header: Sequence[Record], body: Sequence[Record]) -> int:
    """The number of label columns: all from the left until the first that holds figures."""
    width = max(map(len, (*header, *body)))
    columns = [[_at(record, index) for record in body if count_filled(record) > 1] for index in range(width)]
    for index in range(1, width):
        head = next((cell for record in reversed(header) if (cell := _at(record, index))), "")
        if not _is_label(columns, index, head):
            return index
    return 1


def _at(record: Record, index: int) -> str:
    return record[index] if index < len(record) else ""


def _is_label(columns: Sequence[Sequence[str]], index: int, head: str) -> bool:
    cells = [cell for cell in columns[index] if cell]
    if not cells:
        return any(map(_holds_texts, columns[index + 1 :][:1]))
    if _holds_texts(columns[index]):
        return True
    role = by_name("", without_parentheses(head))
    if role in ("time_period", "part_of_year", "age") or (is_identifier(head) and any(columns[index + 1 :])):
        return not by_content({head})
    return _are_codes_of_the_next(columns, index)


def _holds_texts(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(map(is_figure, filled)) * 2 < len(filled)


def _are_codes_of_the_next(columns: Sequence[Sequence[str]], index: int) -> bool:
    """Whether whole numbers stand for the texts on their right, and figures follow behind those."""
    if index + 2 >= len(columns) or not _holds_texts(columns[index + 1]):
        return False
    pairs = {pair for pair in zip(columns[index], columns[index + 1], strict=True) if all(pair)}
    codes = {code for code, _ in pairs}
    return (
        len(pairs) > 2 and len(codes) == len({text for _, text in pairs}) == len(pairs) and all(map(str.isdigit, codes))
    )


def _frame(
    grid: Grid,
    records: Sequence[Record],
    start: int,
    header: Sequence[int],
    body: Sequence[int],
    below: Sequence[int],
    stub: int,
) -> Frame:
    width = max(len(records[i]) for i in (*header, *body))
    above = [i for i in range(start, header[0]) if any(records[i])]
    footers = [footer_text(records[i]) for i in below]
    clean = cleaner(footers)
    padded = {i: [clean(cell) for cell in (*records[i], *[""] * (width - len(records[i])))] for i in header}
    padded |= {i: [*map(clean, records[i][:stub]), *records[i][stub:]] for i in body}
    padded |= {i: [*padded[i], *[""] * (width - len(padded[i]))] for i in body}
    rows = [(grid.lines[i], padded[i]) for i in body]
    headings = [padded[i] for i in header]
    given = [[(grid.lines[i], list(records[i])) for i in part] for part in (header, body)]
    return Frame(
        titles=[clean(title(records[i])) for i in above],
        header=[(grid.lines[i], padded[i]) for i in header],
        body=rows,
        footers=footers,
        stub=stub,
        width=width,
        uneven=uneven_rows(given[0], given[1], max(len(records[i]) for i in header)) if grid.delimiter else (),
        last=grid.lines[-1],
        ends_with_newline=grid.ends_with_newline,
        constants=constants([records[i] for i in above]),
        bands=frozenset(bands(rows, stub)),
        remarks=remarks(headings, rows, stub),
        is_announced=False,
    )
