"""Figures: the observations as arrays of numbers, and the cells of one dimension side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from teilhabe.codes.rates import is_rate
from teilhabe.codes.signs import NOT_EXISTING
from teilhabe.engine.cube.coded import Coded, Indices, Mask, groups, zipped
from teilhabe.engine.cube.observations import Cell, Observations

Numbers = npt.NDArray[np.float64]

_MOST_CELLS = 8_000_000
"""A table with more places than this is compared in those rows that have most figures."""
_NOISE = 1e-9
"""Relative width of what binary numbers cannot show exactly."""


@dataclass(frozen=True)
class Measure:
    """What a figure measures: variable and unit as in the contract, and the variable's label ("" without one)."""

    variable: str
    unit: str
    label: str = ""

    @property
    def words(self) -> str:
        """What people read about it."""
        return self.variable if self.label in ("", self.variable) else f"{self.variable} {self.label}"

    @property
    def is_rate(self) -> bool:
        return is_rate(self.words, self.unit)


@dataclass(frozen=True)
class Figures:
    """The observations as numbers, an entry per observation.

    `values`: NaN where a sign stands, but 0 where the sign says that there is nothing; `decimals`: as printed;
    `measure`: the number of each observation's entry in `measures`; `base`: for each measure the number that all its
    figures are rounded to, 0 where they are exact.
    """

    observations: Observations
    values: Numbers
    decimals: npt.NDArray[np.int64]
    measure: Indices
    measures: tuple[Measure, ...]
    base: Mapping[int, float] = field(default_factory=dict)

    def column(self, name: str) -> Coded[Cell]:
        return Coded.of(self.observations.columns[name])

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(dimension.name for dimension in self.observations.dimensions)

    @cached_property
    def steps(self) -> Numbers:
        """For each measure the width of one rounding: 5 for multiples of 5, 0.1 for one decimal, 0 for exact counts."""
        found = np.zeros(len(self.measures))
        for number in range(len(self.measures)):
            shown = self.decimals[self.measure == number]
            most = int(shown.max()) if len(shown) else 0
            found[number] = self.base.get(number, 0.0) if most == 0 else 10.0**-most
        return found

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """The measures that may be added up: no shares, rates or means by name."""
        return tuple(number for number, measure in enumerate(self.measures) if not measure.is_rate)


def figures(observations: Observations, labels: Mapping[str, str]) -> Figures:
    """The numbers of the observations; `labels` names variables."""
    printed = Coded.of(observations.columns["obs_value"])
    signs = Coded.of(observations.columns["source_sign"])
    numbers = np.array([np.nan if cell is None else float(cell) for cell in printed.cells], np.float64)
    decimals = np.array([_decimals(cell) for cell in printed.cells], np.int64)
    values = numbers[printed.indices] if len(printed) else np.empty(0)
    values[np.isnan(values) & signs.where(NOT_EXISTING.__contains__)] = 0.0
    pairs = zipped(Coded.of(observations.columns["variable"]), Coded.of(observations.columns["unit"]))
    measures = tuple(Measure(str(v or ""), str(u or ""), labels.get(str(v), "")) for v, u in pairs.cells)
    shown = decimals[printed.indices] if len(printed) else np.empty(0, np.int64)
    return Figures(observations, values, shown, pairs.indices, measures)


def _decimals(cell: Cell) -> int:
    """The decimals that mean something: 249132.0 is a whole number."""
    return 0 if cell is None else len(str(cell).partition(".")[2].rstrip("0"))


@dataclass(frozen=True)
class Matrix:
    """The figures of countable measures: a row for each place outside one dimension, a column for each of its codes.

    `numbers` holds NaN and `rows` -1 where the table has no figure; `rows` are observations; `measure` and `steps`
    have an entry per row.
    """

    codes: tuple[str, ...]
    numbers: Numbers
    rows: Indices
    measure: Indices
    steps: Numbers

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {code: place for place, code in enumerate(self.codes)}

    def place(self, code: str) -> int:
        return self._places[code]

    def only(self, rows: Mask | Indices) -> Matrix:
        return Matrix(self.codes, self.numbers[rows], self.rows[rows], self.measure[rows], self.steps[rows])

    @cached_property
    def filled(self) -> npt.NDArray[np.int64]:
        """How many figures each row has."""
        found: npt.NDArray[np.int64] = np.count_nonzero(~np.isnan(self.numbers), axis=1)
        return found


