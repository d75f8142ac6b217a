"""The classic export of the GENESIS databases: title lines, header rows, label columns, values, a footer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from teilhabe.codes.signs import QUALITY, SIGNS
from teilhabe.engine.preparation.draft import Draft, Layout, RawDimension
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.grid import Grid, column_letter, swallows_lines
from teilhabe.engine.preparation.headers import Header, HeaderDimension, read_header
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.preparation.roles import by_content, by_name
from teilhabe.engine.preparation.stubs import name_for, read_stub
from teilhabe.engine.preparation.titles import Heading, names_a_table, read_heading, stand_line, unclaimed
from teilhabe.errors import UnreadableFile
from teilhabe.text import Text

_RULE = re.compile(r"_{3,}")
_CLOSING = re.compile(r"^(©|\(C\)|Stand:|created:|Quelle|Source|Statistisch|Datenlizenz|Dieses Werk)", re.IGNORECASE)
_NUMBER = re.compile(r"[+\-−]?\s*\d[\d\s.,]*")


@dataclass(frozen=True)
class _Frame:
    """The four parts of the file, each row with its physical line; `stub` label columns stand left of the values."""

    titles: Sequence[str]
    header: Sequence[tuple[int, list[str]]]
    body: Sequence[tuple[int, list[str]]]
    footers: Sequence[str]
    stub: int
    width: int


@dataclass(frozen=True)
class _Body:
    """The data rows; `bands` holds for each row the text of the line that stands across the table above it."""

    rows: Sequence[tuple[int, list[str]]]
    bands: Sequence[str]


def is_classic(grid: Grid) -> bool:
    """Whether the beginning of a file looks like this layout: a table title, or header rows without row heads."""
    first = next((record for record in grid.records if record), [""])
    if names_a_table(first[0]):
        return True
    header = _header_start(grid.records)
    return header is not None and header > 0 and all(len(_texts(r)) <= 1 for r in grid.records[:header])


def read(name: str, grid: Grid, recipe: Recipe) -> Draft:
    """The observations of a classic file; UnreadableFile where it holds no values."""
    frame = _frame(name, grid, recipe)
    heading = read_heading(frame.titles)
    body = _without_bands(frame)
    values = [index for index in range(frame.stub, frame.width) if _is_used(index, frame, body)]
    qualities = _quality_columns(values, body)
    values = [index for index in values if index not in qualities]
    if not values or not body.rows:
        raise UnreadableFile(
            f"{name}: Unter der Kopfzeile stehen keine Werte.", f"{name}: there are no values below the header."
        )
    header = read_header([[row[index] for index in values] for _, row in frame.header], heading)
    dimensions, unnamed = _named(_dimensions(frame, body, header, values), heading)
    return Draft(
        layout=_layout(frame, heading),
        dimensions=dimensions,
        values=[row[index].strip() for _, row in body.rows for index in values],
        variables=list(header.variables) * len(body.rows),
        units=list(header.units) * len(body.rows),
        rows=[line for line, _ in body.rows for _ in values],
        columns=[column_letter(index) for index in values] * len(body.rows),
        variable_labels={variable: variable for variable in header.variables},
        qualities=_qualities(values, qualities, body),
        findings=(*_uneven(frame), *_unfooted(frame), *unnamed),
    )


def _texts(record: Sequence[str]) -> list[str]:
    return [cell for cell in record if cell.strip()]


def _leading_blanks(record: Sequence[str]) -> int:
    return next((index for index, cell in enumerate(record) if cell.strip()), 0)


def _header_start(records: Sequence[Sequence[str]]) -> int | None:
    """The first record that leaves the row heads empty."""
    return next((index for index, record in enumerate(records) if _leading_blanks(record)), None)


def _frame(name: str, grid: Grid, recipe: Recipe) -> _Frame:
    rows = list(zip(grid.lines, grid.records, strict=True))
    end = next((i for i, (_, record) in enumerate(rows) if record and _RULE.fullmatch(record[0].strip())), None)
    footers = [_footer(record) for _, record in rows[end + 1 :] if _texts(record)] if end is not None else []
    above = rows[:end] if end is not None else rows
    if end is None:
        above, footers = _closing_lines(above)
    start, count, stub = _header(name, above, recipe)
    body = [(line, record) for line, record in above[start + count :] if _texts(record)]
    for line, record in body:
        if swallows_lines(record, grid.delimiter):
            raise UnreadableFile(
                f"{name}, Zeile {line}: Ein Anführungszeichen öffnet hier ein Feld und schließt es nicht.",
                f"{name}, line {line}: a quotation mark opens a cell here and does not close it.",
            )
    header = above[start : start + count]
    width = Counter(len(record) for _, record in (*header, *body)).most_common(1)[0][0] if body else 0
    return _Frame(
        titles=["; ".join(map(str.strip, _texts(record))) for _, record in above[:start] if _texts(record)],
        header=[(line, _padded(record, width)) for line, record in header],
        body=body,
        footers=footers,
        stub=stub,
        width=width,
    )


def _padded(record: Sequence[str], width: int) -> list[str]:
    return [*record, *[""] * (width - len(record))][:width]


def _footer(record: Sequence[str]) -> str:
    return "; ".join(cell.strip() for cell in _texts(record))


def _closing_lines(rows: list[tuple[int, list[str]]]) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Without a rule, only lines at the end that speak of source, licence or time are the footer."""
    end = len(rows)
    while end and (not _texts(rows[end - 1][1]) or _CLOSING.match(rows[end - 1][1][0].strip())):
        end -= 1
    return rows[:end], [_footer(record) for _, record in rows[end:] if _texts(record)]


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
    return start, count, blanks or _stub_width(records[start + count :])


