"""What happens to people within one step: probabilities, arrivals and births, by the cohort they belong to.

A *cohort* is who ages together: place 0 are those born during the step, place 1 + i those who are in age group i when
it begins. Rates by the age that is reached at the end of a year (birth cohorts, as registers count) and rates by the
age at the beginning are the same thing on this axis.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from teilhabe.engine.projections.population import Axes, Floats

BOYS = 1.05 / 2.05
"""Share of boys among the newborn, from 1.05 boys for each girl."""

HALF_EXPOSED, NOT_EXPOSED = 0.5, 0.0


@dataclass(frozen=True)
class Moves:
    """Moves from one area of the city to another."""

    leaving: Floats
    """Probability of moving within the city: (area, citizenship, sex, cohort)."""
    towards: Floats
    """Where they go: (origin, destination), each row sums to 1, its diagonal is 0."""


@dataclass(frozen=True)
class Rates:
    """Everything one step needs. Arrays are (area, citizenship, sex, cohort); draws may come before these axes.

    Events follow in the order death, leaving the city, moving inside it, naturalisation; each probability holds for
    those whom the events before it left.
    """

    death: Floats
    out: Floats
    naturalisation: Floats
    arrivals: Floats
    """Persons who come within the step."""
    net: Floats
    """Net migration as a share of the persons at the beginning; half of it is there from the first day on, half comes
    with the last one, to the same cohort or (without `by_cohort`) to the same age."""
    fertility: Floats
    """(area, citizenship, age): births of one woman within the step."""
    born_national: Floats
    """(area, citizenship of the mother): share of the newborn who get the national citizenship."""
    boys: float = BOYS
    moves: Moves | None = None
    by_cohort: bool = False
    """Rates of birth cohorts, as registers count them: fertility belongs to the women of a cohort, not to those in an
    age group on average; naturalisation comes right after death, and who is naturalised stays and gives birth as a
    national."""
    exposed: float = HALF_EXPOSED
    """The share of arrivals who are exposed to the step's events."""

    def cohorts(self, of: slice) -> Events:
        """The probabilities of some cohorts."""
        leaving = None if self.moves is None else self.moves.leaving[..., of]
        towards = None if self.moves is None else self.moves.towards
        return Events(
            self.death[..., of],
            self.out[..., of],
            self.naturalisation[..., of],
            self.arrivals[..., of],
            self.exposed,
            self.by_cohort,
            leaving,
            towards,
        )


@dataclass(frozen=True)
class Events:
    """What chance meets some cohorts with."""

    death: Floats
    out: Floats
    naturalisation: Floats
    arrivals: Floats
    exposed: float
    naturalised_first: bool
    leaving: Floats | None
    towards: Floats | None


def still(axes: Axes) -> Rates:
    """Rates under which nothing happens but ageing."""
    areas, citizenships, sexes, ages = axes.shape
    nothing = np.zeros((areas, citizenships, sexes, ages + 1))
    return Rates(
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
        np.zeros((areas, citizenships, ages)),
        np.zeros((areas, citizenships)),
    )
