"""Intervals and relative standard errors of counts, rates and shares.

Shares: Wilson (1927), who stays inside 0 to 1 and covers close to the level even for few persons. Counts and rates:
the exact Poisson limits of Garwood (1936). A design effect (`deff`) divides the sample to the size of the simple random
sample that would be as exact.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from teilhabe.engine.indicators.expressions import quantiles
from teilhabe.engine.indicators.expressions.arrays import Array, floats, known, quotient

LEVEL = 0.95


class Interval(NamedTuple):
    low: Array
    high: Array


def wilson(cases: ArrayLike, n: ArrayLike, deff: ArrayLike = 1.0, level: float = LEVEL) -> Interval:
    """Bounds of the share `cases` / `n`, between 0 and 1; missing where that is no share of anybody."""
    share = quotient(cases, n)
    share = known((share >= 0) & (share <= 1), share)
    square = quantiles.two_sided(level) ** 2 * quotient(deff, known(np.asarray(n) > 0, n))
    centre = share + square / 2
    half = np.sqrt(square * (share * (1 - share) + square / 4))
    low, high = (centre - half) / (1 + square), (centre + half) / (1 + square)
    return Interval(  # at 0 and 1 the bound is the share itself, but for the last digit
        np.where(share == 0, 0.0, np.clip(low, 0.0, share)), np.where(share == 1, 1.0, np.clip(high, share, 1.0))
    )


def poisson(count: ArrayLike, exposure: ArrayLike = 1.0, deff: ArrayLike = 1.0, level: float = LEVEL) -> Interval:
    """Bounds of the rate `count` / `exposure` of events; missing for negative counts and without exposure."""
    count, exposure, deff = floats(count, exposure, deff)
    tail = (1 - level) / 2
    effective = known(count >= 0, count) / deff
    scale = deff / known(exposure > 0, exposure)
    low = np.where(effective == 0, 0.0, quantiles.gamma(tail, effective))
    return Interval(low * scale, quantiles.gamma(1 - tail, effective + 1) * scale)


def relative_standard_error(value: ArrayLike, standard_error: ArrayLike) -> Array:
    """In per cent of the value; missing where the value is 0."""
    return 100 * np.abs(quotient(standard_error, value))


def binomial_rse(share: ArrayLike, n: ArrayLike, deff: ArrayLike = 1.0) -> Array:
    """Relative standard error, in per cent, of a share between 0 and 1 among `n` persons; missing where it is 0."""
    share, n, deff = floats(share, n, deff)
    variance = known((share <= 1) & (share > 0), share * (1 - share)) * deff / known(n > 0, n)
    return relative_standard_error(share, np.sqrt(variance))


def poisson_rse(count: ArrayLike, deff: ArrayLike = 1.0) -> Array:
    """Relative standard error, in per cent, of a count and of each rate with that count; missing where it is 0."""
    count, deff = floats(count, deff)
    return relative_standard_error(1.0, np.sqrt(deff / known(count > 0, count)))
