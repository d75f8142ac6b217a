"""Slices: for each measure of a table the cells territory × period, all other dimensions at their total."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from teilhabe.codes.territory import GERMANY, code_of_name, level
from teilhabe.engine.cube.observations import TOTAL, Observations


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


_RATE = re.compile(
    r"%|prozent|percent|promille|\bje\b|\bpro\b|\bper\b|/|index|quote|anteil|share|rate\b|dichte|density"
    r"|durchschnitt|mittel|average|mean|median",
    re.IGNORECASE,
)


def is_rate(variable: str, unit: str) -> bool:
    """Whether a figure is a share, a rate or a mean, which nobody adds up."""
    return bool(_RATE.search(unit) or _RATE.search(variable))


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


def slices(observations: Observations) -> list[Slice]:
    """One slice per variable and unit; none where a dimension with several codes has no total to look at."""
    columns = observations.columns
    chosen = _at_totals(observations)
    grouped: dict[tuple[str, str], dict[tuple[str, str], SliceCell]] = {}
    for index in chosen or ():
        key = (str(columns["variable"][index] or ""), str(columns["unit"][index] or ""))
        place = (str(columns["ref_area"][index]), str(columns["time_period"][index]))
        grouped.setdefault(key, {}).setdefault(place, _cell(columns, index))
    return [Slice(variable, unit, cells) for (variable, unit), cells in grouped.items()]


def _at_totals(observations: Observations) -> Sequence[int] | None:
    """The observations that are a total in every other dimension; None where one has no total."""
    filters = []
    for dimension in observations.dimensions:
        column = observations.columns[dimension.name]
        if dimension.name in ("ref_area", "time_period") or dimension.name.endswith("_level"):
            continue
        different = set(column)
        if len(different) == 1:
            continue
        if TOTAL not in different:
            return None
        filters.append(column)
    if not filters:
        return range(len(observations))
    return [index for index, codes in enumerate(zip(*filters, strict=True)) if all(code == TOTAL for code in codes)]


def _cell(columns: Mapping[str, Sequence[str | int | None]], index: int) -> SliceCell:
    value = columns["obs_value"][index]
    return SliceCell(
        None if value is None else Decimal(str(value)),
        str(columns["source_sign"][index] or ""),
        int(columns["source_row"][index] or 0),
        str(columns["source_column"][index]),
    )
