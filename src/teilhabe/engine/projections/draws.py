"""Many possible futures at once: a thousand draws of one course, year by year.

All draws of one year are in memory, those of other years are not: 1,000 draws of 50 areas, 2 citizenships, 2 sexes and
100 ages are 160 MB. Draws are made in blocks with a stream of random numbers each, so that they do not depend on how
many workers there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.projections.chance import Chance, Expected, Luck
from teilhabe.engine.projections.courses import Course
from teilhabe.engine.projections.population import Axes, Floats
from teilhabe.engine.projections.rates import Rates
from teilhabe.engine.projections.uncertainty import USUAL, Levels, Spread, Walk

_CELLS_IN_BLOCK = 40_000
"""Cells that are worked on together: few enough for the processor's cache."""


@dataclass(frozen=True)
class Drawn:
    """All draws of one year."""

    year: int
    persons: Floats
    """(draw, area, citizenship, sex, age); the next year is another array."""


@dataclass(frozen=True)
class Draws:
    """What `number` draws of a course are made from; iterating over it draws them, every time the same."""

    course: Course
    until: int
    number: int
    seed: int
    spread: Spread = USUAL
    workers: int = 1

    @property
    def axes(self) -> Axes:
        return self.course.axes

    def __iter__(self) -> Iterator[Drawn]:
        """The start, where all draws are alike, and the draws after each step."""
        levels, *streams = _streams(self.seed, 1 + len(self._blocks()))
        walk = Walk(self.spread, self.axes, self.number, levels)
        chances = [Luck(stream) if self.spread.chance else Expected() for stream in streams]
        persons: Floats = np.broadcast_to(self.course.start.persons, (self.number, *self.axes.shape))
        yield Drawn(self.course.start.year, persons)
        with ThreadPoolExecutor(self.workers) as pool:
            for year in self.course.years(self.until):
                persons = self._next(persons, year, walk.step(), chances, pool)
                yield Drawn(year, persons)

    def _next(
        self, persons: Floats, year: int, levels: Levels, chances: Sequence[Chance], pool: ThreadPoolExecutor
    ) -> Floats:
        rates = self.course.rates(year)
        after = np.empty(persons.shape)

        def fill(block: slice, chance: Chance) -> None:
            after[block] = self._block(persons[block], year, levels.of(block).applied(rates), chance)

        list(pool.map(fill, self._blocks(), chances))
        return after

    def _block(self, persons: Floats, year: int, rates: Rates, chance: Chance) -> Floats:
        return self.course.advanced(persons, year, rates, chance)

    def _blocks(self) -> list[slice]:
        size = max(1, _CELLS_IN_BLOCK // int(np.prod(self.axes.shape)))
        return [slice(first, min(first + size, self.number)) for first in range(0, self.number, size)]


def seed_of(*inputs: bytes) -> int:
    """A seed from the bytes of the input: equal files, equal draws."""
    digest = hashlib.sha256()
    for content in inputs:
        digest.update(hashlib.sha256(content).digest())
    return int.from_bytes(digest.digest()[:8], "big")


def _streams(seed: int, number: int) -> list[np.random.Generator]:
    """The first one for the assumptions, one for each block."""
    return [np.random.Generator(np.random.SFC64(part)) for part in np.random.SeedSequence(seed).spawn(number)]
