"""A forecaster that needs no library: drift, with bands of a fixed number of mean steps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from teilhabe.engine.forecasts.bounds import UNBOUNDED, bounds_of
from teilhabe.engine.forecasts.forecasting import Forecast
from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.scoring import mean_step
from teilhabe.engine.forecasts.series import Array, Kind, Series

LEAST = 5
REACH = {80: 1.5, 95: 3.0}


def a_series(*values: float, id: str = "a", first: int = 2001, kind: Kind = Kind.STOCK, **more: object) -> Series:
    return Series(id, Frequency.YEAR, first, np.array(values, dtype=float), kind, **more)  # type: ignore[arg-type]


def a_forecast(id: str, point: Array, spread: Array, *, first: int = 2021, non_negative: bool = True) -> Forecast:
    """Points and bands of one and two spreads around them, cut at 0 where nothing is negative."""
    least = 0.0 if non_negative else -np.inf
    low = {80: np.maximum(point - spread, least), 95: np.maximum(point - 2 * spread, least)}
    high = {80: point + spread, 95: point + 2 * spread}
    known = bounds_of(a_series(0.0, 5.0), np.array([0.0, 5.0])) if non_negative else UNBOUNDED
    return Forecast(id, Frequency.YEAR, first, np.asarray(point, dtype=float), low, high, "stand-in", (), known)


def by_drift(series: Sequence[Series], horizon: int) -> list[Forecast]:
    return [_by_drift(each, horizon) for each in series]


def _by_drift(series: Series, horizon: int) -> Forecast:
    values = series.values[: series.last - series.first + 1]
    if len(values) < LEAST:
        return Forecast(series.id, series.frequency, series.last + 1, np.array([]), {}, {}, "")
    ahead = np.arange(1, horizon + 1)
    point = values[-1] + ahead * np.mean(np.diff(values))
    reach = mean_step(values, 1) * np.sqrt(ahead)
    low = {level: point - factor * reach for level, factor in REACH.items()}
    high = {level: point + factor * reach for level, factor in REACH.items()}
    return Forecast(series.id, series.frequency, series.last + 1, point, low, high, "drift")