def matrix(found: Figures, name: str) -> Matrix | None:
    """The figures side by side for `name`, a dimension or "variable"; None where there is nothing to compare."""
    column = found.column(name)
    kept = np.flatnonzero(np.isin(found.measure, found.counts))
    if len(column.cells) < 2 or not len(kept):
        return None
    others = [n for n in found.names if n not in (name, f"{name}_level")]
    columns = [found.column(n) for n in (*others, *_apart(name))]
    keys, firsts = groups(columns if len(kept) == len(column) else [other.take(kept) for other in columns])
    codes = column.indices[kept]
    keys, firsts, kept, codes = _fullest(keys, firsts, kept, codes, len(column.cells))
    rows = np.full((len(firsts), len(column.cells)), -1, np.int32)
    rows[keys, codes] = kept
    numbers = np.full(rows.shape, np.nan)
    numbers[keys, codes] = found.values[kept]
    measure = found.measure[firsts]
    steps = found.steps[measure] if name != "variable" else np.full(len(firsts), found.steps[list(found.counts)].max())
    return Matrix(tuple(str(cell) for cell in column.cells), numbers, rows, measure, steps)


def _apart(name: str) -> Sequence[str]:
    """What else tells figures apart; a variable may be a part of one with another status concept."""
    return ("unit", "base", "vintage") if name == "variable" else ("variable", "unit", "base", "concept", "vintage")


def _fullest(keys: Indices, firsts: Indices, kept: Any, codes: Indices, width: int) -> tuple[Any, Any, Any, Any]:
    """Where the table is too thin to lie side by side: the places with most figures."""
    first = kept[firsts]
    most = max(_MOST_CELLS // width, 1)
    if len(firsts) <= most:
        return keys, first, kept, codes
    chosen = np.argsort(-np.bincount(keys, minlength=len(firsts)), kind="stable")[:most]
    renumbered = np.full(len(firsts), -1, np.int32)
    renumbered[chosen] = np.arange(most, dtype=np.int32)
    mask = renumbered[keys] >= 0
    return renumbered[keys[mask]], first[chosen], kept[mask], codes[mask]


def agreement(table: Matrix, total: int, parts: Sequence[int]) -> Agreement:
    """Where a column is the sum of others, and where it is not."""
    values = table.numbers[:, list(parts)]
    printed, summed = table.numbers[:, total], values.sum(axis=1)
    compared = ~np.isnan(printed) & ~np.isnan(summed)
    width = table.steps * (len(parts) + 1) / 2 + _NOISE * np.abs(printed) + _NOISE
    differs = compared & (np.abs(printed - summed) > width)
    telling = compared & (np.count_nonzero(np.abs(values) > 0, axis=1) >= 2)
    return Agreement(compared, differs, telling, printed, width)


@dataclass(frozen=True)
class Agreement:
    """For each row of a matrix: whether total and parts are all there, differ beyond rounding, and tell anything.

    A row tells something where at least two parts are not 0.
    """

    compared: Mask
    differs: Mask
    telling: Mask
    printed: Numbers
    width: Numbers

    @property
    def is_hopeless(self) -> bool:
        """Whether more cells speak against the sum than any number of those that agree could outweigh."""
        agreeing = int(np.count_nonzero(self.telling & ~self.differs))
        return not agreeing or self.against > max(1, agreeing // 3)

    @cached_property
    def digits(self) -> float:
        """How unlikely the agreement is by chance: the decimal digits of all different printed totals that agree."""
        rows = self.telling & ~self.differs
        different, first = np.unique(self.printed[rows], return_index=True)
        if not len(different):
            return 0.0
        return float(np.log10(1 + np.abs(different) / (1 + 2 * self.width[rows][first])).sum())

    @cached_property
    def cells(self) -> int:
        """Different printed totals that agree and tell something."""
        return len(np.unique(self.printed[self.telling & ~self.differs]))

    @cached_property
    def against(self) -> int:
        return int(np.count_nonzero(self.telling & self.differs))

    def proves(self, tries: int = 1) -> bool:
        """Two different telling cells or more, no chance hit among so many tries, and hardly a cell against it."""
        return self.is_no_chance(tries) and self.against <= max(self.cells >= 3, self.cells // 10)

    def is_no_chance(self, tries: int) -> bool:
        """Whether the cells that agree are more than luck explains, whatever others say; most of all must agree."""
        enough = 4 + float(np.log10(max(tries, 1)))
        return self.cells >= 2 and self.digits >= enough and self.against * 3 <= self.cells
