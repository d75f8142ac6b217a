"""How unevenly people are spread: over districts, over nationalities.

The indices describe; they rank nobody. With few persons per district chance alone makes them larger.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from teilhabe.engine.indicators.expressions.arrays import Array, known, quotient


def dissimilarity(group: ArrayLike, rest: ArrayLike, axis: int = -1) -> Array:
    """Duncan and Duncan (1955): which part of the group would have to move so that all districts had the same mixture.

    0 = the same mixture everywhere, 1 = nobody of the group lives where anybody of the rest lives. Missing where one
    side is nobody.
    """
    result: Array = np.abs(_shares(group, axis) - _shares(rest, axis)).sum(axis=axis) / 2
    return result


def herfindahl(counts: ArrayLike, axis: int = -1) -> Array:
    """The sum of the squared shares: 1 / number of codes where all are equal, 1 where everybody has one code.

    It is the probability that two persons, drawn with replacement, have the same code.
    """
    result: Array = (_shares(counts, axis) ** 2).sum(axis=axis)
    return result


def top_share(counts: ArrayLike, top: int, axis: int = -1) -> Array:
    """The share, from 0 to 1, of the `top` largest codes; 1 where there are no more of them."""
    shares = np.moveaxis(_shares(counts, axis), axis, -1)
    largest = -np.sort(-shares, axis=-1)[..., :top]
    return known(np.isfinite(shares.sum(axis=-1)), largest.sum(axis=-1))  # sorting has moved the missing to the end


def _shares(counts: ArrayLike, axis: int) -> Array:
    """Each count in the sum of all; missing where nobody is counted and where a count is negative."""
    values = np.asarray(counts, dtype=np.float64)
    values = known(values >= 0, values)
    return quotient(values, values.sum(axis=axis, keepdims=True))
