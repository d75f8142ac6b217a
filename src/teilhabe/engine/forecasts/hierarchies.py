"""Districts and groups add up to their totals, in every single draw.

Forecasts that were made apart contradict each other. Their draws are brought into one order first, so that what rises
together in the past rises together in a draw; each draw is then moved to the nearest one in which every sum holds.
"Nearest" counts a deviation less where a forecast is less certain (minimum trace reconciliation with variances,
Wickramasuriya et al. 2019), and what cannot be negative is held at 0 while the others move on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from teilhabe.engine.forecasts.bands import of_draws
from teilhabe.engine.forecasts.draws import draw
from teilhabe.engine.forecasts.forecasting import Forecast
from teilhabe.engine.forecasts.series import Array, Series

Ranks = NDArray[np.intp]
Flags = NDArray[np.bool_]

LEAST_STEPS = 3
"""Common steps of the past from which an order is learned; with fewer the draws stay independent."""
REFINEMENTS = 3
"""Repetitions of the projection: each takes away what rounding left of the one before."""
NEXT_TO_NOTHING = 1e-9
"""The weight of a forecast whose draws all agree, relative to the others."""
_ROUNDING = 1e-12
"""Relative to the largest value of a column: as negative a number as rounding makes of a zero."""


@dataclass(frozen=True)
class Sum:
    """A series that is the sum of others; a series may be the total of several sums and part of several."""

    total: str
    parts: tuple[str, ...]

    @property
    def members(self) -> tuple[str, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True)
class Coherent:
    """Forecasts whose draws (`count` × horizon) add up; `left_out` are sums that lack a forecast or an equal start."""

    forecasts: tuple[Forecast, ...]
    draws: Mapping[str, Array]
    left_out: tuple[Sum, ...] = ()


def make_coherent(
    series: Sequence[Series], forecasts: Sequence[Forecast], sums: Sequence[Sum], *, count: int, seed: int
) -> Coherent:
    """The forecasts, moved so that all sums hold in their points and in each of `count` draws.

    Forecasts that stand in no sum come back as they are, without draws. The same seed gives the same draws.
    """
    by_id = {forecast.id: forecast for forecast in forecasts}
    held, left_out = _told_apart(sums, by_id)
    names = sorted({name for entry in held for name in entry.members})
    if not names:
        return Coherent(tuple(forecasts), {}, left_out)
    histories = {entry.id: entry for entry in series}
    chosen = [by_id[name] for name in names]
    apart = _in_one_order([histories[name] for name in names], chosen, count, seed)
    matrix = _matrix(names, held)
    bounded = np.array([entry.bounds.least >= 0 for entry in chosen])
    moved, centres = _reconciled(apart, np.stack([entry.point for entry in chosen]), matrix, bounded)
    told = {
        name: of_draws(entry, paths, point=point)
        for name, entry, paths, point in zip(names, chosen, moved, centres, strict=True)
    }
    coherent = tuple(told.get(entry.id, entry) for entry in forecasts)
    return Coherent(coherent, dict(zip(names, moved, strict=True)), left_out)


def _told_apart(sums: Iterable[Sum], forecasts: Mapping[str, Forecast]) -> tuple[list[Sum], tuple[Sum, ...]]:
    """Sums that can hold, and those of which a forecast is missing, refused, or of other periods."""
    held: list[Sum] = []
    left_out: list[Sum] = []
    for entry in sums:
        (held if _is_complete([forecasts.get(name) for name in entry.members]) else left_out).append(entry)
    return held, tuple(left_out)


def _is_complete(members: Sequence[Forecast | None]) -> bool:
    spans = {(member.first, len(member.point)) for member in members if member is not None}
    return all(members) and len(spans) == 1 and all(length > 0 for _, length in spans)


def _matrix(names: Sequence[str], sums: Sequence[Sum]) -> Array:
    """One row per sum: 1 for its total, -1 for each part; times the values it is 0."""
    place = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(sums), len(names)))
    for row, entry in zip(matrix, sums, strict=True):
        row[place[entry.total]] += 1
        for part in entry.parts:
            row[place[part]] -= 1
    return matrix


# --- one order -----------------------------------------------------------------------------------------------------


def _in_one_order(series: Sequence[Series], forecasts: Sequence[Forecast], count: int, seed: int) -> Array:
    """Draws of all series (series × count × horizon), whole paths exchanged so that ranks follow the past steps.

    Exchanging whole paths leaves the distribution of every series as it is, over all its horizons.
    """
    paths = np.stack([draw(entry, count, seed + number) for number, entry in enumerate(forecasts)])
    wanted = _common_ranks(_correlation(series), count, seed)
    heights = np.argsort(np.argsort(paths, axis=1), axis=1).mean(axis=2)
    ordered = np.argsort(heights, axis=1, kind="stable")
    chosen = np.take_along_axis(ordered, wanted, axis=1)
    return np.take_along_axis(paths, chosen[:, :, None], axis=1)


def _common_ranks(correlation: Array, count: int, seed: int) -> Ranks:
    """For every series the ranks (0 to count - 1) of normal draws with this correlation."""
    values, vectors = np.linalg.eigh(correlation)
    root = vectors * np.sqrt(np.maximum(values, 0))
    normal = root @ np.random.default_rng(seed).standard_normal((len(correlation), count))
    return np.argsort(np.argsort(normal, axis=1), axis=1)


def _correlation(series: Sequence[Series]) -> Array:
    """How the steps of the series went together, drawn towards 0 by the share of Schäfer and Strimmer (2005)."""
    steps = _common_steps(series)
    length = steps.shape[1]
    if length < LEAST_STEPS:
        return np.eye(len(series))
    deviations = steps - steps.mean(axis=1, keepdims=True)
    spread = deviations.std(axis=1, ddof=1, keepdims=True)
    scaled = np.divide(deviations, spread, out=np.zeros_like(deviations), where=spread > 0)
    products = scaled[:, None, :] * scaled[None, :, :]
    found = products.sum(axis=2) / (length - 1)
    doubt = products.var(axis=2) * length**2 / (length - 1) ** 3
    apart = ~np.eye(len(series), dtype=bool)
    strength = float((found[apart] ** 2).sum())
    drawn = min(float(doubt[apart].sum()) / strength, 1.0) if strength > 0 else 1.0
    return np.where(apart, (1 - drawn) * found, 1.0)


def _common_steps(series: Sequence[Series]) -> Array:
    """Changes from period to period (series × steps) in the periods for which all series have values."""
    first = max(entry.first for entry in series)
    end = min(entry.first + len(entry.values) for entry in series)
    values = np.stack([entry.values[first - entry.first : max(end, first) - entry.first] for entry in series])
    steps = np.diff(values, axis=1)
    return steps[:, np.isfinite(steps).all(axis=0)]


# --- the nearest values that add up --------------------------------------------------------------------------------


def _reconciled(draws: Array, points: Array, matrix: Array, bounded: Flags) -> tuple[Array, Array]:
    """Draws (series × count × horizon) and points (series × horizon), moved so that the sums hold."""
    moved = np.empty_like(draws)
    centres = np.empty_like(points)
    for ahead in range(draws.shape[2]):
        weights = _weights(draws[:, :, ahead])
        together = np.column_stack([draws[:, :, ahead], points[:, ahead]])
        found = nearest(together, weights, matrix, bounded)
        centres[:, ahead] = found[:, -1]
        wide = _as_wide_as(draws[:, :, ahead], found[:, :-1], centres[:, ahead, None])
        moved[:, :, ahead] = nearest(wide, weights, matrix, bounded)
    return moved, centres


def _as_wide_as(draws: Array, moved: Array, centres: Array) -> Array:
    """The moved draws, spread out from their centres by one factor, so that the usual series is as wide as before.

    Moving draws takes from their spread as if forecasts erred independently, but bands were calibrated before. With one
    factor for all, sums go on holding.
    """
    before, after = draws.std(axis=1), moved.std(axis=1)
    shrunk = (before / after)[after > 0]
    factor = max(float(np.median(shrunk)), 1.0) if shrunk.size else 1.0
    result: Array = centres + factor * (moved - centres)
    return result


def _weights(draws: Array) -> Array:
    """The variance of each series; where all draws agree, next to nothing instead of nothing at all."""
    variances: Array = draws.var(axis=1)
    return variances + max(float(variances.max()), float(np.abs(draws).max()) ** 2, 1.0) * NEXT_TO_NOTHING


def nearest(values: Array, weights: Array, matrix: Array, bounded: Flags) -> Array:
    """For every column of `values` (series × columns) the nearest one with `matrix` @ column = 0.

    Squared deviations count the less, the larger the `weights`. Where `bounded`, nothing is below 0: what would be is
    held at 0, and the others are moved once more.
    """
    moved = _projected(values, weights, matrix)
    below = bounded[:, None] & (moved < -_rounding(values))
    for column in np.flatnonzero(below.any(axis=0)):
        moved[:, column] = _held_at_zero(values[:, column], weights, matrix, bounded, below[:, column])
    return np.where(bounded[:, None], np.maximum(moved, 0), moved)


def _held_at_zero(values: Array, weights: Array, matrix: Array, bounded: Flags, below: Flags) -> Array:
    """One column; in every round at least one more value is held, so it ends."""
    held = np.zeros(len(values), dtype=bool)
    zero = _rounding(values)
    moved = values
    while below.any():
        held |= below
        moved = _projected(np.where(held, 0, values)[:, None], np.where(held, 0, weights), matrix)[:, 0]
        below = bounded & ~held & (moved < -zero)
    return moved


def _rounding(values: Array) -> Array:
    result: Array = _ROUNDING * np.maximum(np.abs(values).max(axis=0), 1.0)
    return result


def _projected(values: Array, weights: Array, matrix: Array) -> Array:
    scale = float(weights.max()) or 1.0
    spread = (weights / scale)[:, None] * matrix.T
    pull = spread @ np.linalg.pinv(matrix @ spread, hermitian=True)
    for _ in range(REFINEMENTS):
        values = values - pull @ (matrix @ values)
    return values
