"""Which observations are added up, and along which axes the sums stay apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Axis:
    """A dimension along which sums stay apart: each code with the dataset's codes that make it up.

    A code of the dataset may count in several groups, so that a total stands beside its parts.
    """

    dimension: str
    groups: Mapping[str, tuple[str, ...]]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.groups)


@dataclass(frozen=True)
class Selection:
    """One variable of one dataset, at places (each with the areas it consists of), restricted by `where`.

    `where` and `axes` name codes that exist in the dataset. Dimensions that neither of them names are taken at their
    TOTAL where the dataset has one and are added up otherwise, without observations that are sums of others.
    """

    dataset: str
    variable: str
    places: Mapping[str, tuple[str, ...]]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    axes: tuple[Axis, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for selections that add up the same."""
        axes = tuple((axis.dimension, tuple(axis.groups.items())) for axis in self.axes)
        where = tuple(sorted(self.where.items()))
        return (self.dataset, self.variable, tuple(self.places.items()), where, axes)
