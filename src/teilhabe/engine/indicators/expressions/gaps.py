"""What lies between two groups: difference and ratio of their shares or rates, with 95 % intervals.

Differences and ratios belong together: from 2 to 4 % and from 20 to 22 % are the same gap in points, not the same gap.
Shares and rates are per person; a ratio that has nothing to be divided by is missing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from teilhabe.engine.indicators.expressions import quantiles
from teilhabe.engine.indicators.expressions.arrays import Array, floats, known, quotient
from teilhabe.engine.indicators.expressions.intervals import LEVEL, Interval, poisson, wilson


class Gap(NamedTuple):
    value: Array
    low: Array
    high: Array


def difference(
    a_events: ArrayLike,
    a_persons: ArrayLike,
    b_events: ArrayLike,
    b_persons: ArrayLike,
    deff: ArrayLike = 1.0,
    level: float = LEVEL,
) -> Gap:
    """Share of group a minus share of group b, with Newcombe's hybrid score interval (1998, method 10)."""
    return _difference(
        quotient(a_events, a_persons),
        wilson(a_events, a_persons, deff, level),
        quotient(b_events, b_persons),
        wilson(b_events, b_persons, deff, level),
    )


def rate_difference(
    a_events: ArrayLike,
    a_exposure: ArrayLike,
    b_events: ArrayLike,
    b_exposure: ArrayLike,
    deff: ArrayLike = 1.0,
    level: float = LEVEL,
) -> Gap:
    """Rate of group a minus rate of group b, with the exact Poisson limits of both taken together as Newcombe does."""
    return _difference(
        quotient(a_events, a_exposure),
        poisson(a_events, a_exposure, deff, level),
        quotient(b_events, b_exposure),
        poisson(b_events, b_exposure, deff, level),
    )


def _difference(a: Array, of_a: Interval, b: Array, of_b: Interval) -> Gap:
    """The distances from each value to its nearer bound, added like the sides of a right angle."""
    value = a - b
    return Gap(
        value,
        value - np.hypot(a - of_a.low, of_b.high - b),
        value + np.hypot(of_a.high - a, b - of_b.low),
    )


def ratio(
    a_events: ArrayLike,
    a_persons: ArrayLike,
    b_events: ArrayLike,
    b_persons: ArrayLike,
    deff: ArrayLike = 1.0,
    level: float = LEVEL,
) -> Gap:
    """Share of group a over share of group b, with the log interval of Katz et al. (1978).

    Zero rule: where nobody in a, or everybody in both, the interval is that of half a person more in each of the four
    cells (Haldane and Anscombe), and its lower bound is 0 where the ratio is; where nobody in b, there is no ratio.
    """
    a, n, b, m, deff = floats(a_events, a_persons, b_events, b_persons, deff)
    n, m = known((n > 0) & (a <= n), n), known((m > 0) & (b <= m), m)
    a, n, b, m = a / deff, n / deff, b / deff, m / deff
    half = np.where((a == 0) | ((a == n) & (b == m)), 0.5, 0.0)
    near_a, near_b, n_near, m_near = a + half, b + half, n + 2 * half, m + 2 * half
    variance = quotient(1, near_a) - 1 / n_near + quotient(1, near_b) - 1 / m_near
    return _log_ratio(quotient(a, n), quotient(b, m), near_a / n_near, near_b / m_near, variance, level)


def rate_ratio(
    a_events: ArrayLike,
    a_exposure: ArrayLike,
    b_events: ArrayLike,
    b_exposure: ArrayLike,
    deff: ArrayLike = 1.0,
    level: float = LEVEL,
) -> Gap:
    """Rate of group a over rate of group b, with the log interval for Poisson counts and the same zero rule."""
    a, t, b, u, deff = floats(a_events, a_exposure, b_events, b_exposure, deff)
    a, t, b, u = a / deff, known(t > 0, t) / deff, b / deff, known(u > 0, u) / deff
    half = np.where(a == 0, 0.5, 0.0)
    variance = quotient(1, a + half) + quotient(1, b + half)
    return _log_ratio(a / t, b / u, (a + half) / t, (b + half) / u, variance, level)


def _log_ratio(a: Array, b: Array, near_a: Array, near_b: Array, variance: Array, level: float) -> Gap:
    value = quotient(known(a >= 0, a), known(b > 0, b))
    centre = known(~np.isnan(value), quotient(near_a, near_b))
    reach = np.exp(quantiles.two_sided(level) * np.sqrt(np.maximum(variance, 0)))
    return Gap(value, np.where(value == 0, 0.0, centre / reach), centre * reach)
