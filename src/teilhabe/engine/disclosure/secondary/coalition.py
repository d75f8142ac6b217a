"""One contributor of a cell knows its value; nobody else's cell may follow from that exactly."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.disclosure.problem import Bools, Problem
from teilhabe.engine.disclosure.secondary.elimination import tied
from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses

NEARLY = 1e-7
"""Directions so near to each other may be one."""


def unknown(room: Room) -> Bools:
    """The cells that are not told exactly."""
    return room.low < room.high


class Coalition:
    """The singletons of a problem, and which cells hold the same people."""

    def __init__(self, problem: Problem) -> None:
        self.singles: list[int] = np.flatnonzero(problem.singletons).tolist()
        self.sensitive: list[int] = np.flatnonzero(problem.sensitive).tolist()
        self._alone = frozenset(self.singles)
        self._people = _people(problem) if self.singles else []

    def given_away(self, room: Room, witnesses: Witnesses) -> list[tuple[int, int]]:
        """Pairs of a singleton and a sensitive cell of other people that it determines."""
        if not self.singles or self._are_apart(witnesses):
            return []
        classes = tied(room.problem.equations, unknown(room))
        members: dict[int, list[int]] = {}
        for cell in self.sensitive:
            if cell in classes:
                members.setdefault(classes[cell], []).append(cell)
        return [
            (single, cell)
            for single in self.singles
            if single in classes
            for cell in members[classes[single]]
            if self._people[cell] != self._people[single]
        ]

    def _are_apart(self, witnesses: Witnesses) -> bool:
        """Whether deviations that are possible show it already: cells that are tied move in one proportion in all."""
        moves = witnesses.fingerprints(self.sensitive)
        size = np.linalg.norm(moves, axis=1)
        if not size.all():
            return False
        moves /= size[:, None]
        singles = [place for place, cell in enumerate(self.sensitive) if cell in self._alone]
        people = np.array([self._people[cell] for cell in self.sensitive])
        alike = np.abs(moves[singles] @ moves.T) > 1 - NEARLY
        return not (alike & (people[singles][:, None] != people)).any()


def _people(problem: Problem) -> list[int]:
    """Per cell a name of its contributors: a sum with one part above 0 has the people of that part."""
    names = list(range(len(problem)))
    equations = problem.equations
    for start, end in zip(equations.starts[:-1].tolist(), equations.starts[1:].tolist(), strict=True):
        cells, factors = equations.cells[start:end], equations.coefficients[start:end]
        filled = problem.values[cells] != 0
        if filled.sum() == 2 and not factors[filled].sum():
            one, other = (_first(names, cell) for cell in cells[filled].tolist())
            names[max(one, other)] = min(one, other)
    return [_first(names, cell) for cell in range(len(problem))]


def _first(names: list[int], cell: int) -> int:
    while names[cell] != cell:
        cell = names[cell]
    return cell
