"""The perturbation table: for each true figure the deviations that a cell key may choose, and with what probability.

Read and written in the layout of τ-ARGUS and of the ptable files: `i;j;p;v;p_int_ub`, a line for each figure i and
outcome j with its probability p, its deviation v = j - i and the cumulated probability up to it. A figure between two
rows uses the lower one, a figure above the last row uses that one: so no outcome is ever below 0.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

import numpy as np

from teilhabe.engine.disclosure.problem import Floats
from teilhabe.errors import InputError

_COLUMNS = ("i", "j", "p", "v", "p_int_ub")
_CLOSE = 1e-6


@dataclass(frozen=True)
class Row:
    """The deviations of figures from `start` on, ascending, each chosen by the cell keys below its `upper` bound."""

    start: float
    deviations: Floats
    upper: Floats

    @classmethod
    def of(cls, start: float, deviations: Floats, shares: Floats) -> Row:
        return cls(start, deviations, np.append(np.minimum(np.cumsum(shares), 1.0)[:-1], 1.0))

    @property
    def shares(self) -> Floats:
        return np.diff(self.upper, prepend=0.0)

    @property
    def mean(self) -> float:
        return float(self.shares @ self.deviations)

    @property
    def variance(self) -> float:
        return float(self.shares @ self.deviations**2 - self.mean**2)


@dataclass(frozen=True)
class PerturbationTable:
    """Rows for ascending figures; the first is 0, which stays 0."""

    rows: tuple[Row, ...]

    @property
    def largest(self) -> float:
        """The greatest deviation, either way."""
        return float(max(np.abs(row.deviations).max() for row in self.rows))

    @property
    def is_for_counts(self) -> bool:
        """Whether every count up to the last row has its own one and stays a whole number."""
        starts_whole = all(row.start == number for number, row in enumerate(self.rows))
        return starts_whole and not any((row.deviations % 1).any() for row in self.rows)

    def deviations(self, figures: Floats, keys: Floats) -> Floats:
        """What is to be added to each figure, by its cell key in [0, 1)."""
        starts, upper, deviations = self._matrices
        rows = np.searchsorted(starts, figures, side="right") - 1
        places = (keys[:, None] >= upper[rows]).sum(axis=1)
        return np.asarray(deviations[rows, places])

    @cached_property
    def _matrices(self) -> tuple[Floats, Floats, Floats]:
        width = max(len(row.upper) for row in self.rows)
        upper, deviations = np.ones((len(self.rows), width)), np.zeros((len(self.rows), width))
        for number, row in enumerate(self.rows):
            upper[number, : len(row.upper)] = row.upper
            deviations[number, : len(row.upper)] = row.deviations
        return np.array([row.start for row in self.rows]), upper, deviations


def written(table: PerturbationTable) -> str:
    """The table as a file, so that it can be reviewed, kept and read again."""
    lines = [";".join(_COLUMNS)]
    for row in table.rows:
        for deviation, share, upper in zip(row.deviations, row.shares, row.upper, strict=True):
            lines.append(f"{row.start:g};{row.start + deviation:g};{share:.12g};{deviation:g};{float(upper)!r}")
    return "\n".join(lines) + "\n"


class _Line(NamedTuple):
    number: int
    i: float
    j: float
    p: float
    v: float
    upper: float


def read_table(text: str, name: str) -> PerturbationTable:
    """The perturbation table in the text of a file; InputError names line and reason."""
    lines = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";")
    if missing := [column for column in _COLUMNS if column not in (lines.fieldnames or ())]:
        raise _wrong(name, 1, f"die Spalte „{missing[0]}“ fehlt", f"the column “{missing[0]}” is missing")
    entries = [_line(name, number, line) for number, line in enumerate(lines, 2)]
    rows: list[Row] = []
    for _, group in groupby(entries, key=lambda entry: entry.i):
        rows.append(_row(name, list(group), rows[-1].start if rows else None))
    if not rows or rows[0].start or rows[0].deviations.any():
        raise _wrong(name, 2, "die Null muss null bleiben", "zero must stay zero")
    return PerturbationTable(tuple(rows))


def _line(name: str, number: int, line: Mapping[str, str | None]) -> _Line:
    try:
        return _Line(number, *(float((line[column] or "").replace(",", ".")) for column in _COLUMNS))
    except ValueError:
        raise _wrong(name, number, "hier steht keine Zahl", "there is no number here") from None


def _row(name: str, lines: list[_Line], before: float | None) -> Row:
    for fault in _faults(lines, before):
        raise _wrong(name, *fault)
    deviations, shares_up_to = (
        np.array(column) for column in zip(*((line.v, line.upper) for line in lines), strict=True)
    )
    return Row(lines[0].i, deviations, np.append(shares_up_to[:-1], 1.0))


def _faults(lines: list[_Line], before: float | None) -> Iterator[tuple[int, str, str]]:
    """What is wrong in the lines of one figure: line number and reason in both languages."""
    last, cumulated = -np.inf, 0.0
    if before is not None and not lines[0].i > before:
        yield lines[0].number, "die Spalte i muss aufsteigen", "the column i must ascend"
    for line in lines:
        cumulated += line.p
        if abs(line.v - (line.j - line.i)) > _CLOSE or line.j < 0:
            yield line.number, "v muss j - i sein und j mindestens 0", "v must be j - i and j at least 0"
        if not line.v > last:
            yield line.number, "die Abweichungen müssen aufsteigen", "the deviations must ascend"
        if not line.p >= 0 or not abs(line.upper - cumulated) <= _CLOSE:
            yield line.number, "p und p_int_ub passen nicht zusammen", "p and p_int_ub do not agree"
        last = line.v
    if abs(cumulated - 1) > _CLOSE:
        yield lines[-1].number, "die Wahrscheinlichkeiten ergeben nicht 1", "the probabilities do not sum to 1"


def _wrong(name: str, line: int, de: str, en: str) -> InputError:
    return InputError(f"{name}, Zeile {line}: {de}.", f"{name}, line {line}: {en}.")
