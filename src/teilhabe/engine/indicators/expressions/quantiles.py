"""Quantiles of the two distributions behind our intervals, on arrays and to eight digits or more.

The normal quantile comes from the standard library. The gamma quantile is our own: numpy has none, and one function
does not justify a library of a hundred megabytes.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from teilhabe.engine.indicators.expressions.arrays import Array

LARGE = 300.0
"""From this shape on, the expansion in powers of 1/√shape is exact to eight digits."""
_LAST_TERM = 1e-16
_LAST_STEP = 1e-7  # each step squares the error
_STEPS = 100


def two_sided(level: float) -> float:
    """How many standard errors a central interval of this level reaches to either side: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + level) / 2)


def gamma(probability: float, shape: ArrayLike) -> Array:
    """The quantile of the gamma distribution with this shape and scale 1; missing unless the shape is positive."""
    shapes = np.asarray(shape, dtype=np.float64)
    distinct, places = np.unique(shapes, return_inverse=True)  # counts repeat: most of the work is done once
    quantiles = np.full(distinct.shape, np.nan)
    small, large = (distinct > 0) & (distinct < LARGE), distinct >= LARGE
    quantiles[small] = _solved(probability, distinct[small])
    quantiles[large] = _expanded(probability, distinct[large])
    return quantiles[places].reshape(shapes.shape)


def _expanded(probability: float, shape: Array) -> Array:
    """Cornish and Fisher's expansion as DiDonato and Morris (1986, equation 31) give it."""
    z = NormalDist().inv_cdf(probability)
    root = np.sqrt(shape)
    expanded: Array = shape + z * root + (z**2 - 1) / 3
    expanded += (z**3 - 7 * z) / (36 * root) - (3 * z**4 + 7 * z**2 - 16) / (810 * shape)
    expanded += (9 * z**5 + 256 * z**3 - 433 * z) / (38880 * shape * root)
    return expanded


def _solved(probability: float, shape: Array) -> Array:
    """Newton's method for the logarithm of the distribution function, as a function of the logarithm of the quantile.

    That function is concave and rises (the density of a log-gamma variable is log-concave), so each step ends left of
    the solution and the method converges from wherever it starts. Each shape stops by itself: the last digits of a
    quantile must not depend on the others beside it, which may belong to counts that nobody is to know.
    """
    log_gamma = np.array([math.lgamma(entry + 1) for entry in shape.tolist()])
    lower_bound = (math.log(probability) + log_gamma) / shape
    near = np.where(shape < 1, 0.0, _expanded(probability, shape))
    log_quantile = np.maximum(lower_bound, np.log(np.maximum(near, 1e-300)))
    moving = np.ones(shape.shape, dtype=np.bool_)
    for _ in range(_STEPS):
        quantile = np.exp(log_quantile)
        series = _series(shape, quantile)
        log_distribution = shape * log_quantile - quantile - log_gamma + np.log(series)
        step = (math.log(probability) - log_distribution) * series / shape
        log_quantile = np.where(moving, log_quantile + step, log_quantile)
        moving &= np.abs(step) > _LAST_STEP
        if not moving.any():
            break
    return np.exp(log_quantile)


def _series(shape: Array, x: Array) -> Array:
    """1 + x/(a+1) + x²/((a+1)(a+2)) + …: the incomplete gamma function but for its leading factor."""
    term = np.ones_like(x)
    total = term.copy()
    n = 0
    while np.any(counts := term > _LAST_TERM * total):
        n += 1
        term = np.where(counts, term * (x / (shape + n)), 0.0)
        total += term
    return total