def _continues_header(record: Sequence[str], blanks: int) -> bool:
    return bool(_texts(record)) and _leading_blanks(record) >= blanks


def _named_header(records: Sequence[Sequence[str]]) -> int | None:
    """The last record with several texts before the first one with values."""
    first = next((i for i, record in enumerate(records) if len(_texts(record)) > 1 and _has_value(record)), None)
    above = range(first or 0)
    return next((i for i in reversed(above) if len(_texts(records[i])) > 1), None)


def _has_value(record: Sequence[str]) -> bool:
    last = _texts(record)[-1].strip()
    return bool(_NUMBER.fullmatch(last)) or last in SIGNS


def _stub_width(records: Sequence[Sequence[str]]) -> int:
    """Columns from the left until the first in which most cells are values; at least one."""
    filled = [record for record in records if _texts(record)]
    width = max(map(len, filled), default=0)
    for index in range(1, width):
        cells = [record[index].strip() for record in filled if index < len(record)]
        if sum(bool(_NUMBER.fullmatch(cell)) or (cell in SIGNS and bool(cell)) for cell in cells) * 2 > len(cells):
            return index
    return 1


def _without_bands(frame: _Frame) -> _Body:
    """A line with a text in its first cell only stands across the table and holds for the rows below it."""
    rows: list[tuple[int, list[str]]] = []
    bands: list[str] = []
    band = ""
    for line, record in frame.body:
        padded = _padded(record, frame.width)
        if len(_texts(padded)) == 1 and padded[0].strip():
            band = padded[0].strip()
        else:
            rows.append((line, padded))
            bands.append(band)
    return _Body(rows, bands)


def _is_used(index: int, frame: _Frame, body: _Body) -> bool:
    """Filler semicolons make columns that hold nothing and are headed by nothing."""
    return any(row[index].strip() for _, row in (*frame.header, *body.rows))


def _quality_columns(values: Sequence[int], body: _Body) -> set[int]:
    """Columns that hold nothing but quality marks for the value on their left."""
    found = set()
    for index in values[1:]:
        cells = {row[index].strip() for _, row in body.rows}
        if cells <= QUALITY.keys() and cells != {""}:
            found.add(index)
    return found


def _qualities(values: Sequence[int], qualities: set[int], body: _Body) -> list[str]:
    if not qualities:
        return []
    return [row[index + 1].strip() if index + 1 in qualities else "" for _, row in body.rows for index in values]


def _dimensions(frame: _Frame, body: _Body, header: Header, values: Sequence[int]) -> list[RawDimension]:
    """Label columns, the band, and the header's dimensions, spread over the observations row by row."""
    times = len(values)
    labels = [[row[index].strip() for _, row in body.rows] for index in range(frame.stub)]
    heads = [frame.header[-1][1][index].strip() for index in range(frame.stub)] if frame.header else []
    stub = read_stub(labels, heads)
    if any(body.bands):
        stub.append(RawDimension("", "", body.bands))
    return [
        *(_stretched(dimension, times) for dimension in stub),
        *(_spread(dimension, len(body.rows)) for dimension in header.dimensions),
    ]


