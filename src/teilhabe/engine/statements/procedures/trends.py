"""Trends: a straight line under every autocorrelation, confirmed by Mann and Kendall's test after pre-whitening.

The plain test of Mann and Kendall takes resemblance between years for a trend; the usual corrections do so even more
often on short series. Pre-whitening removes the resemblance before ranks are compared, but with an autocorrelation
estimated from a series that does rise it removes most of the trend as well. So it is not estimated: each ρ is tried,
and the answers are mixed with the weight each ρ has around a straight line. The test of ranks alone finds little where
many series are looked at together; the line alone trusts single striking years. A trend is one for both.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from teilhabe.engine.indicators.expressions.arrays import Array
from teilhabe.engine.statements.procedures.autocorrelation import RHOS, SIMILAR, Observed, deviation, fit, resemblance
from teilhabe.engine.statements.procedures.distributions import normal_tail

LEAST = 10
"""Fewer points than this are described, not tested: no test of fewer holds its level and finds anything."""
_CONFIRMED = 0.2
"""Where the order of the values is no rarer than this without a trend, single years have made the line steep."""


class Trend(NamedTuple):
    """Change per year with its 95 per cent interval, and the chance of so steady a course without any trend."""

    slope: float
    low: float
    high: float
    p: float
    usual: float


def trend(observed: Observed) -> Trend:
    """Steady rise or fall; ValueError for fewer than `LEAST` points."""
    if observed.values.size < LEAST:
        raise ValueError(f"a trend needs {LEAST} points")
    line = fit(observed, observed.times - observed.times.mean(), independent=SIMILAR)
    steepness = line.coefficient(1)
    slope = theil_sen(observed.values, observed.times)
    low, high = (bound - steepness.estimate + slope for bound in steepness.interval())
    ranks = _ranks(observed, line.weights)
    p = steepness.p if ranks < _CONFIRMED and slope * steepness.estimate > 0 else max(steepness.p, ranks)
    return Trend(slope, low, high, p, deviation(line, observed))


def _ranks(observed: Observed, weights: Array) -> float:
    """The chance of so steady an order, to either side, mixed over all ρ."""
    tests = [kendall(row) for row in pre_whitened(observed)]
    rising = weights @ np.array([_tail(s, deviation) for s, deviation in tests])
    falling = weights @ np.array([_tail(-s, deviation) for s, deviation in tests])
    return min(1.0, 2 * float(min(rising, falling)))


def pre_whitened(observed: Observed) -> list[Array]:
    """The values freed, under every ρ, of what is left of the point before; under ρ = 0 as they are."""
    freed = observed.values[1:] - resemblance(observed.times).left * observed.values[:-1]
    return [observed.values if rho == 0 else row for rho, row in zip(RHOS.tolist(), freed, strict=True)]


def kendall(values: Array) -> tuple[float, float]:
    """Kendall's S (later pairs that are higher minus those that are lower) and its standard deviation without a trend.

    Ties are taken into account (Kendall 1975).
    """
    earlier, later = _pairs(values.size)
    signs = np.sign(values[later] - values[earlier])
    variance = _weight(values.size)
    if np.count_nonzero(signs) < signs.size:
        variance -= sum(_weight(size) for size in np.unique(values, return_counts=True)[1].tolist())
    return float(signs.sum()), math.sqrt(max(variance, 0.0) / 18)


def _weight(size: int) -> float:
    return float(size * (size - 1) * (2 * size + 5))


@lru_cache(maxsize=64)
def _pairs(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of the earlier and of the later one of all pairs of points."""
    earlier, later = np.triu_indices(size, 1)
    return earlier, later


def mann_kendall(values: Array) -> float:
    """The chance of so large an S, to either side, in independent values: the plain test, corrected for continuity."""
    s, deviation = kendall(values)
    return min(1.0, 2 * _tail(abs(s), deviation))


def _tail(s: float, deviation: float) -> float:
    return normal_tail((s - 1) / deviation) if deviation else 1.0


def theil_sen(values: Array, times: Array) -> float:
    """The median of the slopes between all pairs of points (Theil 1950, Sen 1968)."""
    earlier, later = _pairs(values.size)
    return float(np.median((values[later] - values[earlier]) / (times[later] - times[earlier])))
