"""What the expressions take and give: arrays of floats in which NaN means missing."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def floats(*values: ArrayLike) -> tuple[Array, ...]:
    """The values as arrays of floats of one common shape."""
    return np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values))


def quotient(above: ArrayLike, below: ArrayLike) -> Array:
    """`above` / `below`; missing, not infinite, where there is nothing below the line."""
    divisor = np.asarray(below, dtype=np.float64)
    result: Array = np.asarray(above, dtype=np.float64) / np.where(divisor == 0, np.nan, divisor)
    return result


def known(condition: NDArray[np.bool_] | np.bool_, values: ArrayLike) -> Array:
    """The values where the condition holds, missing elsewhere."""
    return np.where(condition, values, np.nan)
