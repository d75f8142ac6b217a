"""Jumps of unit inside a table: from one period to the next, many series change by the same power of ten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from teilhabe.codes.period import parse_period
from teilhabe.engine.cube.coded import Coded, groups
from teilhabe.engine.preparation.evidence.figures import Figures, Numbers
from teilhabe.engine.preparation.findings import Finding, Severity, figure
from teilhabe.text import Text

_SMALL = 20
"""Smaller numbers change by any factor."""
_NEAR_MANY, _NEAR_ONE = 0.15, 0.0128
"""So far, in powers of ten, may a factor be from a power: many series may grow a little, one alone hardly (3 %)."""
_MOST = 0.8
_MOST_PLACES = 8_000_000


@dataclass(frozen=True)
class _Grid:
    """Series below each other, periods in their order; `rows` are observations, -1 where there is none."""

    values: Numbers
    rows: npt.NDArray[np.int64]
    periods: list[str]


def check_jumps(found: Figures) -> list[Finding]:
    """An error where most series of a measure jump at one period, a warning where single ones do."""
    if "time_period" not in found.names:
        return []
    return [
        finding
        for number in range(len(found.measures))
        if (grid := _grid(found, number))
        for finding in (*_all_at_once(found, grid), *_alone(found, grid))
    ]


def _grid(found: Figures, number: int) -> _Grid | None:
    rows = np.flatnonzero(found.measure == number)
    column = found.column("time_period").take(rows)
    known = {str(code): period for code in column.cells if (period := parse_period(str(code)))}
    lengths = {len(code) for code in known}
    others = [found.column(name).take(rows) for name in found.names if name != "time_period"]
    keys, firsts = groups([*others, Coded.constant("", len(rows))])
    if len(lengths) != 1 or len(known) < 2 or len(firsts) * len(known) > _MOST_PLACES:
        return None
    order = sorted(known, key=known.__getitem__)
    ranks = np.array([order.index(str(code)) if str(code) in known else -1 for code in column.cells])[column.indices]
    placed = np.full((len(firsts), len(order)), -1, np.int64)
    placed[keys[ranks >= 0], ranks[ranks >= 0]] = rows[ranks >= 0]
    values = np.where(placed >= 0, found.values[placed], np.nan)
    return _Grid(values, placed, order)


def _powers(grid: _Grid, place: int) -> tuple[Numbers, Numbers]:
    """For each series the power of ten of its change into a period, NaN where it is small; and its nearest whole."""
    before, now = grid.values[:, place - 1], grid.values[:, place]
    with np.errstate(divide="ignore", invalid="ignore"):
        power = np.log10(now / before)
    telling = (np.minimum(np.abs(before), np.abs(now)) > 0) & (np.maximum(np.abs(before), np.abs(now)) >= _SMALL)
    power = np.where(telling & np.isfinite(power), power, np.nan)
    nearest: Numbers = np.round(power).astype(np.float64)
    return power, nearest


def _all_at_once(found: Figures, grid: _Grid) -> Iterator[Finding]:
    for place in range(1, len(grid.periods)):
        power, nearest = _powers(grid, place)
        telling = ~np.isnan(power)
        large = telling & (np.abs(nearest) >= 2)
        if np.count_nonzero(large) < 3:
            continue
        factor = np.median(nearest[large])
        hit = large & (nearest == factor) & (np.abs(power - factor) <= _NEAR_MANY)
        if np.count_nonzero(hit) >= max(3, _MOST * np.count_nonzero(telling)):
            yield _finding(found, grid, place, int(np.flatnonzero(hit)[0]), int(factor), int(np.count_nonzero(hit)))


def _alone(found: Figures, grid: _Grid) -> Iterator[Finding]:
    """Series that change by nearly exactly a power of ten while the others do not, at large numbers."""
    for place in range(1, len(grid.periods)):
        power, nearest = _powers(grid, place)
        low = np.minimum(np.abs(grid.values[:, place - 1]), np.abs(grid.values[:, place]))
        hit = (np.abs(nearest) >= 2) & (np.abs(power - nearest) <= _NEAR_ONE) & (low >= _SMALL)
        count = int(np.count_nonzero(hit))
        if 0 < count < max(3, _MOST * np.count_nonzero(~np.isnan(power))):
            first = int(np.flatnonzero(hit)[0])
            yield _finding(found, grid, place, first, int(nearest[first]), count, "warning")


def _finding(
    found: Figures, grid: _Grid, place: int, series: int, power: int, count: int, severity: Severity = "error"
) -> Finding:
    columns = found.observations.columns
    before, now = int(grid.rows[series, place - 1]), int(grid.rows[series, place])
    was, is_ = (figure(Decimal(str(columns["obs_value"][row]))) for row in (before, now))
    names = [name for name in (*found.names, "variable") if name != "time_period"]
    where = " · ".join(str(columns[name][now]) for name in names if columns[name][now])
    since, of = grid.periods[place], len(grid.values)
    return Finding(
        "unit-jump",
        severity,
        Text(
            f"{since}: {count} von {of} Reihen ändern sich gegenüber {grid.periods[place - 1]} um etwa das "
            f"{10.0**power:g}-Fache, so {where}: {was.de} → {is_.de}. Wohl eine andere Einheit.",
            f"{since}: {count} of {of} series change about {10.0**power:g}-fold from {grid.periods[place - 1]}, such "
            f"as {where}: {was.en} → {is_.en}. Probably another unit.",
        ),
        row=int(columns["source_row"][now] or 0),
        column=str(columns["source_column"][now]),
        data={"count": count, "of": of, "factor": f"1e{power}", "period": since},
    )
