"""Comparisons of a series with what it usually does (see `autocorrelation`), as mixtures over the autocorrelation.

What is compared is left out of what is usual: a jump must not widen the measure by which it is judged. What is usual
is the variation around a straight line, so that a steady rise is not taken for noise.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from teilhabe.engine.indicators.expressions.arrays import Array
from teilhabe.engine.statements.procedures.autocorrelation import (
    INDEPENDENT,
    RHOS,
    SIMILAR,
    Fitted,
    Mixture,
    Observed,
    deviation,
    fit,
    resemblance,
)

LEAST = 6
"""Fewer points than this say nothing about what is usual."""
_INDEPENDENT_HALVES = 0.89
"""As `INDEPENDENT`, for halves that were fixed beforehand: as much power as is asked for next to Student's t-test."""


class Compared(NamedTuple):
    """A difference as a mixture, the usual standard deviation of a single value, and how many tries it counts for."""

    mixture: Mixture
    usual: float
    tried: int = 1

    @property
    def p(self) -> float:
        """The chance of such a difference where there is none, every try counted (Bonferroni)."""
        return min(1.0, self.tried * self.mixture.p)

    def interval(self) -> tuple[float, float]:
        """With 95 per cent confidence, every try counted: it holds 0 where p is more than 5 per cent."""
        return self.mixture.interval(1 - 0.05 / self.tried)


def point_change(observed: Observed, before: int, after: int) -> Compared:
    """The later point minus the earlier one, beside what two points so far apart usually differ by."""
    usual = _usual(observed, after)
    apart = abs(observed.times[after] - observed.times[before]) / resemblance(observed.times).distance
    one, other = observed.spread[before], observed.spread[after]
    variances = one**2 + other**2 - 2 * one * other * RHOS**apart
    difference = float(observed.values[after] - observed.values[before])
    return Compared(usual.compared(difference, variances), deviation(usual, observed))


def point(observed: Observed, at: int) -> Compared:
    """One value beside 0 and how far it usually strays."""
    usual = _usual(observed, at)
    variances = np.full(RHOS.shape, observed.spread[at] ** 2)
    return Compared(usual.compared(float(observed.values[at]), variances), deviation(usual, observed))


@lru_cache(maxsize=64)
def shift(observed: Observed) -> Compared:
    """The mean level of the later half minus that of the earlier half."""
    n = observed.values.size
    return _shaped(observed, (np.arange(n) >= n // 2).astype(np.float64), _INDEPENDENT_HALVES)


def level_change(observed: Observed) -> Compared:
    """How far the level has moved from the first point to the last: by a step somewhere, or steadily.

    The smallest chance of three: that of a step in the middle, that of a steady course, and that of the step which
    fits the values best. Of what may go wrong the first two have a quarter each, the steps together one half.
    """
    n = observed.values.size
    steps = (np.arange(n) >= np.arange(1, n)[:, None]).astype(np.float64)
    steady = (observed.times - observed.times[0]) / (observed.times[-1] - observed.times[0])
    tries = (
        shift(observed)._replace(tried=4),
        _shaped(observed, steady, SIMILAR)._replace(tried=4),
        _shaped(observed, steps[_closest(observed, steps)], INDEPENDENT)._replace(tried=2 * (n - 1)),
    )
    return min(tries, key=lambda compared: compared.p)


def _shaped(observed: Observed, shape: Array, independent: float) -> Compared:
    fitted = fit(observed, shape, independent=independent)
    return Compared(fitted.coefficient(1), deviation(fitted, observed))


def _closest(observed: Observed, shapes: Array) -> int:
    """Which shape, times what it takes, leaves least of the values (in variances by chance)."""
    weights = observed.spread**-2 / np.sum(observed.spread**-2)
    values = observed.values - weights @ observed.values
    centred = shapes - (shapes @ weights)[:, None]
    gains = (centred @ (weights * values)) ** 2 / (centred**2 @ weights)
    return int(np.argmax(gains))


@lru_cache(maxsize=256)
def _usual(observed: Observed, left_out: int) -> Fitted:
    alone = np.zeros_like(observed.values)
    alone[left_out] = 1.0
    return fit(observed, observed.times - observed.times.mean(), alone)


def log_quotient(above: Observed, below: Observed) -> Observed:
    """The logarithms of the quotients of two series of positive values at the same times."""
    relative: Array = np.hypot(above.spread / above.values, below.spread / below.values)
    return Observed(np.log(above.values / below.values), relative, above.times)
