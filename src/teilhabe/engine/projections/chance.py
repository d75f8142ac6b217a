"""How many of those at risk meet an event: exactly as many as expected, or more or fewer by chance.

Persons are not whole numbers here, so neither are their events. Those by chance have the mean and the variance of the
binomial distribution (of the Poisson distribution, for arrivals and births), are never negative and never more than
there are persons. Below three expected events they are none or about one, as in life; above, they scatter evenly.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from teilhabe.engine.projections.population import Floats

_SCATTERING = 3.0
"""Expected events from which on even scattering of the right variance cannot become negative: λ ≥ √(3 λ)."""


class Chance(Protocol):
    """Events among persons at risk."""

    def among(self, persons: Floats, probability: Floats) -> Floats:
        """How many of the persons meet an event."""
        ...

    def counted(self, expected: Floats) -> Floats:
        """How many come, or are born, where so many are expected."""
        ...


class Expected:
    """No chance: what is expected happens."""

    def among(self, persons: Floats, probability: Floats) -> Floats:
        return persons * probability

    def counted(self, expected: Floats) -> Floats:
        return expected


class Luck:
    """Chance from a stream of random numbers."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random

    def among(self, persons: Floats, probability: Floats) -> Floats:
        """Mean n p, variance n p (1 − p); where less than one person is left, that part goes as a whole or not.

        Of likely events those are drawn who escape them.
        """
        likely = probability > 0.5
        if likely.any():
            rare = self.among(persons, np.where(likely, 1.0 - probability, probability))
            return np.where(likely, persons - rare, rare)
        expected = persons * probability
        rest = 1.0 - probability
        most = np.minimum(expected + rest, persons)
        return self._scattered(expected, expected * rest, most, _SCATTERING * rest)

    def counted(self, expected: Floats) -> Floats:
        """Mean and variance as expected."""
        return self._scattered(expected, expected, expected + 1.0, _SCATTERING)

    def _scattered(self, expected: Floats, variance: Floats, most: Floats, bound: Floats | float) -> Floats:
        """None or `most` below the bound, `expected` ± √(3 variance) from there on."""
        even = self._random.random(expected.shape)
        happened: Floats = most * (even * most < expected)
        many = expected >= bound
        if many.any():
            happened[many] = expected[many] + np.sqrt(variance[many] * 12.0) * (even[many] - 0.5)
        return happened
