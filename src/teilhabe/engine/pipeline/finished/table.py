"""A file of one finished indicator becomes a table: columns with their roles, every value as it was printed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from teilhabe.codes.signs import SIGNS
from teilhabe.engine.pipeline.finished.columns import Columns, recognise
from teilhabe.engine.pipeline.finished.times import read_times
from teilhabe.engine.preparation.reading.decoding import decode
from teilhabe.engine.preparation.reading.grid import recognise_delimiter
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import InputError
from teilhabe.release.pages import Status

_POINT = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?")
_COMMA = re.compile(r"[+-]?\d+,\d+")
_NO_SIGN = {"nan", "null", "none", "na", "n/a", "#n/a", "#nv", "<na>"}
"""What programs write for nothing: no sign that a reader should see."""


class Row(NamedTuple):
    """One value, its fields in the order by which a table is sorted.

    `text` is the number as printed, with a point; "" where a sign or nothing stands in its place.
    """

    series: str
    unit: str
    codes: tuple[str, ...]  # one for each dimension, "" for all together
    area: str
    period: str  # canonical code
    text: str
    status: Status
    sign: str  # what stood in place of a number
    attributes: tuple[str, ...]
    line: int  # physical line of the file, from 1

    @property
    def what(self) -> tuple[object, ...]:
        """What the value is about."""
        return self[:5]


@dataclass(frozen=True)
class Table:
    """The values of an indicator, in the order of what they tell, whatever the order of the file."""

    id: str
    file: str
    sha256: str
    dimensions: tuple[str, ...]
    attributes: tuple[str, ...]
    rows: tuple[Row, ...]
    repeated: tuple[int, ...]  # lines that say again what another line has said


def read_table(identifier: str, snapshot: Snapshot, attributes: Iterable[str] = ()) -> Table:
    """The table in this file; InputError names the file, the line and what is wrong with it.

    `attributes`: further columns that describe a value and divide nobody.
    """
    text = decode(snapshot).text
    delimiter = recognise_delimiter(text)
    records = _records(snapshot.name, text, delimiter)
    header = next(records, None)
    if header is None:
        raise _wrong(snapshot.name, 1, "Die Datei hat keine Kopfzeile", "the file has no header")
    columns = recognise(snapshot.name, header[1], attributes)
    rows = sorted(_rows(snapshot.name, columns, list(records), delimiter))
    return Table(
        id=identifier,
        file=snapshot.name,
        sha256=snapshot.sha256,
        dimensions=tuple(columns.names[place] for place in columns.dimensions),
        attributes=tuple(columns.names[place] for place in columns.attributes),
        rows=tuple(rows),
        repeated=_repeated(snapshot.name, rows),
    )


def _records(name: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that say something, each with its number and its cells without blanks around them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for record in reader:
            cells = [cell.strip() for cell in record]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise _wrong(
            name,
            line,
            f"Die Zeile lässt sich nicht in Felder zerlegen ({error})",
            f"it cannot be cut into cells ({error})",
        ) from error


def _rows(name: str, columns: Columns, records: Sequence[tuple[int, list[str]]], delimiter: str) -> Iterator[Row]:
    width = len(columns.names)
    for line, record in records:
        if len(record) != width:
            raise _wrong(
                name,
                line,
                f"{len(record)} Felder statt {width}; ein Feld mit Trennzeichen gehört in Anführungszeichen",
                f"{len(record)} cells instead of {width}; a cell that holds a delimiter belongs in quotation marks",
            )
    times = read_times(name, [(line, record[columns.period]) for line, record in records])
    values = _Values(name, delimiter, (record[columns.value] for _, record in records))
    pick, describe = columns.dimensions, columns.attributes
    for line, record in records:
        text, status, sign = values.read(line, record[columns.value])
        yield Row(
            series=record[columns.series] if columns.series >= 0 else "",
            unit=record[columns.unit] if columns.unit >= 0 else "",
            codes=tuple([record[place] for place in pick]),
            area=record[columns.area] if columns.area >= 0 else "",
            period=times[record[columns.period]],
            text=text,
            status=status,
            sign=sign,
            attributes=tuple([record[place] for place in describe]),
            line=line,
        )


class _Values:
    """Reads the values of one file, which all have one decimal mark."""

    def __init__(self, name: str, delimiter: str, texts: Iterable[str]) -> None:
        self._name = name
        different = set(texts)
        has_points = any("." in text and _POINT.fullmatch(text) for text in different)
        has_commas = delimiter != "," and any(_COMMA.fullmatch(text) for text in different)
        self._has_commas = has_commas and not has_points
        self._known: dict[str, tuple[str, Status, str]] = {}

    def read(self, line: int, text: str) -> tuple[str, Status, str]:
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._read(line, text)
        return found

    def _read(self, line: int, text: str) -> tuple[str, Status, str]:
        plain = text.replace("−", "-")
        if self._has_commas and _COMMA.fullmatch(plain):
            plain = plain.replace(",", ".")
        if _POINT.fullmatch(plain):
            return plain, "value", ""
        if text in SIGNS:
            return "", "missing" if not text or text.lower() in _NO_SIGN else "sign", text
        raise _wrong(
            self._name,
            line,
            f"Der Wert „{text}“ ist weder eine Zahl noch ein bekanntes Zeichen; Zahlen brauchen einen Dezimalpunkt",
            f"the value “{text}” is neither a number nor a known sign; numbers need a decimal point",
        )


def _repeated(name: str, rows: Sequence[Row]) -> tuple[int, ...]:
    """The lines that repeat another; InputError where two lines give one thing two values."""
    seen: dict[tuple[object, ...], Row] = {}
    repeated = []
    for row in rows:
        first = seen.setdefault(row.what, row)
        if first is row:
            continue
        if (first.text, first.sign) != (row.text, row.sign):
            one, other = sorted((first.line, row.line))
            raise _wrong(
                name,
                other,
                f"Die Zeile nennt für dasselbe einen anderen Wert als Zeile {one}",
                f"it gives another value for the same thing than line {one}",
            )
        repeated.append(max(first.line, row.line))
    return tuple(sorted(repeated))


def _wrong(name: str, line: int, de: str, en: str) -> InputError:
    return InputError(f"{name}, Zeile {line}: {de}.", f"{name}, line {line}: {en}.")
