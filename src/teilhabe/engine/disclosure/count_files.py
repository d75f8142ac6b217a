"""Tables of counts as people keep them: one row per cell in a CSV file, read as it is and written back protected."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from teilhabe.engine.disclosure.groupings import TOTAL
from teilhabe.engine.disclosure.problem import Bools, Floats
from teilhabe.engine.disclosure.table import Table
from teilhabe.errors import InputError
from teilhabe.text import Text

STATUS = "conf_status"
"""The column that says whether a value is hidden, in the codes of SDMX CL_CONF_STATUS."""

HIDDEN = "C"

TOTAL_WORDS = frozenset(
    ("total", "totals", "insgesamt", "gesamt", "gesamtsumme", "summe", "zusammen", "sum", "all", "alle", "_t")
)
"""What people write for TOTAL, in lower case."""

HIDING_SIGNS = frozenset(("", ".", "x", "*", "/", "•", ":"))
"""What publishers write in the place of a hidden figure; "-" is none of them, it means nothing."""

_MARKED = frozenset(("1", "x", "ja", "j", "yes", "y", "true", "wahr"))
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
_GERMAN = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+),\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")


@dataclass(frozen=True)
class CountFile:
    """The text of a CSV file: header, records and the line on which each record begins."""

    path: Path
    header: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    delimiter: str
    has_mark: bool = False
    """It begins with a byte order mark, as Excel writes it."""

    def column(self, name: str) -> tuple[str, ...]:
        """The entries below a heading, or InputError that names the headings there are."""
        if name not in self.header:
            raise InputError(
                f"{self.path}: Eine Spalte „{name}“ gibt es nicht; es gibt {', '.join(self.header)}.",
                f"{self.path}: there is no column “{name}”; there are {', '.join(self.header)}.",
            )
        place = self.header.index(name)
        return tuple(record[place] for record in self.records)

    def refusal(self, record: int, de: str, en: str) -> InputError:
        line = self.lines[record]
        return InputError(f"{self.path}, Zeile {line}: {de}", f"{self.path}, line {line}: {en}")


@dataclass(frozen=True)
class Columns:
    """Which columns of a file mean what."""

    dimensions: tuple[str, ...]
    value: str
    largest: tuple[str, ...] = ()
    contributors: str | None = None
    total_words: frozenset[str] = frozenset()
    """Codes that somebody declares to mean TOTAL."""
    roots: Mapping[str, str] = field(default_factory=dict)
    """Dimension → the code above all others in its hierarchy; it means TOTAL where nothing else does."""


def read_count_file(path: Path) -> CountFile:
    """The file's text; InputError where it is no table in UTF-8."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: Die Datei ist kein Text in UTF-8; bitte als „CSV UTF-8“ speichern.",
            f"{path}: the file is no text in UTF-8; please save it as “CSV UTF-8”.",
        ) from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        ends = [(reader.line_num, tuple(record)) for record in reader]
    except csv.Error as error:
        raise InputError(
            f"{path}, Zeile {reader.line_num}: Hier bricht die Tabelle ab ({error}).",
            f"{path}, line {reader.line_num}: the table breaks off here ({error}).",
        ) from error
    starts = [1, *(end + 1 for end, _ in ends)]
    records = [(start, record) for start, (_, record) in zip(starts, ends, strict=False) if any(record)]
    if len(records) < 2:
        raise InputError(f"{path}: Die Tabelle hat keine Zeilen.", f"{path}: the table has no rows.")
    header = tuple(name.strip() for name in records[0][1])
    found = CountFile(
        path,
        header,
        tuple(record for _, record in records[1:]),
        tuple(line for line, _ in records[1:]),
        delimiter,
        raw.startswith(b"\xef\xbb\xbf"),
    )
    return _rectangular(found)


def _rectangular(file: CountFile) -> CountFile:
    if twice := [name for name, times in Counter(file.header).items() if times > 1]:
        raise InputError(
            f"{file.path}: Die Überschrift „{twice[0]}“ kommt zweimal vor.",
            f"{file.path}: the heading “{twice[0]}” stands there twice.",
        )
    for number, record in enumerate(file.records):
        if len(record) != len(file.header):
            raise file.refusal(
                number,
                f"Hier stehen {len(record)} Einträge unter {len(file.header)} Überschriften.",
                f"there are {len(record)} entries below {len(file.header)} headings.",
            )
    return file


def table_of(file: CountFile, columns: Columns, *, is_protected: bool = False) -> tuple[Table, tuple[Text, ...]]:
    """The table and what was assumed in reading it; an already protected one has NaN where it is hidden."""
    codes, notes = _codes(file, columns)
    status = file.column(STATUS) if STATUS in file.header else ("",) * len(file.records)
    values = _values(file, file.column(columns.value), [entry.strip() == HIDDEN for entry in status], is_protected)
    table = Table(
        columns.dimensions,
        codes,
        values,
        largest=_largest(file, columns, values) if columns.largest else None,
        contributors=_numbers(file, file.column(columns.contributors)) if columns.contributors else None,
        name=str(file.path),
        lines=file.lines,
    )
    _refuse_twice(file, table)
    return table, notes


def unprotected_numbers(file: CountFile, columns: Columns) -> tuple[str, ...]:
    """Further columns that hold figures, which stay as they are."""
    known = {*columns.dimensions, columns.value, *columns.largest, columns.contributors, STATUS}
    return tuple(
        name
        for name in file.header
        if name not in known
        and all(_PLAIN.fullmatch(entry.strip()) or _GERMAN.fullmatch(entry.strip()) for entry in file.column(name))
    )


