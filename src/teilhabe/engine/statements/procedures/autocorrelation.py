"""What a series usually does: noise around a shape, whose years may resemble each other more or less.

How much one year resembles the next (the autocorrelation ρ) cannot be estimated well from ten or twenty values. So
it is not estimated: every comparison is made under each ρ of a list, by generalised least squares, and the answers are
mixed with the weight that the values give each ρ (restricted likelihood, Harville 1974, times what was probable
before). Far out, where a result would be striking, the larger ρ decide: that keeps false alarms away where many series
are looked at together.
Variances are those of chance (Poisson, binomial, sampling, rounding) times a dispersion that the series itself shows;
chance alone, which knows no autocorrelation, is the least of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from teilhabe.engine.indicators.expressions.arrays import Array
from teilhabe.engine.statements.procedures.distributions import student_density, student_quantile, student_tail

RHOS: Array = np.array([0.0, 0.15, 0.3, 0.45, 0.6, 0.75])
INDEPENDENT = 0.7
"""How probable it is before the values are seen that years are independent; the rest is spread evenly over all `RHOS`.

More costs protection against autocorrelation, less costs power; `docs/methods/statements.md` has both measured."""
SIMILAR = 0.3
"""The same where a course is looked at: what resembles the year before looks like one."""
_EXACT = 1e-3
"""Values that lie closer to a shape than chance allows say nothing about ρ: what they miss counts as at least this."""
_LEAST = 1e-18
"""A variance that is lost among the last digits of much larger ones is still one."""
_NEAR = 1e-3
"""A step of Newton's method shorter than this part of the way has left an error of its square."""
_STEPS = 30


@dataclass(frozen=True, eq=False)
class Observed:
    """Values in order of time, their standard deviations by chance alone, and when they were (in years).

    One is like no other: what has been fitted to it is kept for the next comparison (`history`).
    """

    values: Array
    spread: Array
    times: Array

    def part(self, first: int, last: int) -> Observed:
        """From one point to another, both included."""
        if last - first + 1 == self.values.size:
            return self
        return Observed(*(column[first : last + 1] for column in (self.values, self.spread, self.times)))


@dataclass(frozen=True)
class Mixture:
    """What is known about one quantity: under each ρ a centre and a standard error, and the weight of that ρ."""

    centres: Array
    errors: Array
    weights: Array
    df: int

    @cached_property
    def _parts(self) -> list[tuple[float, float, float]]:
        return list(zip(self.centres.tolist(), self.errors.tolist(), self.weights.tolist(), strict=True))

    def above(self, bound: float) -> float:
        """How probable it is that the quantity is larger than the bound."""
        tails = (weight * student_tail((bound - centre) / error, self.df) for centre, error, weight in self._parts)
        return min(1.0, sum(tails))  # weights may add up to one and a last digit

    @cached_property
    def estimate(self) -> float:
        return float(self.centres @ self.weights)

    @cached_property
    def p(self) -> float:
        """The chance of being so far from 0, to either side, where the quantity is 0."""
        above = self.above(0.0)
        return min(1.0, 2 * min(above, 1 - above))

    @property
    def error(self) -> float:
        """The standard deviation around the estimate, for more than two degrees of freedom."""
        spread = self.errors**2 * self.df / (self.df - 2) + (self.centres - self.estimate) ** 2
        return math.sqrt(float(spread @ self.weights))

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The central interval of this level."""
        tail = (1 - level) / 2
        reach = student_quantile(1 - tail, self.df) * self.errors
        return self._bound(1 - tail, self.centres - reach), self._bound(tail, self.centres + reach)

    def _bound(self, share: float, bounds: Array) -> float:
        """Where this share lies above, by Newton's method between the bounds under each single ρ."""
        lowest, highest = float(bounds.min()), float(bounds.max())
        bound = float(bounds @ self.weights)
        for _ in range(_STEPS):
            step = (self.above(bound) - share) / self._density(bound)
            bound = min(max(bound + step, lowest), highest)
            if abs(step) <= _NEAR * (highest - lowest):
                break
        return bound

    def _density(self, value: float) -> float:
        return sum(
            weight / error * student_density((value - centre) / error, self.df)
            for centre, error, weight in self._parts
            if weight
        )