def _stretched(dimension: RawDimension, times: int) -> RawDimension:
    codes = list(chain.from_iterable([code] * times for code in dimension.codes))
    labels = list(chain.from_iterable([label] * times for label in dimension.labels))
    return replace(dimension, codes=codes, labels=labels)


def _spread(dimension: HeaderDimension, rows: int) -> RawDimension:
    return RawDimension(dimension.name, dimension.name, list(dimension.texts) * rows)


def _named(dimensions: list[RawDimension], heading: Heading) -> tuple[list[RawDimension], list[Finding]]:
    """Names for dimensions that have none: from the title where it lists just as many, else from codes or position."""
    count = len(dimensions[0].codes)
    roles = [
        by_name(d.source_name, d.title) or by_content(set(d.texts)) or by_content(set(d.codes)) for d in dimensions
    ]
    if heading.territory and "ref_area" not in roles:
        dimensions = [RawDimension("ref_area", "Gebiet", [heading.territory] * count), *dimensions]
        roles = ["ref_area", *roles]
    nameless = [i for i, (d, role) in enumerate(zip(dimensions, roles, strict=True)) if not d.title and not role]
    names = unclaimed(heading, roles)
    findings: list[Finding] = []
    for position, index in enumerate(nameless):
        if len(names) == len(nameless):
            title = names[position]
        else:
            title = name_for(dimensions[index], position + 1)
            findings.append(_unnamed(title, dimensions[index]))
        dimensions[index] = replace(dimensions[index], title=title)
    return dimensions, findings


def _unnamed(title: str, dimension: RawDimension) -> Finding:
    example = next((text for text in dimension.texts if text), "")
    return Finding(
        "unnamed-column",
        "note",
        Text(
            f"Eine Gliederung hat in der Datei keinen Namen (etwa „{example}“); sie heißt hier {title}.",
            f"A classification has no name in the file (such as {example!r}); it is called {title} here.",
        ),
        column=title,
    )


def _layout(frame: _Frame, heading: Heading) -> Layout:
    return Layout(
        "classic",
        title=heading.title,
        table_code=heading.table_code,
        stand=stand_line(frame.footers),
        titles=heading.lines,
        footers=frame.footers,
        header_rows=tuple(line for line, _ in frame.header),
    )


def _uneven(frame: _Frame) -> list[Finding]:
    """Rows that end early: the last one was cut off, others were damaged."""
    short = [(line, len(record)) for line, record in frame.body if frame.stub < len(record) < frame.width]
    cut_off = frame.body and len(frame.body[-1][1]) < frame.width and not frame.footers
    if cut_off:
        line, record = frame.body[-1]
        return [_truncated(line, len(record), frame.width)]
    return [
        Finding(
            "uneven-rows",
            "warning",
            Text(
                f"Zeile {line} hat {cells} Felder, der Kopf hat {frame.width}.",
                f"Line {line} has {cells} cells, the header has {frame.width}.",
            ),
            row=line,
            data={"cells": cells, "expected": frame.width},
        )
        for line, cells in short
    ]


def _truncated(line: int, cells: int, width: int) -> Finding:
    return Finding(
        "truncated",
        "error",
        Text(
            f"Die Datei bricht in Zeile {line} nach {cells} von {width} Feldern ab.",
            f"The file breaks off in line {line} after {cells} of {width} cells.",
        ),
        row=line,
        data={"cells": cells, "expected": width},
    )


def _unfooted(frame: _Frame) -> list[Finding]:
    """The databases close every export with a footer; without one, rows may be missing."""
    if frame.footers or not frame.titles or not names_a_table(frame.titles[0]):
        return []
    line = frame.body[-1][0] if frame.body else 0
    return [
        Finding(
            "truncated",
            "warning",
            Text(
                f"Nach Zeile {line} fehlt die Fußzeile, mit der der Anbieter jede Tabelle schließt; "
                "vielleicht fehlen auch Zeilen.",
                f"After line {line} the footer is missing with which the provider closes every table; "
                "rows may be missing as well.",
            ),
            row=line,
        )
    ]
