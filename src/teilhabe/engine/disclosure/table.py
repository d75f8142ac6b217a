"""A table of figures, and what each of them is about, in whatever table it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from teilhabe.engine.disclosure.groupings import TOTAL, Grouping
from teilhabe.engine.disclosure.problem import Bools, Floats

Codes = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Values under the codes of their dimensions, with TOTAL for sums; a combination without a row is known to be 0.

    A sum without a row is not published. `values` are the truth; NaN where a row was hidden before and nobody here
    knows it any more.
    """

    dimensions: tuple[str, ...]
    codes: tuple[Codes, ...]
    values: Floats
    groupings: Mapping[str, Sequence[Grouping]] = field(default_factory=dict)
    largest: Floats | None = None
    """Rows × columns: the largest contributors to a magnitude, descending."""
    contributors: Floats | None = None
    must_publish: Bools | None = None
    must_hide: Bools | None = None
    name: str = ""
    lines: Sequence[int] = ()
    """Where the rows stand in their file; counted from 1 without it."""

    def line(self, row: int) -> int:
        return self.lines[row] if self.lines else row + 1


Cell: TypeAlias = frozenset[tuple[str, str]]
"""(dimension, code) pairs without TOTAL; the empty set is everybody."""

STATE = ""
"""The dimension of what a cell was in an earlier release, where it is something else now."""


def cell_of(table: Table, codes: Codes) -> Cell:
    return frozenset(pair for pair in zip(table.dimensions, codes, strict=True) if pair[1] != TOTAL)


def named(cell: Cell) -> str:
    """The codes of a cell, for messages."""
    return ", ".join(f"{name}={code}" for name, code in sorted(cell) if name != STATE) or TOTAL


def canonical(cell: Cell) -> tuple[int, list[tuple[str, object]]]:
    """Coarse before fine, then by codes; the order in which somebody wrote the rows has no say."""
    return len(cell), [(name, natural(code)) for name, code in sorted(cell)]


def natural(code: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key under which "Y9" stands before "Y10"."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", code))
