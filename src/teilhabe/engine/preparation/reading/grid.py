"""The grid: text cut into records and cells, each record with the physical line on which it begins."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from teilhabe.engine.cube.coded import Coded, GrowingColumn
from teilhabe.errors import UnreadableFile

DELIMITERS = ("\t", ";", "|", ",")
"""In order of trust: a comma may be a decimal comma, a tab is nothing but a delimiter."""

_SAMPLE_LINES = 2000
_QUOTED = re.compile(r'"[^"\n]*"')
_FIELD_LIMIT = 1 << 24
_CHUNK = 512


@dataclass(frozen=True)
class Grid:
    """Records as they follow each other. `lines[i]` is the physical line of `records[i]`, counted from 1.

    A blank line is an empty record.
    """

    delimiter: str
    records: Sequence[list[str]]
    lines: Sequence[int]
    ends_with_newline: bool


@dataclass(frozen=True)
class Sheet:
    """A header and the columns below it, dictionary-encoded.

    `lines[i]` is the physical line of row i; `uneven` holds line and number of cells of each record of another length.
    """

    delimiter: str
    header: tuple[str, ...]
    columns: Sequence[Sequence[str]]
    lines: Sequence[int]
    uneven: tuple[tuple[int, int], ...]
    ends_with_newline: bool
    header_lines: tuple[int, ...] = (1,)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", tuple(map(Coded.of, self.columns)))


def cut(name: str, text: str, delimiter: str, limit: int | None = None) -> Grid:
    """The records of a text, all or the first `limit`; UnreadableFile where the cells cannot be told apart."""
    records: list[list[str]] = []
    lines: list[int] = []
    for line, record in islice(_records(name, text, delimiter), limit):
        records.append(record)
        lines.append(line)
    return Grid(delimiter, records, lines, text.endswith("\n"))


def cut_columns(name: str, text: str, delimiter: str, skip: int = 0, header_rows: int = 1) -> Sheet:
    """The text below `skip` lines as columns under their header; blank lines are left out.

    The texts of several header rows are joined. Short records are filled with empty cells, long ones cut; both are
    named in `uneven`. UnreadableFile as in `cut`.
    """
    header_lines: tuple[int, ...] = ()
    header, chunks = None, _chunks(name, text, delimiter, may_swallow=False)
    columns: list[GrowingColumn[str]] = []
    lines: list[int] = []
    uneven: list[tuple[int, int]] = []
    for numbers, records in chunks:
        if header is None:
            numbers, records = _below(skip, numbers, records)
            if not records:
                continue
            header = _joined(records[:header_rows])
            header_lines = tuple(numbers[:header_rows])
            numbers, records = numbers[header_rows:], records[header_rows:]
            columns = [GrowingColumn() for _ in header]
        if set(map(len, records)) != {len(header)}:
            numbers, records = _evened(numbers, records, len(header), uneven)
        for column, cells in zip(columns, zip(*records, strict=True), strict=False):  # no records, no cells
            column.extend(cells)
        lines.extend(numbers)
    if header is None:
        raise _without_header(name)
    encoded = [column.coded() for column in columns]
    rows = _as_range(lines)
    return Sheet(delimiter, tuple(header), encoded, rows, tuple(uneven), text.endswith("\n"), header_lines)


def _as_range(lines: Sequence[int]) -> Sequence[int]:
    """Ascending lines as a range, where none is left out."""
    if not lines or lines[-1] - lines[0] != len(lines) - 1:
        return lines
    return range(lines[0], lines[-1] + 1)


def as_sheet(name: str, grid: Grid, skip: int = 0, header_rows: int = 1) -> Sheet:
    """A grid below `skip` lines as columns under their header, as `cut_columns` does with text."""
    numbers, records = _below(skip, grid.lines, list(grid.records))
    if not records:
        raise _without_header(name)
    header = _joined(records[:header_rows])
    lines, rows = _evened(
        *_not_blank(numbers[header_rows:], records[header_rows:]), len(header), uneven := list[tuple[int, int]]()
    )
    columns: list[Sequence[str]] = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in header]
    header_lines = tuple(numbers[:header_rows])
    return Sheet(grid.delimiter, tuple(header), columns, lines, tuple(uneven), grid.ends_with_newline, header_lines)


def _not_blank(numbers: Sequence[int], records: list[list[str]]) -> _Chunk:
    kept = [(line, record) for line, record in zip(numbers, records, strict=True) if any(map(str.strip, record))]
    return [line for line, _ in kept], [record for _, record in kept]


def _without_header(name: str) -> UnreadableFile:
    return UnreadableFile(f"{name}: Die Datei hat keine Kopfzeile.", f"{name}: the file has no header row.")


_Chunk = tuple[Sequence[int], list[list[str]]]


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """One heading per column: the texts above it, without line breaks."""
    return [" ".join(" ".join(column).split()) for column in zip_longest(*rows, fillvalue="")]


def _below(skip: int, numbers: Sequence[int], records: list[list[str]]) -> _Chunk:
    """The records below the lines to skip, beginning with the first that is not blank."""
    for index, (line, record) in enumerate(zip(numbers, records, strict=True)):
        if line > skip and any(cell.strip() for cell in record):
            return numbers[index:], records[index:]
    return (), []


def _evened(numbers: Sequence[int], records: list[list[str]], width: int, uneven: list[tuple[int, int]]) -> _Chunk:
    kept = [(line, record) for line, record in zip(numbers, records, strict=True) if record]
    for line, record in kept:
        if len(record) < width or any(record[width:]):
            uneven.append((line, len(record)))
    return [line for line, _ in kept], [(record + [""] * width)[:width] for _, record in kept]


def _records(name: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    for numbers, records in _chunks(name, text, delimiter):
        yield from zip(numbers, records, strict=True)


def _chunks(name: str, text: str, delimiter: str, may_swallow: bool = True) -> Iterator[_Chunk]:
    """Records in portions, so that a large file is never held as millions of small lists.

    Unless they may, cells that swallow whole lines are refused.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    physical = text.removesuffix("\n").split("\n")
    if '"' in text:
        yield from _quoted_chunks(name, physical, delimiter, may_swallow)
        return
    reader = csv.reader(physical, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    first = 1
    while records := list(islice(reader, _CHUNK)):
        yield range(first, first + len(records)), records
        first += len(records)


def _quoted_chunks(name: str, physical: Sequence[str], delimiter: str, may_swallow: bool) -> Iterator[_Chunk]:
    """As `_chunks`, where a quoted cell may run over several lines."""
    reader = csv.reader((line + "\n" for line in physical), delimiter=delimiter)
    line = 1
    try:
        while True:
            numbers: list[int] = []
            records: list[list[str]] = []
            for record in islice(reader, _CHUNK):
                numbers.append(line)
                records.append(record)
                if not may_swallow and reader.line_num > line:
                    refuse_swallowed(name, line, record, delimiter)
                line = reader.line_num + 1
            if not records:
                return
            yield numbers, records
    except csv.Error as error:
        raise UnreadableFile(
            f"{name}, Zeile {line}: Die Zeile lässt sich nicht in Felder zerlegen ({error}).",
            f"{name}, line {line}: the line cannot be cut into cells ({error}).",
        ) from error


def ends_inside_quotes(text: str) -> bool:
    """Whether the last quoted cell is never closed: the file was cut inside it."""
    if text.count('"') % 2 == 0:
        return False
    last = text.rindex('"')
    return "\n" in text[last:] or text[last - 1 : last] in ("", "\n", *DELIMITERS)


def refuse_swallowed(name: str, line: int, record: Sequence[str], delimiter: str) -> None:
    """UnreadableFile where a cell holds whole lines of others: a quotation mark that opens by mistake does this."""
    if any("\n" in cell and cell.count(delimiter) >= max(2, cell.count("\n")) for cell in record):
        raise UnreadableFile(
            f"{name}, Zeile {line}: Ein Anführungszeichen öffnet hier ein Feld und schließt es nicht.",
            f"{name}, line {line}: a quotation mark opens a cell here and does not close it.",
        )


_DECLARED = re.compile(r"sep=(.)\n", re.IGNORECASE)


def without_declaration(text: str) -> tuple[str, str | None]:
    """The text with a first line such as "sep=;" emptied, as spreadsheets write it, and the character it declares."""
    match = _DECLARED.match(text)
    return ("\n" + text[match.end() :], match[1]) if match else (text, None)


def recognise_delimiter(text: str) -> str:
    """The character that cuts most lines into the same number of cells."""
    lines = [_QUOTED.sub("", line) for line in text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES] if line.strip()]
    agreeing = {character: _agreeing(lines, character) for character in DELIMITERS}
    most = max(agreeing.values())
    return next((mark for mark in DELIMITERS if agreeing[mark] > 0 and agreeing[mark] * 2 >= most), ";")


def _agreeing(lines: Sequence[str], character: str) -> int:
    counts = Counter(count for line in lines if (count := line.count(character)))
    return counts.most_common(1)[0][1] if counts else 0


def column_letter(index: int) -> str:
    """The spreadsheet letter of a column counted from 0: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
