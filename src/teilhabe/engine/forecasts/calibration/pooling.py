"""Forecasts from earlier origins of many series, and the quantiles of their errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from teilhabe.engine.forecasts.bounds import bounds_of
from teilhabe.engine.forecasts.calibration.archive import EVERY_KIND, GRID, Archive, Key, Pool
from teilhabe.engine.forecasts.ensemble import CYCLES, FULL, LEAST, Rung, look_ahead, rung_of
from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.series import Array, Kind, Series, usable

ENOUGH = 100
"""So many errors make a pool of their own; so many a horizon needs to be in a pool."""
OUTSIDE = 1e6
"""The error where the actual value lay on or outside the bounds of its kind."""
_HORIZONS: Mapping[Frequency, int] = {Frequency.MONTH: 24, Frequency.WEEK: 26, Frequency.DAY: 28}
_HORIZON = 12
_STEPS = 4
"""Origins lie a quarter of the longest horizon apart."""


@dataclass(frozen=True)
class Case:
    """The absolute errors of one earlier forecast, in scales; NaN where the actual value is not known yet."""

    key: Key
    errors: Array


def longest_horizon(frequency: Frequency) -> int:
    return _HORIZONS.get(frequency, _HORIZON)


def cases(series: Series) -> Iterator[Case]:
    """What forecasts from all origins of this series would have missed by, in the scale its bands are made in."""
    values = usable(series).values
    horizon = longest_horizon(series.frequency)
    for origin in origins(len(values), series.season, horizon):
        past, rung = values[:origin], rung_of(origin, series.season)
        if rung is not None and np.ptp(past) > 0:
            errors = _errors(series, rung, past, values[origin : origin + horizon], horizon)
            yield Case(Key(series.frequency, rung, series.kind.value), errors)


def origins(length: int, season: int, horizon: int) -> list[int]:
    """After how many values forecasts are tried: short beginnings, and up to the last value but one."""
    step = max(horizon // _STEPS, 1)
    full = max(FULL, CYCLES * season) if season > 1 else FULL
    late = [length - distance for distance in range(step, horizon + 1, step) if length - distance >= full]
    plain = [place for place in (full - 1, (FULL + full) // 2, FULL) if FULL <= place < full]
    return sorted({each for each in (*range(LEAST, FULL), *plain, *late) if each < length})


def build(
    series: Iterable[Series], card: Mapping[str, object], progress: Callable[[int], None] | None = None
) -> Archive:
    """The archive of these series."""
    found: list[Case] = []
    for done, each in enumerate(series, start=1):
        found += cases(each)
        if progress:
            progress(done)
    return Archive(pooled(found), card)


def pooled(found: Sequence[Case]) -> dict[Key, Pool]:
    """One pool of all kinds per rhythm and rung, and one of each kind with enough errors at every horizon of these."""
    pools: dict[Key, Pool] = {}
    entries = [(case.key, case.errors) for case in found]
    entries += [(Key(key.frequency, key.rung), errors) for key, errors in entries]
    for key, group in groupby(sorted(entries, key=lambda entry: entry[0]), key=lambda entry: entry[0]):
        pool = _pool(np.array([errors for _, errors in group]))
        if pool is not None and key.kind != Kind.UNSTATED:
            pools[key] = pool
    return {key: pool for key, pool in pools.items() if _is_as_long(key, pools)}


def _is_as_long(key: Key, pools: Mapping[Key, Pool]) -> bool:
    return len(pools[key].counts) == len(pools[Key(key.frequency, key.rung, EVERY_KIND)].counts)


def _errors(series: Series, rung: Rung, past: Array, actual: Array, horizon: int) -> Array:
    bounds = bounds_of(series, past)
    outlook = look_ahead(bounds.forward(past), series.season, horizon, rung)
    known = len(actual)
    errors = np.full(horizon, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        missed = np.abs(bounds.forward(actual) - outlook.point[:known]) / outlook.scale[:known]
    errors[:known] = np.nan_to_num(missed, nan=OUTSIDE, posinf=OUTSIDE)
    return errors


def _pool(errors: Array) -> Pool | None:
    """None where not even the first horizon has enough errors."""
    counts = np.sum(~np.isnan(errors), axis=0)
    length = int(np.argmax(counts < ENOUGH)) if np.any(counts < ENOUGH) else len(counts)
    if length == 0:
        return None
    raw = np.array([_quantiles(errors[:, place]) for place in range(length)]).T
    return Pool(tuple(counts[:length].tolist()), np.array([_rising(row, counts[:length]) for row in raw]))


def _quantiles(errors: Array) -> Array:
    """The conformal quantiles of `GRID`: of n errors the ⌈(n + 1) · level⌉-th."""
    known = np.sort(errors[~np.isnan(errors)])
    places = np.ceil((len(known) + 1) * np.array(GRID) / 100).astype(int)
    result: Array = known[np.minimum(places, len(known)) - 1]
    return result


def _rising(values: Array, weights: Array) -> Array:
    """The nearest sequence that never falls (pool adjacent violators): who looks further ahead never knows more."""
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        blocks.append((value, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (before, left, some), (after, right, more) = blocks[-2:]
            blocks[-2:] = [((before * left + after * right) / (left + right), left + right, some + more)]
    return np.repeat([value for value, _, _ in blocks], [count for _, _, count in blocks])
