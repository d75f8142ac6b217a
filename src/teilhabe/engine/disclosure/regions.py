"""Regions: what a box counts, in the smallest groups that codes tell apart, so that two boxes can be compared.

A class of ages is the ages in it, a group of citizenships its members, a city its districts, and a total whatever there
is. Two boxes that count the same people are one region, however they were asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from teilhabe.codes import age, citizenship
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.cube.structure import AGE, AREA, CITIZENSHIP
from teilhabe.engine.cube.sums import Box

Leaves = frozenset[str]
OLDEST = 130
"""Ages without an upper bound are taken to end here."""


@dataclass(frozen=True)
class Space:
    """One variable of one dataset at one time, and the dimensions that divide it (the first is the area).

    `state` is 0 for today's data; data that were corrected since an earlier release told of them have a state of their
    own.
    """

    dataset: str
    variable: str
    period: str
    dimensions: tuple[str, ...] = field(compare=False)
    state: int = 0


@dataclass(frozen=True)
class Region:
    """A product of sets of leaves, one per dimension of its space."""

    space: Space
    sets: tuple[Leaves, ...]

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:  # asked for a hundred times per region
        return hash((self.space, self.sets))

    def along(self, dimension: int, leaves: Leaves) -> Region:
        """The same with other leaves in one dimension (by its number)."""
        return Region(self.space, (*self.sets[:dimension], leaves, *self.sets[dimension + 1 :]))

    def in_state(self, state: int) -> Region:
        """The same people as they were counted in another state of the data."""
        return self if state == self.space.state else Region(replace(self.space, state=state), self.sets)

    def without(self, part: Region) -> Region | None:
        """What is left without that part; None where this is no region, because they differ in several dimensions."""
        if self.space != part.space:
            return None
        differing = [i for i, (mine, other) in enumerate(zip(self.sets, part.sets, strict=True)) if mine != other]
        if len(differing) != 1:
            return None
        (place,) = differing
        rest = self.sets[place] - part.sets[place]
        return self.along(place, rest) if part.sets[place] < self.sets[place] else None

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Its place in the canonical order."""
        return (
            self.space.dataset, self.space.variable, self.space.period, self.space.state,
            tuple((len(leaves), tuple(sorted(leaves))) for leaves in self.sets),
        )  # fmt: skip


Codes = Callable[[str, str], Mapping[str, Iterable[str]]]
"""Dataset and variable → dimension → all codes that occur."""


@dataclass(frozen=True)
class Map:
    """Finds the region of a box. `parts`: the districts of each place that has some."""

    codes: Codes
    parts: Mapping[str, tuple[str, ...]]
    _universes: dict[tuple[str, str], Mapping[str, Leaves]] = field(default_factory=dict)
    _regions: dict[Box, Region] = field(default_factory=dict)

    def region(self, box: Box) -> Region:
        found = self._regions.get(box)
        if found is None:
            found = self._regions[box] = self._placed(box)
        return found

    def _placed(self, box: Box) -> Region:
        universe = self._universe(box.dataset, box.variable)
        space = Space(box.dataset, box.variable, box.period, (AREA, *universe))
        named = dict(box.where)
        areas = frozenset(leaf for area in box.areas for leaf in self.parts.get(area) or (area,))
        sets = (_leaves(name, named[name], whole) if name in named else whole for name, whole in universe.items())
        return Region(space, (areas, *sets))

    def _universe(self, dataset: str, variable: str) -> Mapping[str, Leaves]:
        key = (dataset, variable)
        if key not in self._universes:
            codes = self.codes(dataset, variable)
            found = {name: [code for code in known if code != TOTAL] for name, known in codes.items() if name != AREA}
            self._universes[key] = {name: _union(name, tuple(known)) for name, known in sorted(found.items()) if known}
        return self._universes[key]


def _leaves(dimension: str, codes: tuple[str, ...], universe: Leaves) -> Leaves:
    """All there are where the total is meant; otherwise what the codes stand for."""
    if TOTAL in codes:
        return universe
    if dimension == CITIZENSHIP and citizenship.FOREIGN in codes:
        return universe - {citizenship.GERMAN} | _union(dimension, codes) & universe
    own = _union(dimension, codes)
    return own & universe or own


@lru_cache(maxsize=4096)
def _union(dimension: str, codes: tuple[str, ...]) -> Leaves:
    return frozenset(leaf for code in codes for leaf in _opened(dimension, code))


def _opened(dimension: str, code: str) -> Iterable[str]:
    if dimension == AGE and age.is_span(code):
        first, last = age.bounds(code)
        return (str(year) for year in range(first, (OLDEST if last is None else last) + 1))
    if dimension == CITIZENSHIP:
        return _members(code)
    return (code,)


def _members(code: str) -> Iterable[str]:
    members = citizenship.GROUPS.get(code, ())
    return [leaf for member in members for leaf in _members(member)] if members else [code]
