"""Many tests at once: the false discovery rate of Benjamini and Hochberg (1995)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from teilhabe.engine.indicators.expressions.arrays import Array


def benjamini_hochberg(p: Sequence[float]) -> Array:
    """q for each p, in the given order: reject where q is at most the rate.

    Holds the rate for independent tests and for such as resemble each other (positive regression dependence), as the
    claims about one series do.
    """
    values = np.asarray(p, dtype=np.float64)
    order = np.argsort(-values, kind="stable")
    ranks = np.arange(values.size, 0, -1)
    q = np.empty_like(values)
    q[order] = np.minimum.accumulate(np.minimum(values[order] * (values.size / ranks), 1.0))
    return q
