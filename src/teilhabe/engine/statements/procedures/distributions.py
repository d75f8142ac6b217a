"""Probabilities of the distributions behind the tests; our own, because a library of a hundred megabytes gives four."""

from __future__ import annotations

import math
from functools import lru_cache

_MANY = 40
"""From more degrees of freedom on Hill's expansion is as exact as the sums, which grow longer and longer."""
_FRACTIONS = 60
_LAST = 1e-15


def normal_tail(z: float) -> float:
    """The chance that a standard normal variable is larger than z."""
    return 0.5 * math.erfc(z / math.sqrt(2))


def two_sided(z: float) -> float:
    """The chance that a standard normal variable is further from 0 than z."""
    return math.erfc(abs(z) / math.sqrt(2))


def student_tail(t: float, df: int) -> float:
    """The chance that Student's variable is larger than t.

    Few degrees of freedom: the finite sums of Abramowitz and Stegun (26.7.3 and 26.7.4); many: Hill (1970).
    """
    if df > _MANY:
        return normal_tail(_normalised(t, df))
    square = df / (df + t * t)
    total = 0.0
    for term in _terms(df):
        total = total * square + term
    sine = t / math.sqrt(df + t * t)
    inside = 2 / math.pi * (math.atan(t / math.sqrt(df)) + sine * math.sqrt(square) * total) if df % 2 else sine * total
    return min(1.0, max(_LAST, 0.5 * (1 - inside)))


def student_density(t: float, df: int) -> float:
    """The density of Student's distribution, which is minus the slope of its tail."""
    return float(_density_at_zero(df) * (1 + t * t / df) ** (-(df + 1) / 2))


@lru_cache(maxsize=512)
def _density_at_zero(df: int) -> float:
    return math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)


def _normalised(t: float, df: int) -> float:
    """The standard normal value that as much lies above as above t (Hill 1970, algorithm 395)."""
    scale = 48 * (df - 0.5) ** 2
    y = (df - 0.5) * math.log1p(t * t / df)
    correction = (((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + scale)
    return math.copysign(math.sqrt(y) * (1 + (correction + y + 3) / scale), t)


@lru_cache(maxsize=512)
def _terms(df: int) -> tuple[float, ...]:
    """1, 2/3, 2·4/(3·5) … for odd degrees of freedom, 1, 1/2, 1·3/(2·4) … for even ones; the last one first."""
    terms = [1.0] if df > 1 else []
    odd = df % 2
    for k in range(1, (df - 1) // 2 if odd else df // 2):
        terms.append(terms[-1] * (2 * k / (2 * k + 1) if odd else (2 * k - 1) / (2 * k)))
    return tuple(reversed(terms))


@lru_cache(maxsize=1024)
def student_quantile(probability: float, df: int) -> float:
    """Where Student's variable lies below with this probability (more than a half)."""
    low, high = 0.0, 2.0
    while student_tail(high, df) > 1 - probability:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        above = student_tail(middle, df) > 1 - probability
        low, high = (middle, high) if above else (low, middle)
    return (low + high) / 2


def binomial_tail(least: int, n: int, share: float) -> float:
    """The chance of at least so many out of n where each has this share."""
    if least <= 0:
        return 1.0
    return 0.0 if least > n else incomplete_beta(least, n - least + 1, share)


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function by its continued fraction (DLMF 8.17.22)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(front) / a * _continued(a, b, x)


def _continued(a: float, b: float, x: float) -> float:
    """1 / (1 + d₁ / (1 + d₂ / (1 + …))), from so far behind that nothing more would change the last digits."""
    value = 1.0
    for step in range(_FRACTIONS + 4 * math.isqrt(round(a + b)), 0, -1):
        k = step // 2
        if step % 2:
            term = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
        else:
            term = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
        value = 1 + term / value
    return 1 / value
