"""Slices: for each measure of a table the cells territory × period, all other dimensions at their total."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from teilhabe.codes.territory import GERMANY, code_of_name, level
from teilhabe.engine.cube.coded import Coded, Mask
from teilhabe.engine.cube.observations import TOTAL, Cell, Observations


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


_RATE_UNIT = re.compile(
    r"%|‰|prozent|percent|promille|per mille|\bje\b|\bpro\b|\bper\b|/|index|quote|anteil|\bshare|rate\b|punkte|points",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"%|‰|prozent|percent|promille|\bje\b (?!nach\b)|\bpro\b|\bper\b|index\b|quote|anteil|\bshares?\b|_share\b|rate\b"
    r"|dichte|density|durchschnitt|mittelwert|\bmittel\b|\bmittlere|\baverage|\bmean\b|median|quotient|\bratio\b|gini\b",
    re.IGNORECASE,
)


def is_rate(variable: str, unit: str) -> bool:
    """Whether a figure is a share, a rate or a mean, which nobody adds up."""
    return bool(_RATE_UNIT.search(unit) or _RATE.search(variable.replace("_", " ")) or _RATE.search(variable))


def presence(observations: Observations) -> Slice:
    """For each territory and period the largest value of any cell, or a sign where there is no number at all."""
    columns = observations.columns
    cells: dict[tuple[str, str], SliceCell] = {}
    for index, place in enumerate(zip(columns["ref_area"], columns["time_period"], strict=True)):
        key = (str(place[0]), str(place[1]))
        cell, known = _cell(columns, index), cells.get(key)
        if known is None or known.value is None or (cell.value is not None and cell.value > known.value):
            cells[key] = cell
    return Slice("", "", cells)


def has_official_areas(observations: Observations) -> bool:
    """Whether all territories carry official keys; two digits alone may also be the districts of a city."""
    dimension = next((d for d in observations.dimensions if d.name == "ref_area"), None)
    if dimension is None:
        return False
    codes = {str(code) for code in observations.columns["ref_area"]} - {TOTAL}
    if not codes or not all(level(code) for code in codes):
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
    chosen = _at_totals(observations, grand)
    periods: Sequence[Cell] = columns.get("time_period", Coded.constant("", len(observations)))
    grouped: dict[tuple[str, str], dict[tuple[str, str], SliceCell]] = {}
    for index in chosen or ():
        key = (str(columns["variable"][index] or ""), str(columns["unit"][index] or ""))
        place = (str(columns["ref_area"][index]), str(periods[index]))
        grouped.setdefault(key, {}).setdefault(place, _cell(columns, index))
    return [Slice(variable, unit, cells) for (variable, unit), cells in grouped.items()]


def _at_totals(observations: Observations, grand: Mapping[str, str]) -> Sequence[int] | None:
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
    rows: list[int] = np.flatnonzero(chosen).tolist()
    return rows


def _cell(columns: Mapping[str, Sequence[str | int | None]], index: int) -> SliceCell:
    value = columns["obs_value"][index]
    return SliceCell(
        None if value is None else Decimal(str(value)),
        str(columns["source_sign"][index] or ""),
        int(columns["source_row"][index] or 0),
        str(columns["source_column"][index]),
    )