def _codes(file: CountFile, columns: Columns) -> tuple[tuple[tuple[str, ...], ...], tuple[Text, ...]]:
    read, notes = [], []
    for name in columns.dimensions:
        codes = [entry.strip() for entry in file.column(name)]
        if "" in codes:
            raise file.refusal(
                codes.index(""),
                f"„{name}“ ist leer. Summen heißen {TOTAL}, unbekannte Angaben brauchen einen eigenen Code.",
                f"“{name}” is empty. Sums are called {TOTAL}; unknown answers need a code of their own.",
            )
        words = _total_words(codes, columns.total_words, columns.roots.get(name))
        notes += [
            Text(
                f"{file.path}: „{word}“ in „{name}“ gilt als {TOTAL}.", f"{file.path}: “{word}” in “{name}” is {TOTAL}."
            )
            for word in sorted(words)
        ]
        read.append([TOTAL if code in words else code for code in codes])
    return tuple(zip(*read, strict=True)), tuple(notes)


def _total_words(codes: Iterable[str], declared: frozenset[str], root: str | None) -> set[str]:
    """The one code that means TOTAL although it is written otherwise."""
    known = set(codes)
    if found := known & declared:
        return found
    candidates = {code for code in known if code.casefold() in TOTAL_WORDS}
    if TOTAL in known or len(candidates) > 1:
        return set()
    return candidates or ({root} & known if root else set())


def _values(file: CountFile, entries: Sequence[str], hidden: Sequence[bool], is_protected: bool) -> Floats:
    """The figures; hidden ones are NaN in what was published before, and refused in what is to be protected."""
    if is_protected:
        shown = [entry.strip().casefold() not in HIDING_SIGNS for entry in entries]
        return _numbers(file, entries, [hit or not open_ for hit, open_ in zip(hidden, shown, strict=True)])
    if any(hidden):
        raise file.refusal(
            list(hidden).index(True),
            "Diese Zelle ist schon verborgen. Zum Schützen braucht es die vollständigen Zahlen.",
            "this cell is hidden already. Protecting takes the complete figures.",
        )
    return _numbers(file, entries)


def _numbers(file: CountFile, entries: Sequence[str], hidden: Sequence[bool] = ()) -> Floats:
    read = [
        np.nan if hidden and hidden[record] else _number(file, record, entry) for record, entry in enumerate(entries)
    ]
    return np.array(read, dtype=np.float64)


def _number(file: CountFile, record: int, entry: str) -> float:
    """A number with a point, or a German one with a comma; what could be either is refused."""
    text = entry.strip()
    if _GERMAN.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if file.delimiter == ";" and _GROUPED.fullmatch(text):
        raise file.refusal(
            record,
            f"„{text}“ kann zweierlei heißen. Bitte Zahlen ohne Tausenderpunkte schreiben.",
            f"“{text}” can mean two things. Please write numbers without marks of thousands.",
        )
    if not _PLAIN.fullmatch(text):
        raise file.refusal(
            record,
            f"„{text}“ ist keine Zahl. Jede Zelle braucht ihre Zahl; eine 0 ist eine.",
            f"“{text}” is no number. Every cell needs its number; 0 is one.",
        )
    return float(text)


def _largest(file: CountFile, columns: Columns, values: Floats) -> Floats:
    """The largest contributions, descending; together they are no more than the sum."""
    found = np.column_stack([_numbers(file, file.column(name)) for name in columns.largest])
    for record, (row, value) in enumerate(zip(found, values, strict=True)):
        if any(left < right for left, right in pairwise(row)) or (row < 0).any() or row.sum() > value * (1 + 1e-9):
            raise file.refusal(
                record,
                f"{', '.join(columns.largest)} müssen absteigen und zusammen höchstens „{columns.value}“ sein.",
                f"{', '.join(columns.largest)} must descend and must not exceed “{columns.value}” together.",
            )
    return found


def _refuse_twice(file: CountFile, table: Table) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for record, codes in enumerate(table.codes):
        if (earlier := seen.setdefault(codes, record)) != record:
            named = ", ".join(f"{name}={code}" for name, code in zip(table.dimensions, codes, strict=True))
            raise file.refusal(
                record,
                f"Die Zelle ({named}) steht schon in Zeile {file.lines[earlier]}.",
                f"the cell ({named}) stands in line {file.lines[earlier]} already.",
            )


def marked(file: CountFile, table: Table, mark: str, total_words: frozenset[str] = frozenset()) -> Bools:
    """The rows marked in a column of the file, or listed with their dimensions in another file."""
    if mark in file.header:
        found = [entry.strip().casefold() in _MARKED for entry in file.column(mark)]
        return np.array([*found, *[False] * (len(table.codes) - len(found))], dtype=bool)
    if not Path(mark).is_file():
        raise InputError(
            f"„{mark}“ ist weder eine Spalte von {file.path} noch eine Datei.",
            f"“{mark}” is neither a column of {file.path} nor a file.",
        )
    listed = read_count_file(Path(mark))
    wanted, _ = _codes(listed, Columns(table.dimensions, "", total_words=total_words))
    if unknown := [record for record, codes in enumerate(wanted) if codes not in set(table.codes)]:
        raise listed.refusal(unknown[0], f"Diese Zelle gibt es in {file.path} nicht.", f"{file.path} has no such cell.")
    return np.array([codes in set(wanted) for codes in table.codes], dtype=bool)
