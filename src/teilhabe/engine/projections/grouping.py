"""Areas with few inhabitants are projected together: for 300 people a projection says nothing.

Reporting units of municipal projections should not be below 8,000 to 10,000 residents (KOSIS network, SIKURS).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from teilhabe.engine.projections.population import Floats, Population

LEAST = 8_000
"""Inhabitants that an area needs to be projected alone."""


@dataclass(frozen=True)
class Grouping:
    """Which areas are projected as one."""

    members: tuple[tuple[int, ...], ...]
    """The places of the areas in each new area."""
    names: tuple[str, ...]

    @property
    def joined(self) -> tuple[str, ...]:
        """The names of the new areas that are several old ones."""
        return tuple(name for name, places in zip(self.names, self.members, strict=True) if len(places) > 1)

    def persons(self, persons: Floats) -> Floats:
        """Sums over the first axis."""
        return np.stack([persons[list(places)].sum(axis=0) for places in self.members])

    def population(self, population: Population) -> Population:
        """The population of the new areas."""
        axes = replace(population.axes, areas=self.names)
        return Population(axes, population.year, self.persons(population.persons))


def grouping_of(population: Population, least: float, groups: Mapping[str, str] | None = None) -> Grouping:
    """Neighbours in the order of their codes together, within their group, until each has `least` inhabitants.

    What is left over at the end of a group joins the part before it; a group that is too small as a whole stays one.
    """
    areas = population.axes.areas
    sizes = population.persons.sum(axis=(1, 2, 3))
    within: dict[str, list[int]] = {}
    for place in sorted(range(len(areas)), key=lambda place: areas[place]):
        within.setdefault(groups[areas[place]] if groups else "", []).append(place)
    found = [part for places in within.values() for part in _parts(places, sizes, least)]
    found.sort(key=lambda part: areas[part[0]])
    return Grouping(tuple(map(tuple, found)), tuple("+".join(areas[place] for place in part) for part in found))


def _parts(places: Sequence[int], sizes: Floats, least: float) -> list[list[int]]:
    """Large areas stay alone; small ones are gathered in their order."""
    alone = [[place] for place in places if sizes[place] >= least]
    gathered: list[list[int]] = []
    for place in (place for place in places if sizes[place] < least):
        if gathered and _together(gathered[-1], sizes) < least:
            gathered[-1].append(place)
        else:
            gathered.append([place])
    if gathered and _together(gathered[-1], sizes) < least and len(gathered) + len(alone) > 1:
        last = gathered.pop()
        _smallest([*gathered, *alone], sizes).extend(last)
    return [sorted(part) for part in (*alone, *gathered)]


def _together(places: Iterable[int], sizes: Floats) -> float:
    return float(sum(sizes[place] for place in places))


def _smallest(parts: Sequence[list[int]], sizes: Floats) -> list[int]:
    return min(parts, key=lambda part: _together(part, sizes))
