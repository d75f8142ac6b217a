"""Two shares: the score test, and Newcombe's interval of their difference; two estimates with published intervals."""

from __future__ import annotations

import math

from teilhabe.engine.indicators.expressions import gaps
from teilhabe.engine.indicators.expressions.quantiles import two_sided as reach
from teilhabe.engine.statements.procedures.distributions import two_sided

_Z = reach(0.95)


def equal_shares(first: float, n: float, second: float, m: float, deff: float = 1.0) -> float:
    """The chance of shares so far apart where both are equal: the score test, with the factor (N − 1) / N.

    The factor is that of E. S. Pearson (1947), recommended by Campbell (2007). `deff` is the design effect of a survey.
    """
    pooled = (first + second) / (n + m)
    variance = pooled * (1 - pooled) * (1 / n + 1 / m) * deff
    if variance == 0:
        return 1.0
    z = (first / n - second / m) / math.sqrt(variance)
    return two_sided(z * math.sqrt((n + m - 1) / (n + m)))


def difference(first: float, n: float, second: float, m: float, deff: float = 1.0) -> tuple[float, float]:
    """The 95 per cent interval of the first share minus the second (Newcombe 1998, method 10)."""
    gap = gaps.difference(first, n, second, m, deff)
    return float(gap.low), float(gap.high)


def ratio(first: float, n: float, second: float, m: float, deff: float = 1.0) -> tuple[float, float]:
    """The 95 per cent interval of the first share over the second (Katz et al. 1978)."""
    gap = gaps.ratio(first, n, second, m, deff)
    return float(gap.low), float(gap.high)


def intervals_apart(
    first: float, first_bounds: tuple[float, float], second: float, second_bounds: tuple[float, float]
) -> tuple[float, float, float]:
    """First minus second of two independent estimates with 95 per cent intervals: low, high and the chance of no gap.

    The distances to the nearer bounds are added like the sides of a right angle, as Newcombe does.
    """
    gap = first - second
    below = math.hypot(first - first_bounds[0], second_bounds[1] - second)
    above = math.hypot(first_bounds[1] - first, second - second_bounds[0])
    towards_zero = below if gap > 0 else above
    p = two_sided(gap / towards_zero * _Z) if towards_zero > 0 else float(gap == 0)
    return gap - below, gap + above, p
