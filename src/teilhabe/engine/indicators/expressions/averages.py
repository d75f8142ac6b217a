"""Means and quantiles of values that are counted in classes, such as ages.

Class i holds the values from `lower[i]` to below `upper[i]`, evenly spread. A single year of age runs from 30 to below
31, so its middle is 30.5; who wants ages in completed years (30) gives the same bound twice. The last class may be
open: its upper bound is infinite. The classes may stand in any order and must not overlap.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from teilhabe.engine.indicators.expressions.arrays import Array, known, quotient


def grouped_mean(
    counts: ArrayLike, lower: ArrayLike, upper: ArrayLike, axis: int = -1, closing: float | None = None
) -> Array:
    """The mean, each class taken at its middle, an open one between its lower bound and `closing`.

    Missing where an open class that holds somebody is not closed.
    """
    values = np.moveaxis(np.asarray(counts, dtype=np.float64), axis, -1)
    low, high = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
    high = np.where(np.isinf(high), np.nan if closing is None else np.maximum(closing, low), high)
    middles = (low + high) / 2
    weighted = np.where(values == 0, 0.0, values * middles)  # an empty class needs no middle
    return quotient(weighted.sum(axis=-1), values.sum(axis=-1))


def grouped_median(counts: ArrayLike, lower: ArrayLike, upper: ArrayLike, axis: int = -1) -> Array:
    """The value that halves the persons; missing where it lies in an open class."""
    return grouped_quantile(counts, 0.5, lower, upper, axis)


def grouped_quantile(counts: ArrayLike, q: float, lower: ArrayLike, upper: ArrayLike, axis: int = -1) -> Array:
    """The value below which the part `q` of all persons lies, interpolated within its class.

    Missing where it lies in an open class and where nobody is counted.
    """
    low, high = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
    order = np.lexsort((high, low))
    low, high = low[order], high[order]
    values = np.moveaxis(np.asarray(counts, dtype=np.float64), axis, -1)[..., order]
    reached = np.cumsum(values, axis=-1)
    wanted = q * reached[..., -1:]
    place = np.argmax((reached >= wanted) & (values > 0), axis=-1)[..., None]
    inside = np.take_along_axis(values, place, axis=-1)
    before = np.take_along_axis(reached, place, axis=-1) - inside
    width = known(np.isfinite(high), high)[place] - low[place]
    quantile = low[place] + quotient(wanted - before, inside) * width
    return known(np.isfinite(reached[..., -1]) & (values >= 0).all(axis=-1), quantile[..., 0])
