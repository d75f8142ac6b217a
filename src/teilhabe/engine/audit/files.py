"""Protected tables as their readers get them: text files with one line per cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TypeAlias

from teilhabe.errors import InputError

TOTAL = "TOTAL"
TOTALS = frozenset(
    ["total", "totals", "insgesamt", "gesamt", "gesamtsumme", "summe", "zusammen", "sum", "all", "alle", "_t"]
)
"""How tables name the whole of a dimension, in lower case."""
_SIGNS = frozenset({"", "x", "*", ".", "...", "…", ":", "/", "•", "c", "na", "nan", "null", "none"})
"""What stands where a figure is hidden or unknown."""
_NOTHING = frozenset({"-", "–", "—"})
"""What official tables write for exactly nothing."""
_FREE = frozenset({"", "f"})

Key: TypeAlias = frozenset[tuple[str, str]]
"""A cell: its codes in those dimensions that are not summed over."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what is told of its cell, and the other columns as they stand."""

    number: int
    key: Key
    low: float
    high: float
    hidden: bool
    fields: Mapping[str, str]


def read_table(path: Path, dimensions: Sequence[str], value: str) -> tuple[tuple[str, ...], list[Line]]:
    """The dimensions that this file has, and its lines; InputError where it is no such table."""
    header, rows = _rows(path)
    if value not in header:
        raise _lacks(path, value, header)
    own = tuple(dimension for dimension in dimensions if dimension in header)
    if not own:
        raise _lacks(path, ", ".join(dimensions), header)
    lines = [_line(path, number, dict(zip(header, row, strict=False)), own, value) for number, row in rows]
    _refuse_twice(path, lines)
    return own, lines


def lines_of(path: Path) -> list[str]:
    """InputError where the file is missing or no text."""
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: Die Datei ist kein Text in UTF-8. Bitte so speichern.",
            f"{path}: the file is no text in UTF-8. Please save it as such.",
        ) from error
    except OSError as error:
        raise InputError(f"{path}: Die Datei ist nicht lesbar.", f"{path}: the file cannot be read.") from error


def _rows(path: Path) -> tuple[list[str], Iterable[tuple[int, list[str]]]]:
    lines = lines_of(path)
    if not lines or not lines[0].strip():
        raise InputError(f"{path}: Die Datei hat keine Kopfzeile.", f"{path}: the file has no header.")
    delimiter = max(";,\t", key=lines[0].count)
    reader = csv.reader(lines, delimiter=delimiter)
    header = [name.strip() for name in next(reader)]
    return header, [(reader.line_num, row) for row in reader if any(map(str.strip, row))]


def _lacks(path: Path, wanted: str, header: Sequence[str]) -> InputError:
    return InputError(
        f"{path}: Die Spalte {wanted} fehlt. Vorhanden sind: {', '.join(header)}.",
        f"{path}: there is no column {wanted}. There are: {', '.join(header)}.",
    )


def _line(path: Path, line: int, fields: Mapping[str, str], dimensions: Sequence[str], value: str) -> Line:
    codes = {dimension: fields.get(dimension, "").strip() for dimension in dimensions}
    if empty := [dimension for dimension, code in codes.items() if not code]:
        raise InputError(
            f"{path}, Zeile {line}: Der Code in der Spalte {empty[0]} fehlt.",
            f"{path}, line {line}: the code in column {empty[0]} is missing.",
        )
    key = frozenset((dimension, code) for dimension, code in codes.items() if code.casefold() not in TOTALS)
    low, high = _told(path, line, fields.get(value, "").strip())
    marked = fields.get("conf_status", "").strip().casefold() not in _FREE
    return Line(line, key, low, high, marked or low < high, fields)


def _told(path: Path, line: int, text: str) -> tuple[float, float]:
    """The interval that a value tells; `<3` and `1-2` are intervals too."""
    if text.casefold() in _SIGNS:
        return 0.0, inf
    if text in _NOTHING:
        return 0.0, 0.0
    if text.startswith("<"):
        bound = number(path, line, text.lstrip("<=≤ "))
        return 0.0, bound if "=" in text else bound - 1
    if span := re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", text):
        return float(span[1]), float(span[2])
    told = number(path, line, text)
    return told, told


def number(path: Path, line: int, text: str) -> float:
    """A decimal comma is understood, a separator of thousands is not: `1.234` is a little more than one."""
    plain = text.replace(",", ".")
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", plain):
        raise InputError(
            f"{path}, Zeile {line}: „{text}“ ist keine Zahl. Erwartet wird eine Zahl wie 1234 oder 1234.5.",
            f"{path}, line {line}: '{text}' is no number. A number such as 1234 or 1234.5 is expected.",
        )
    return float(plain)


def _refuse_twice(path: Path, lines: Sequence[Line]) -> None:
    first: dict[Key, int] = {}
    for line in lines:
        if (before := first.setdefault(line.key, line.number)) != line.number:
            raise InputError(
                f"{path}, Zeile {line.number}: Diese Zelle steht schon in Zeile {before}.",
                f"{path}, line {line.number}: this cell stands in line {before} already.",
            )


def label(key: Key, order: Sequence[str]) -> str:
    """The cell by its codes, in the order of the dimensions."""
    codes = dict(key)
    return " · ".join(f"{dimension}={codes[dimension]}" for dimension in order if dimension in codes) or TOTAL
