"""Two counts of events, each with its exposure: the exact comparison of Przyborowski and Wilenski (1940).

Where both rates are equal, the first count is binomial among the sum of both. For persons counted on a day the exposure
is the population, or 1 where only the counts are compared.
"""

from __future__ import annotations

from teilhabe.engine.indicators.expressions import gaps
from teilhabe.engine.statements.procedures.distributions import binomial_tail


def equal_rates(first: float, first_exposure: float, second: float, second_exposure: float) -> float:
    """The chance of counts so far apart, to either side, where the rates are equal (twice the smaller tail)."""
    share = first_exposure / (first_exposure + second_exposure)
    count, n = round(first), round(first) + round(second)
    at_least = binomial_tail(count, n, share)
    at_most = binomial_tail(n - count, n, 1 - share)
    return min(1.0, 2 * at_least, 2 * at_most)


def difference(first: float, first_exposure: float, second: float, second_exposure: float) -> tuple[float, float]:
    """The 95 per cent interval of the first rate minus the second, from the exact limits of both."""
    gap = gaps.rate_difference(first, first_exposure, second, second_exposure)
    return float(gap.low), float(gap.high)


def ratio(first: float, first_exposure: float, second: float, second_exposure: float) -> tuple[float, float]:
    """The 95 per cent interval of the first rate over the second."""
    gap = gaps.rate_ratio(first, first_exposure, second, second_exposure)
    return float(gap.low), float(gap.high)
