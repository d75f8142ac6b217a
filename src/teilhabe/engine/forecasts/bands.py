"""From draws back to a forecast: a point and the band of each level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from teilhabe.engine.forecasts.forecasting import Forecast
from teilhabe.engine.forecasts.series import Array


def of_draws(forecast: Forecast, draws: Array, *, point: Array) -> Forecast:
    """The forecast with these points and the bands of `draws` (count × horizon), at the levels it has."""
    low = {level: np.quantile(draws, (1 - level / 100) / 2, axis=0) for level in forecast.low}
    high = {level: np.quantile(draws, (1 + level / 100) / 2, axis=0) for level in forecast.high}
    return with_bands(forecast, point, low, high)


def with_bands(forecast: Forecast, point: Array, low: Mapping[int, Array], high: Mapping[int, Array]) -> Forecast:
    """The forecast with these points and bands, every band widened to hold the point and all narrower ones."""
    lows, highs = {}, {}
    least, most = point, point
    for level in sorted(low):
        least, most = np.minimum(least, low[level]), np.maximum(most, high[level])
        lows[level], highs[level] = least, most
    return replace(forecast, point=point, low=lows, high=highs)
