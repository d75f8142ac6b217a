"""Slices: for each measure of a table the cells territory × period, all other dimensions at their total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from teilhabe.codes.districts import is_official
from teilhabe.codes.territory import GERMANY, code_of_name, level
from teilhabe.engine.cube.coded import Coded, Mask
from teilhabe.engine.cube.observations import TOTAL, Observations

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class SliceCell:
    """One cell; `value` is None where the file shows a sign."""

    value: Decimal | None
    sign: str
    row: int
    column: str


@dataclass(frozen=True)
class Slice:
    """The cells of one variable in one unit."""

    variable: str
    unit: str
    cells: Mapping[tuple[str, str], SliceCell]

    def by_period(self) -> dict[str, dict[str, SliceCell]]:
        """Period to territory to cell."""
        found: dict[str, dict[str, SliceCell]] = {}
        for (area, period), cell in self.cells.items():
            found.setdefault(period, {})[area] = cell
        return found


def presence(observations: Observations) -> Slice:
    """For each territory and period the largest value of any cell, or a sign where there is no number at all."""
    columns = observations.columns
    cells: dict[tuple[str, str], SliceCell] = {}
    everything = _cells(observations, np.arange(len(observations)))
    for area, period, cell in zip(columns["ref_area"], columns["time_period"], everything, strict=True):
        key = (str(area), str(period))
        known = cells.get(key)
        if known is None or known.value is None or (cell.value is not None and cell.value > known.value):
            cells[key] = cell
    return Slice("", "", cells)


def has_official_areas(observations: Observations) -> bool:
    """Whether all territories carry official keys; two digits alone may also be the districts of a city.

    A city's planning areas carry eight digits as well ("01100101"): most keys have to be those of real districts.
    """
    dimension = next((d for d in observations.dimensions if d.name == "ref_area"), None)
    if dimension is None:
        return False
    codes = {str(code) for code in observations.column("ref_area").cells} - {TOTAL}
    if not codes or not all(level(code) for code in codes):
        return False
    of_municipalities = [code for code in codes if len(code) > 5]
    if sum(map(is_official, of_municipalities)) * 2 < len(of_municipalities):
        return False
    is_long = any(len(code) >= 5 or code == GERMANY for code in codes)
    return is_long or any(code_of_name(dimension.labels.get(code, "")) == code for code in codes)


def slices(observations: Observations, grand: Mapping[str, str]) -> list[Slice]:
    """One slice per variable and unit; none where a dimension with several codes has no total to look at.

    `grand` holds the total of everything of a dimension where it has another code than TOTAL. The period is "" where
    the table names none.
    """
    columns = observations.columns
    if "ref_area" not in columns:
        return []
    rows = _at_totals(observations, grand)
    if rows is None:
        return []
    periods = columns["time_period"] if "time_period" in columns else Coded.constant("", len(observations))
    keys = (columns["variable"], columns["unit"], columns["ref_area"], periods)
    grouped: dict[tuple[str, str], dict[tuple[str, str], SliceCell]] = {}
    taken = zip(*(Coded.of(column).take(rows) for column in keys), _cells(observations, rows), strict=True)
    for variable, unit, area, period, cell in taken:
        places = grouped.setdefault((str(variable or ""), str(unit or "")), {})
        places.setdefault((str(area), str(period)), cell)
    return [Slice(variable, unit, cells) for (variable, unit), cells in grouped.items()]


def _at_totals(observations: Observations, grand: Mapping[str, str]) -> Rows | None:
    """The observations that are a total in every other dimension; None where one has no total."""
    chosen: Mask = np.ones(len(observations), np.bool_)
    for dimension in observations.dimensions:
        column = observations.column(dimension.name)
        if dimension.name in ("ref_area", "time_period") or dimension.name.endswith("_level") or len(column.cells) == 1:
            continue
        total = TOTAL if TOTAL in column.cells else grand.get(dimension.name)
        if total is None:
            return None
        chosen = chosen & column.where(total.__eq__)
    return np.flatnonzero(chosen)


def _cells(observations: Observations, rows: Rows) -> Iterator[SliceCell]:
    """The cells of these observations."""
    values, signs, lines, letters = (
        observations.column(name).take(rows) for name in ("obs_value", "source_sign", "source_row", "source_column")
    )
    numbers = values.map(lambda value: None if value is None else Decimal(str(value)))
    for value, sign, line, letter in zip(numbers, signs, lines, letters, strict=True):
        yield SliceCell(value, str(sign or ""), int(line or 0), str(letter))
