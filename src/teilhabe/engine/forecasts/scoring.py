"""How good forecasts were: the measures of the M competitions, on arrays with the horizon along the last axis.

Of missing values nothing is scored. Errors are scaled with the mean step of the training values (seasonal where there
is a season), so that series of every size count alike (Hyndman and Koehler 2006; Makridakis et al. 2020).
"""

from __future__ import annotations

import numpy as np

from teilhabe.engine.forecasts.series import Array


def mean_step(training: Array, season: int) -> float:
    """The mean absolute change over one season; that of neighbours where the series is no longer than a season."""
    distance = season if len(training) > season else 1
    steps = np.abs(training[distance:] - training[:-distance])
    return float(np.mean(steps)) if steps.size else float("nan")


def smape(actual: Array, point: Array) -> Array:
    """Symmetric mean absolute percentage error, 0 to 200; 0 where both are 0."""
    total = np.abs(actual) + np.abs(point)
    error = 200 * np.abs(actual - point)
    return _mean(np.divide(error, total, out=np.where(np.isnan(error), np.nan, 0.0), where=total > 0))


def mase(actual: Array, point: Array, step: Array | float) -> Array:
    """Mean absolute error in mean steps of the training values."""
    return _mean(np.abs(actual - point)) / step


def interval_score(actual: Array, low: Array, high: Array, level: float) -> Array:
    """Width of an interval, and 2/α for every unit by which the value lies outside (Gneiting and Raftery 2007)."""
    factor = 2 / (1 - level)
    return _mean(high - low + factor * (np.maximum(low - actual, 0) + np.maximum(actual - high, 0)))


def msis(actual: Array, low: Array, high: Array, level: float, step: Array | float) -> Array:
    """The interval score in mean steps of the training values."""
    return interval_score(actual, low, high, level) / step


def coverage(actual: Array, low: Array, high: Array) -> Array:
    """The part of the known actual values that lies in its interval."""
    held = np.where(np.isnan(actual), np.nan, (low <= actual) & (actual <= high))
    return _mean(held)


def owa(smapes: Array, mases: Array, naive_smapes: Array, naive_mases: Array) -> float:
    """Mean of both errors, each as a ratio to that of the naive method, over all series."""
    return float((np.mean(smapes) / np.mean(naive_smapes) + np.mean(mases) / np.mean(naive_mases)) / 2)


def _mean(entries: Array) -> Array:
    result: Array = np.nanmean(entries, axis=-1)
    return result
