"""What a release tells, as its reader sees it: figures within bounds, and how they depend on each other.

Tables, rounded shares, rankings and class limits all end here: a cell is anything one may want to know (a count of
people, a sum of hours, a share), a relation is a linear function of cells between two numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

OPEN = inf
"""A bound that the release does not tell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: what is told of it, and what must not be found out.

    Told exactly where `low == high`. `low` and `high` are also the place of common knowledge, such as that nobody is
    counted below 0. The threshold is that of persons (0: the cell counts none); no attacker may become sure that the
    figure is above 0 and below it. Only who checks knows `truth`; then the attacker must also be left with a span of
    at least the threshold around a small figure, and with values `above` and `below` beyond a dominated sum.
    """

    name: str
    low: float = 0.0
    high: float = OPEN
    threshold: float = 0.0
    hidden: bool = False
    """The release claims to hide it: then nobody may compute it exactly either."""
    whole: bool = True
    """Counted in whole numbers."""
    truth: float | None = None
    above: float = 0.0
    below: float = 0.0

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def is_small(self) -> bool:
        """Truly one of the figures that must not be told; False where the truth is not known."""
        return self.truth is not None and 0 < abs(self.truth) < self.threshold

    @property
    def is_sensitive(self) -> bool:
        """Truly one of the figures that must be protected, by whatever rule."""
        return self.is_small or self.above > 0 or self.below > 0


@dataclass(frozen=True, slots=True)
class Relation:
    """`low <= sum of coefficient * cell <= high`; an equation where both are the same."""

    terms: tuple[tuple[int, float], ...]
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that an attacker holds in hand; terms of relations are positions in `cells`."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...] = ()


def total(whole: int, parts: Iterable[int]) -> Relation:
    """The parts make up the whole."""
    return Relation(((whole, -1.0), *((part, 1.0) for part in parts)))


def share(part: int, whole: int, low: float, high: float) -> tuple[Relation, Relation]:
    """The part is between `low` and `high` of the whole, whatever the whole is: what a rounded percentage tells.

    33.3 % is told as low 0.3325 and high 0.3335.
    """
    return (
        Relation(((part, 1.0), (whole, -low)), 0.0, OPEN),
        Relation(((part, 1.0), (whole, -high)), -OPEN, 0.0),
    )


def largest(cell: int, others: Iterable[int]) -> tuple[Relation, ...]:
    """No other one is larger: what "the largest group" tells."""
    return tuple(Relation(((cell, 1.0), (other, -1.0)), 0.0, OPEN) for other in others if other != cell)


def within(cell: int, low: float, high: float) -> Relation:
    """What the class of a map or a rounded figure tells."""
    return Relation(((cell, 1.0),), low, high)
