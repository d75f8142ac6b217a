"""Who lives where at the end of a year: persons as one array with named axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

AXES = ("area", "citizenship", "sex", "age")
"""The last four axes of every array of persons, in this order; draws, where there are any, come before them."""


@dataclass(frozen=True)
class Axes:
    """What the places along the axes are called."""

    areas: tuple[str, ...]
    citizenships: tuple[str, ...]
    sexes: tuple[str, ...]
    ages: tuple[int, ...]
    """The lowest age of each group, all of one width; the last group is open."""
    women: int
    """The place of the women among the sexes."""
    men: int | None = None
    """The place of the men, where they are counted."""
    national: int = 0
    """The place of the citizenship that naturalisation leads to."""

    @property
    def shape(self) -> tuple[int, int, int, int]:
        return len(self.areas), len(self.citizenships), len(self.sexes), len(self.ages)

    @property
    def width(self) -> int:
        """Years in an age group, and in a step."""
        return self.ages[1] - self.ages[0]

    def names(self, axis: str) -> tuple[str, ...]:
        """The codes along one of `AXES`."""
        lists = (self.areas, self.citizenships, self.sexes, tuple(map(str, self.ages)))
        return lists[AXES.index(axis)]


@dataclass(frozen=True)
class Population:
    """Persons on 31 December of a year."""

    axes: Axes
    year: int
    persons: Floats
    """(area, citizenship, sex, age)"""

    def __post_init__(self) -> None:
        assert self.persons.shape == self.axes.shape, (self.persons.shape, self.axes.shape)

    def at(self, year: int, persons: Floats) -> Population:
        """The same axes with the persons of another year."""
        return replace(self, year=year, persons=persons)


def summed(persons: Floats, kept: Sequence[str]) -> Floats:
    """The sums over all axes but `kept`, which keep their order; other axes stay with length 1."""
    away = tuple(place - len(AXES) for place, name in enumerate(AXES) if name not in kept)
    return persons.sum(axis=away, keepdims=True) if away else persons


def share(part: Floats, whole: Floats, otherwise: float | Floats = 0.0) -> Floats:
    """part / whole; `otherwise` where there is no whole."""
    shape = np.broadcast_shapes(part.shape, whole.shape)
    found = np.array(np.broadcast_to(otherwise, shape), dtype=np.float64)
    return np.divide(part, whole, out=found, where=whole > 0)
