"""The single methods an ensemble is made of; the only place that knows statsforecast.

Each takes the values, the season and the horizon and gives a path of point forecasts. What a library says about its
own uncertainty is used for one thing only: as one of two scales of the pooled errors (`spread`).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from teilhabe.engine.forecasts.series import Array
from teilhabe.errors import InputError

SIZE = 1000.0
"""The largest value that the library sees."""
LONGEST_ETS_SEASON = 24
"""Exponential smoothing estimates one state for each period of the season."""


@dataclass(frozen=True)
class Path:
    """Point forecasts of one method, and half the width of its own 95 % interval where it has one."""

    point: Array
    half_width: Array | None = None


def naive(values: Array, season: int, horizon: int) -> Path:
    """The last value, or that of the same part of the last season."""
    cycle = season if len(values) >= 2 * season else 1
    return Path(values[len(values) - cycle + np.arange(horizon) % cycle])


def drift(values: Array, season: int, horizon: int) -> Path:
    """The last value and the mean step so far; the half width is that of a random walk with drift."""
    steps = np.diff(values)
    mean = float(np.mean(steps))
    ahead = np.arange(1, horizon + 1)
    deviation = float(np.sqrt(np.sum((steps - mean) ** 2) / max(len(steps) - 1, 1)))
    half_width: Array = 1.96 * deviation * np.sqrt(ahead * (1 + ahead / len(steps)))
    return Path(values[-1] + mean * ahead, half_width)


def damped_drift(values: Array, season: int, horizon: int) -> Path:
    """Half way between the last value and its drift."""
    full = drift(values, season, horizon)
    return Path((values[-1] + full.point) / 2, full.half_width)


def exponential_smoothing(values: Array, season: int, horizon: int) -> Path:
    """The exponential smoothing model that AICc prefers (Hyndman and Khandakar 2008)."""
    found = _run("AutoETS", values, season if season <= LONGEST_ETS_SEASON else 1, horizon, level=[95])
    return Path(found["mean"], (found["hi-95"] - found["lo-95"]) / 2)


def optimised_theta(values: Array, season: int, horizon: int) -> Path:
    """The dynamic optimised theta method (Fiorucci et al. 2016)."""
    return Path(_run("DynamicOptimizedTheta", values, season, horizon)["mean"])


def theta(values: Array, season: int, horizon: int) -> Path:
    """The standard theta method (Assimakopoulos and Nikolopoulos 2000)."""
    return Path(_run("Theta", values, season, horizon)["mean"])


MEMBERS: Mapping[str, Callable[[Array, int, int], Path]] = {
    "naive": naive,
    "drift": drift,
    "damped-drift": damped_drift,
    "ets": exponential_smoothing,
    "dot": optimised_theta,
    "theta": theta,
}


def load_library() -> Any:
    """The models of statsforecast; InputError where the extra is not installed."""
    try:
        from statsforecast import models  # start-up time: seconds, and only forecasts need it
    except ImportError as error:
        raise InputError(
            "Prognosen brauchen die Erweiterung „forecast“: pip install 'teilhabe[forecast]'.",
            "Forecasts need the extra “forecast”: pip install 'teilhabe[forecast]'.",
        ) from error
    return models


def _run(model: str, values: Array, season: int, horizon: int, **options: Any) -> dict[str, Array]:
    """One model of the library on values of one size, for its search depends on the unit they are counted in.

    Its warnings concern its own intervals, which nobody sees.
    """
    method = getattr(load_library(), model)(season_length=season)
    unit = float(np.max(np.abs(values))) / SIZE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = method.forecast(y=values / unit, h=horizon, **options)
    return {name: np.asarray(path, dtype=float) * unit for name, path in found.items() if name != "fitted"}