@dataclass(frozen=True)
class Fitted:
    """A shape laid through a series under every ρ.

    `dispersions` say how many times more than by chance the values vary around it, `covariances` are those of the
    coefficients for a dispersion of one.
    """

    weights: Array
    coefficients: Array
    dispersions: Array
    covariances: Array
    df: int

    def coefficient(self, place: int) -> Mixture:
        variances = self.covariances[:, place, place]
        return Mixture(self.coefficients[:, place], self._errors(variances), self.weights, self.df)

    def compared(self, value: float, variances: Array) -> Mixture:
        """A value beside what is usual, where `variances` are those of values like it for a dispersion of one."""
        return Mixture(np.full(RHOS.shape, value), self._errors(variances), self.weights, self.df)

    def _errors(self, variances: Array) -> Array:
        """Never smaller than by chance alone, which is independent from point to point (the first ρ is 0)."""
        errors: Array = np.sqrt(np.maximum(np.maximum(self.dispersions * variances, variances[0]), _LEAST))
        return errors

    @property
    def dispersion(self) -> float:
        """Never less than one."""
        return float(np.maximum(self.dispersions, 1.0) @ self.weights)


def fit(observed: Observed, *shape: Array, independent: float = INDEPENDENT) -> Fitted:
    """The series as a constant plus multiples of the columns of the shape, under every ρ."""
    alike = resemblance(observed.times)
    centred = observed.values - observed.values.mean()
    columns = np.array([np.ones_like(centred), *shape, centred]).T / observed.spread[:, None]
    white = _whitened(columns, alike)
    shapes, values = white[..., :-1], white[..., -1:]
    within = shapes.transpose(0, 2, 1) @ shapes
    covariances: Array = np.asarray(np.linalg.inv(within), dtype=np.float64)
    solved = covariances @ (shapes.transpose(0, 2, 1) @ values)
    coefficients: Array = solved[..., 0]
    squares = ((values - shapes @ solved) ** 2).sum(axis=(1, 2))
    df = centred.size - len(shape) - 1
    closeness = -alike.log_determinants - df / 2 * np.log(np.maximum(squares, _EXACT * df))
    weights = _weights(closeness - np.log(np.linalg.det(within)) / 2, independent)
    return Fitted(weights, coefficients, np.asarray(squares / df), covariances, df)


def deviation(fitted: Fitted, observed: Observed) -> float:
    """The usual standard deviation of a single value."""
    return math.sqrt(fitted.dispersion * float(observed.spread @ observed.spread) / observed.spread.size)


def _weights(likelihoods: Array, independent: float) -> Array:
    """Of every ρ, from the logarithms of its likelihoods."""
    before = np.where(RHOS == 0, independent, 0.0) + (1 - independent) / RHOS.size
    weights = before * np.exp(likelihoods - likelihoods.max())
    return np.asarray(weights / weights.sum(), dtype=np.float64)


class Resemblance(NamedTuple):
    """The usual distance of two points; and for every ρ what is left of a deviation at the next point, how far that
    point strays from what is left, and half the logarithm of the determinant of the correlations of all points."""

    distance: float
    left: Array
    strays: Array
    log_determinants: Array


def resemblance(times: Array) -> Resemblance:
    """ρ is the resemblance of two points at the usual distance."""
    return _resemblance(tuple(np.diff(times).tolist()))


@lru_cache(maxsize=256)
def _resemblance(steps: tuple[float, ...]) -> Resemblance:
    distance = float(np.median(steps))
    left = RHOS[:, None] ** (np.array(steps) / distance)
    return Resemblance(distance, left, np.sqrt(1 - left**2), np.log1p(-(left**2)).sum(axis=1) / 2)


def _whitened(columns: Array, alike: Resemblance) -> Array:
    """The columns under every ρ, each point freed of what is left of the point before."""
    white = np.empty((RHOS.size, *columns.shape))
    white[:, 0] = columns[0]
    white[:, 1:] = (columns[1:] - alike.left[..., None] * columns[:-1]) / alike.strays[..., None]
    return white
