"""The grid: text cut into records and cells, each record with the physical line on which it begins."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, zip_longest
from operator import methodcaller

from teilhabe.engine.cube.coded import Coded, GrowingColumn
from teilhabe.errors import UnreadableFile

DELIMITERS = ("\t", ";", "|", ",")
"""In order of trust: a comma may be a decimal comma, a tab is nothing but a delimiter."""

_SAMPLE_LINES = 2000
_QUOTED = re.compile(r'"[^"\n]*"')
_FIELD_LIMIT = 1 << 24
_CHUNK = 512
"""Records of text with quotation marks that are held at a time."""
_PORTION = 1 << 14
"""Characters of text without them that are held at a time, up to the end of a line."""


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
    for portion in _portions(name, text, delimiter):
        lines += portion.lines
        records += portion.records
        if limit is not None and len(records) >= limit:
            break
    return Grid(delimiter, records[:limit], lines[:limit], text.endswith("\n"))


def cut_columns(name: str, text: str, delimiter: str, skip: int = 0, header_rows: int = 1) -> Sheet:
    """The text below `skip` lines as columns under their header; blank lines are left out.

    The texts of several header rows are joined. Short records are filled with empty cells, long ones cut; both are
    named in `uneven`. UnreadableFile as in `cut`.
    """
    header_lines: tuple[int, ...] = ()
    header: list[str] | None = None
    columns: list[GrowingColumn[str]] = []
    lines: list[int] = []
    uneven: list[tuple[int, int]] = []
    for portion in _portions(name, text, delimiter, may_swallow=False):
        even = portion.columns(len(header)) if header is not None else None
        numbers = portion.lines
        if even is None:
            records: Sequence[list[str]] = portion.records
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
            even = list(zip(*records, strict=True))
        for column, cells in zip(columns, even, strict=False):  # no records, no cells
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


def _not_blank(numbers: Sequence[int], records: list[list[str]]) -> _Rows:
    kept = [(line, record) for line, record in zip(numbers, records, strict=True) if any(map(str.strip, record))]
    return [line for line, _ in kept], [record for _, record in kept]


def _without_header(name: str) -> UnreadableFile:
    return UnreadableFile(f"{name}: Die Datei hat keine Kopfzeile.", f"{name}: the file has no header row.")


_Rows = tuple[Sequence[int], list[list[str]]]


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """One heading per column: the texts above it, without line breaks."""
    return [" ".join(" ".join(column).split()) for column in zip_longest(*rows, fillvalue="")]


def _below(skip: int, numbers: Sequence[int], records: Sequence[list[str]]) -> _Rows:
    """The records below the lines to skip, beginning with the first that is not blank."""
    for index, (line, record) in enumerate(zip(numbers, records, strict=True)):
        if line > skip and any(cell.strip() for cell in record):
            return numbers[index:], list(records[index:])
    return (), []


def _evened(numbers: Sequence[int], records: Sequence[list[str]], width: int, uneven: list[tuple[int, int]]) -> _Rows:
    kept = [(line, record) for line, record in zip(numbers, records, strict=True) if record]
    for line, record in kept:
        if len(record) < width or any(record[width:]):
            uneven.append((line, len(record)))
    return [line for line, _ in kept], [(record + [""] * width)[:width] for _, record in kept]


@dataclass(frozen=True)
class _Portion:
    """Some records that follow each other, and the physical line on which each begins."""

    lines: Sequence[int]
    records: Sequence[list[str]]

    def columns(self, width: int) -> Sequence[Sequence[str]] | None:
        """The cells column by column, where that is faster than record by record; here it is not."""
        return None


@dataclass(frozen=True)
class _PlainPortion:
    """Lines without quotation marks: every delimiter is one."""

    first: int
    text: str
    delimiter: str

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def lines(self) -> Sequence[int]:
        return range(self.first, self.first + len(self._lines))

    @property
    def records(self) -> Sequence[list[str]]:
        return [line.split(self.delimiter) if line else [] for line in self._lines]

    def columns(self, width: int) -> Sequence[Sequence[str]] | None:
        """The cells column by column; None where a line has other than `width` cells."""
        if width < 2 or set(map(methodcaller("count", self.delimiter), self._lines)) != {width - 1}:
            return None
        cells = self.text.replace("\n", self.delimiter).split(self.delimiter)
        return [cells[place::width] for place in range(width)]


def _portions(name: str, text: str, delimiter: str, may_swallow: bool = True) -> Iterator[_Portion | _PlainPortion]:
    """A text bit by bit, so that a large one is never held as millions of small lists.

    Unless they may, cells that swallow whole lines are refused.
    """
    if '"' in text:
        yield from _quoted_portions(name, text, delimiter, may_swallow)
        return
    end, start, line = len(text) - text.endswith("\n"), 0, 1
    while start <= end:
        stop = text.find("\n", start + _PORTION, end)
        portion = _PlainPortion(line, text[start : end if stop < 0 else stop], delimiter)
        yield portion
        line += len(portion.lines)
        start = end + 1 if stop < 0 else stop + 1


def _quoted_portions(name: str, text: str, delimiter: str, may_swallow: bool) -> Iterator[_Portion]:
    """As `_portions`, where a quoted cell may run over several lines."""
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader((line + "\n" for line in text.removesuffix("\n").split("\n")), delimiter=delimiter)
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
            yield _Portion(numbers, records)
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
