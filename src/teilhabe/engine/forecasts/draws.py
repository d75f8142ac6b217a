"""Joint draws of the next periods that agree with the bands of a forecast."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from teilhabe.engine.forecasts.forecasting import Forecast
from teilhabe.engine.forecasts.series import Array

KINSHIP = 0.45
"""Errors of horizons i < j correlate by (i/j) to this power: 0.5 in a random walk, 0.42 and 0.50 in back-tests of years
and quarters."""


def draw(forecast: Forecast, count: int, seed: int) -> Array:
    """Paths (count × horizon), the same for the same seed; at each horizon their quantiles are those of the bands.

    Forecasts drawn with one seed move together as far as they can; give each a seed of its own where they should not.
    """
    horizon = len(forecast.point)
    ranks = np.argsort(np.argsort(_walks(horizon, count, seed), axis=0, kind="stable"), axis=0, kind="stable")
    scores = _scores((np.arange(count) + 0.5) / count)[ranks]
    paths = np.column_stack([_at(forecast, place, scores[:, place]) for place in range(horizon)])
    result: Array = np.clip(paths, forecast.bounds.least, forecast.bounds.most)
    return result


def _walks(horizon: int, count: int, seed: int) -> Array:
    logs = np.log(np.arange(1, horizon + 1))
    correlations = np.exp(-KINSHIP * np.abs(logs[:, None] - logs[None, :]))
    normal = np.random.default_rng(seed).standard_normal((count, horizon))
    result: Array = normal @ np.linalg.cholesky(correlations).T
    return result


def _at(forecast: Forecast, place: int, scores: Array) -> Array:
    """The values at these normal scores: lines through the bounds of the bands, and on beyond the last."""
    levels = sorted(forecast.low)
    upper = _scores(np.array([0.5 + level / 200 for level in levels]))
    knots = np.concatenate([-upper[::-1], [0.0], upper])
    lows = [forecast.low[level][place] for level in reversed(levels)]
    values = np.array([*lows, forecast.point[place], *(forecast.high[level][place] for level in levels)])
    slopes = np.diff(values) / np.diff(knots)
    below = np.minimum(scores - knots[0], 0) * slopes[0]
    above = np.maximum(scores - knots[-1], 0) * slopes[-1]
    result: Array = np.interp(scores, knots, values) + below + above
    return result


def _scores(parts: Array) -> Array:
    normal = NormalDist()
    return np.array([normal.inv_cdf(part) for part in parts.tolist()])
