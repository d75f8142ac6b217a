"""Several years taken together, where single years hold too few persons."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from teilhabe.engine.indicators.expressions.arrays import Array


def moving_sum(values: ArrayLike, window: int, axis: int = -1) -> Array:
    """Each period with the `window` - 1 periods before it; missing where one of them is missing or not there.

    Pool numerators and denominators, each by itself, and divide then: shares of years are not averaged.
    """
    if window < 1:
        raise ValueError(f"a window of {window} periods holds nothing")
    series = np.moveaxis(np.asarray(values, dtype=np.float64), axis, -1)
    sums = np.full(series.shape, np.nan)
    if window <= series.shape[-1]:
        sums[..., window - 1 :] = sliding_window_view(series, window, axis=-1).sum(axis=-1)
    return np.moveaxis(sums, -1, axis)
