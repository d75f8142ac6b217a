"""Anatomy: where titles, header, label columns, values and notes of a table stand, told by its cells alone.

People set tables alike without a standard: titles, perhaps lines of key and value, one to six header rows, label
columns on the left, figures, notes below. No line says which is which; the cells do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from teilhabe.codes.signs import SIGNS
from teilhabe.engine.preparation.layouts.columns import is_identifier
from teilhabe.engine.preparation.layouts.frame import Frame, footer_text, uneven_rows
from teilhabe.engine.preparation.layouts.titles import without_parentheses
from teilhabe.engine.preparation.meaning.roles import by_content, by_name
from teilhabe.engine.preparation.reading.grid import Grid

_NUMBER = re.compile(
    r"\(?[+\-−–]?\s*(?:\d[\d\s.,'’]{,60}|[.,]\d{1,40})(?:e[+-]?\d+)?\)?\s*[A-Za-z%]{0,2}", re.IGNORECASE
)
_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}")
_RULE = re.compile(r"[_\-=–—]{3,}")
_MOST_HEADER_ROWS = 8
_LONGEST_NUMBER = 10
"""Numbers with so many digits name nothing."""
_MOST_KEYS = 40
"""Below more lines with several cells than this no table begins: they are a list of texts."""
_SAMPLE = 500
_REMARKS = re.compile(
    r"(bemerkung|anmerkung|hinweis|fu(ß|ss)note|quelle|note|remark|source|comment|kommentar)", re.IGNORECASE
)

Record = Sequence[str]


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
    if not header or sum(_filled(records[i]) > 2 for i in range(start, header[0])) > _MOST_KEYS:
        return None
    body, below = _body(records, header[-1] + 1)
    stub = _stub([records[i] for i in header], [records[i] for i in body[:_SAMPLE]])
    last = next((i for i in reversed(body) if any(map(is_figure, records[i][stub:]))), first)
    body, below = [i for i in body if i <= last], [*(i for i in body if i > last), *below]
    return _frame(grid, records, start, header, body, sorted(below), stub)


def is_figure(cell: str) -> bool:
    """Whether a cell holds a number or stands in place of one."""
    return bool(cell) and (cell in SIGNS or (bool(_NUMBER.fullmatch(cell)) and not _DATE.fullmatch(cell)))


def is_announcing(cells: Collection[str]) -> bool:
    """Whether numbers are the codes of something rather than figures: years, ages, dates, or 1, 2, 3 and so on."""
    different = {cell.strip() for cell in cells}
    if by_content(different) in ("time_period", "age"):
        return True
    numbers = sorted(int(cell) for cell in different if cell.isdecimal() and len(cell) < _LONGEST_NUMBER)
    return len(numbers) == len(different) >= 3 and numbers[0] in (0, 1) and _follow_each_other(numbers)


def _follow_each_other(numbers: Sequence[int]) -> bool:
    return all(b - a == 1 for a, b in pairwise(numbers))


def _figures(record: Record) -> list[str]:
    return [cell for cell in record[1:] if is_figure(cell) or _DATE.fullmatch(cell)]


def _texts(record: Record) -> list[str]:
    return [cell for cell in record if cell and not is_figure(cell)]


def _filled(record: Record) -> int:
    return sum(map(bool, record))


def _first_data(records: Sequence[Record], start: int) -> int | None:
    """The first row with figures that are not the codes of a heading."""
    for index in range(start, len(records)):
        record = records[index]
        if _figures(record) and not _is_preamble(record) and not _is_heading(records, index, start):
            return index
    return None


def _after_header(records: Sequence[Record], start: int, count: int) -> int | None:
    """The first row that is not blank after a header of so many rows."""
    filled = [index for index in range(start, len(records)) if any(records[index])]
    return filled[count] if count < len(filled) else None


def _is_preamble(record: Record) -> bool:
    """A key with a colon and its value: "Stand: | 31.12.2023"."""
    return record[0].endswith(":") and _filled(record) <= 3


def _is_heading(records: Sequence[Record], index: int, start: int) -> bool:
    """Whether a row with numbers stands above the figures: it names no row, or nothing else heads the columns."""
    record = records[index]
    figures = _figures(record)
    if not is_announcing(figures):
        return False
    are_dates = len(figures) > 1 and all(map(_DATE.fullmatch, figures))
    if are_dates or not record[0] or _is_above_headings(records, index):
        return True
    return not is_figure(record[0]) and not _has_header_above(records, index, start)


def _is_above_headings(records: Sequence[Record], index: int) -> bool:
    """Whether the next row holds several texts and no figure, as no row below figures does."""
    below = next((r for r in records[index + 1 : index + 2] if any(r)), None)
    return below is not None and len(_texts(below[1:])) >= 2 and not _figures(below)


def _has_header_above(records: Sequence[Record], index: int, start: int) -> bool:
    """Whether headings stand directly above, or several of them above a blank line."""
    above = records[max(start, index - 2) : index]
    if not above or not any(map(any, above)):
        return False
    if any(above[-1]):
        return bool(_texts(above[-1][1:])) and not _is_preamble(above[-1])
    return len(_texts(above[0][1:])) >= 2 and not _is_preamble(above[0])


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
    if not any(record) or _is_preamble(record):
        return False
    if any(record[1:]):
        return True
    above = records[index - 1] if index > start else []
    return any(above[1:]) and not _is_preamble(above)


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
    columns = [[_at(record, index) for record in body if _filled(record) > 1] for index in range(width)]
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
    clean = _cleaner(footers)
    padded = {i: [clean(cell) for cell in (*records[i], *[""] * (width - len(records[i])))] for i in header}
    padded |= {i: [*map(clean, records[i][:stub]), *records[i][stub:]] for i in body}
    padded |= {i: [*padded[i], *[""] * (width - len(padded[i]))] for i in body}
    rows = [(grid.lines[i], padded[i]) for i in body]
    headings = [padded[i] for i in header]
    given = [[(grid.lines[i], list(records[i])) for i in part] for part in (header, body)]
    return Frame(
        titles=[clean(_title(records[i])) for i in above],
        header=[(grid.lines[i], padded[i]) for i in header],
        body=rows,
        footers=footers,
        stub=stub,
        width=width,
        uneven=uneven_rows(given[0], given[1], max(len(records[i]) for i in header)) if grid.delimiter else (),
        last=grid.lines[-1],
        ends_with_newline=grid.ends_with_newline,
        constants=_constants([records[i] for i in above]),
        bands=frozenset(_bands(rows, stub)),
        remarks=_remarks(headings, rows, stub),
        is_announced=False,
    )


_MARK = re.compile(r"(?<![\d(])\s*(\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]\)?|\*{1,3}\)?)")
_HYPHEN = re.compile(r"(?<=[a-zäöüß])-\s+(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie|bis)\b)")
_INNER_HYPHEN = re.compile(r"(?<=[a-zäöüß])-(?=[a-zäöüß])")
_LONG = 16
"""A word of so many letters with a hyphen inside and a small letter behind it was hyphenated to fit its cell."""


def _cleaner(footers: Sequence[str]) -> Callable[[str], str]:
    """Labels and headings without line breaks, hyphens of line breaks, and marks that a note below explains."""
    explained = {match[1] for text in footers for match in _NOTE.finditer(text)}

    known: dict[str, str] = {}

    def clean(cell: str) -> str:
        if cell not in known:
            known[cell] = _clean(cell, explained)
        return known[cell]

    return clean


def _clean(cell: str, explained: Collection[str]) -> str:
    text = " ".join(_HYPHEN.sub("", cell).split())
    text = " ".join(_INNER_HYPHEN.sub("", word) if len(word) > _LONG else word for word in text.split(" "))
    if (explained and text.count("(") != text.count(")")) or not text.isascii() or "*" in text:
        text = _MARK.sub(lambda match: "" if match[1] in explained else match[0], text)
    return text.strip()


_NOTE = re.compile(r"(?:^|[\s;.\-–])(\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]\)?|\*{1,3}\)?)(?=\s|[A-ZÄÖÜ])")


_TITLE_KEY = re.compile(r"(data ?set|datensatz|titel|title|tabelle|table)\s*:", re.IGNORECASE)


def _title(record: Record) -> str:
    """The texts of a line; the key in front of a title says nothing."""
    texts = [cell for cell in record if cell]
    if _TITLE_KEY.fullmatch(texts[0]) and len(texts) > 1:
        return " ".join(texts[1:])
    return " ".join(texts) if _is_preamble(record) else "; ".join(texts)


_UNTOLD = re.compile(
    r"(data ?set|datensatz|last updated|letzte|data extracted|description|beschreibung|source|quelle|stand|erstellt|"
    r"link|open |download|herausgeber|datei|file)",
    re.IGNORECASE,
)


def _constants(above: Sequence[Record]) -> tuple[tuple[str, str], ...]:
    """Keys and values above the header: "Sex | Total". One alone counts only where its name is known."""
    pairs = [tuple(cell for cell in record if cell) if record[0] else () for record in above]
    found = []
    for index, pair in enumerate(pairs):
        if len(pair) != 2 or _UNTOLD.match(pair[0]):
            continue
        key = pair[0].rstrip(": ")
        has_neighbour = any(len(p) == 2 for p in (*pairs[max(index - 1, 0) : index], *pairs[index + 1 : index + 2]))
        if by_name("", key) or (has_neighbour and not pair[0].endswith(":")):
            found.append((key, pair[1]))
    return tuple(found)


def _bands(rows: Sequence[tuple[int, Record]], stub: int) -> list[int]:
    """The lines that stand across the table and hold for the rows below them.

    A row whose figures are all empty looks the same: only where labels would repeat without it, where it is set apart,
    or where it names something known, is such a line a band.
    """
    single = [(line, next(filter(None, record))) for line, record in rows if _filled(record) == 1]
    if not single:
        return []
    labels = [tuple(record[:stub]) for _, record in rows if _filled(record) > 1]
    texts = {text for _, text in single}
    if len(set(labels)) < len(labels) or _are_of_another_kind(texts, {label[-1] for label in labels if label}):
        return [line for line, _ in single]
    centred = {line for line, record in rows if not any(record[:stub])}
    return [line for line, text in single if text.endswith(":") or line in centred]


def _are_of_another_kind(texts: Collection[str], labels: Collection[str]) -> bool:
    """Whether lines name a year, a sex, a citizenship, and the rows below them something else."""
    role = by_content(texts)
    is_repeated = any(label.startswith(text) for label in labels for text in texts)
    return role is not None and role != by_content(labels) and not is_repeated


def _remarks(header: Sequence[Record], rows: Sequence[tuple[int, Record]], stub: int) -> tuple[int, ...]:
    """Columns right of the figures that hold remarks, or the labels once more."""
    width = len(header[0])
    columns = {index: [record[index] for _, record in rows] for index in range(width)}
    labels = [columns[index] for index in range(stub)]
    return tuple(
        index
        for index in range(stub + 1, width)
        if columns[index] in labels
        or (
            _REMARKS.match(next((r[index] for r in reversed(header) if r[index]), ""))
            and not _is_all_figures(columns[index])
        )
    )


def _is_all_figures(cells: Sequence[str]) -> bool:
    return all(not cell or is_figure(cell) for cell in cells)
