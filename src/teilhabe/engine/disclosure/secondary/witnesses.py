"""The deviations that were shown to be possible, and how far each cell can be thought to lie from the truth."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.disclosure.problem import Bools, Floats, Integers
from teilhabe.engine.disclosure.secondary.room import TOLERANCE, Room

MIXTURES = 8
"""Two cells that move alike in so many mixtures move alike in all deviations, up to chance."""
SEED = 1


class Witnesses:
    """Keeps a deviation where it widens what is known of a sensitive cell; each is a proof, so ends are never too wide.

    Whole numbers stay whole: a count that can rise by 2.5 can rise by 2.
    """

    def __init__(self, room: Room, vectors: list[Floats] | None = None) -> None:
        self.room = room
        self.cells: Integers = np.flatnonzero(room.problem.sensitive)
        self.vectors = vectors or []
        self.up, self.down = self._ends()

    def _ends(self) -> tuple[Floats, Floats]:
        up, down = np.zeros(len(self.room.problem)), np.zeros(len(self.room.problem))
        for vector in self.vectors:
            np.maximum(up, vector, out=up)
            np.minimum(down, vector, out=down)
        return self._inwards(up), self._inwards(-down)

    def add(self, vector: Floats) -> None:
        """Takes note of a possible deviation; nothing else may count as a proof."""
        if self.room.beyond(vector).any() or not self.room.adds_up(vector):
            raise ArithmeticError("The solver gave a deviation that is not possible.")
        if not self.room.counts(vector):
            return
        vector = np.where(np.abs(vector) < TOLERANCE, 0, vector)
        up, down = self._inwards(np.maximum(vector, 0)), self._inwards(np.maximum(-vector, 0))
        if (up > self.up)[self.cells].any() or (down > self.down)[self.cells].any():
            self.vectors.append(vector)
        np.maximum(self.up, up, out=self.up)
        np.maximum(self.down, down, out=self.down)

    def _inwards(self, reach: Floats) -> Floats:
        return np.where(self.room.whole, np.floor(reach + TOLERANCE), reach)

    def narrow(self) -> Integers:
        """The sensitive cells of which some protection level is not shown."""
        return self.cells[~self.shown(self.cells)]

    def shown(self, cells: Integers) -> Bools:
        room, up, down = self.room, self.up[cells] + TOLERANCE, self.down[cells] + TOLERANCE
        return (up >= room.up[cells]) & (down >= room.down[cells]) & (up + down >= room.span[cells])

    def without(self, cell: int) -> Witnesses:
        """The same without the deviations that need this cell, which is told exactly now."""
        return Witnesses(self.room, [vector for vector in self.vectors if self.room.told(vector, cell)])

    def fingerprints(self, cells: list[int]) -> Floats:
        """Per cell how it moves in some fixed mixtures of all deviations."""
        if not self.vectors:
            return np.zeros((len(cells), MIXTURES))
        moves = np.array([vector[cells] for vector in self.vectors])
        mixtures = np.random.default_rng(SEED).standard_normal((MIXTURES, len(moves)))
        found: Floats = (mixtures @ moves).T
        return found
