"""The best pattern of a small problem, by cuts (Fischetti & Salazar-González, Management Science 47(7), 2001).

A master programme chooses cells; the attacker answers for each sensitive cell, and the dual of an answer that falls
short is a cut: so much of what bounds the attacker has to be hidden. A cell counts in a cut for no more than what is
missing. Bounded by counted rounds, not by time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from teilhabe.engine.disclosure.problem import Bools, Equations, Floats
from teilhabe.engine.disclosure.secondary.mixed import Mixed, solved
from teilhabe.engine.disclosure.secondary.programme import Programme
from teilhabe.engine.disclosure.secondary.room import TOLERANCE, Room

ROUNDS = 10
NODES = 200

Cut = list[tuple[int, float]]


@dataclass(frozen=True)
class Answer:
    """Secondaries that cost less than what is known, where there are any; and whether nothing else is cheaper still."""

    secondaries: Bools | None
    proven: bool


def best_pattern(room: Room, price: Floats, below: float, rounds: int = ROUNDS) -> Answer:
    """The secondaries that cost least, where that is less than `below`.

    Continuous spans are kept; whole numbers and coalitions are for the caller to check.
    """
    cuts: list[Cut] = []
    for _ in range(rounds):
        chosen = _master(room, price, cuts)
        if chosen is None:
            return Answer(None, proven=False)
        if price[chosen].sum() > below - TOLERANCE:
            return Answer(None, proven=True)
        found = _cuts(room, chosen)
        if not found:
            return Answer(chosen & room.candidates, proven=True)
        cuts.extend(found)
    return Answer(None, proven=False)


def _master(room: Room, price: Floats, cuts: list[Cut]) -> Bools | None:
    chosen = np.zeros(len(price), dtype=bool)
    if not cuts:
        return chosen
    candidates = np.flatnonzero(room.candidates)
    number = {int(cell): at for at, cell in enumerate(candidates)}
    rows = Equations.of([[(number[cell], weight) for cell, weight in cut] for cut in cuts])
    ones, enough = np.ones(len(candidates)), np.ones(len(cuts))
    solution = solved(
        Mixed(price[candidates], 0 * ones, ones, ones > 0, rows, enough, np.inf * enough), NODES, proven=True
    )
    if solution is None:
        return None
    chosen[candidates[solution > 0.5]] = True
    return chosen


def _cuts(room: Room, chosen: Bools) -> list[Cut]:
    """One cut per protection level that this pattern misses; an empty one where no pattern can keep it."""
    low, high = _within(room, chosen)
    open_cells = np.flatnonzero(room.hidden | room.candidates | (room.told_low < room.told_high))
    attacker = Programme(
        room.problem.equations, open_cells, np.ones(len(open_cells)), low[open_cells], high[open_cells]
    )
    found: list[Cut] = []
    for cell in np.flatnonzero(room.problem.sensitive & (low < high)).tolist():
        up, pull_up = _reach(room, attacker, chosen, cell, 1.0)
        down, pull_down = _reach(room, attacker, chosen, cell, -1.0)
        for reached, needed, pulls in (
            (up, room.up[cell], [pull_up]),
            (down, room.down[cell], [pull_down]),
            (up + down, room.span[cell], [pull_up, pull_down]),
        ):
            if reached < needed - TOLERANCE:
                found.append(_cut(room, float(needed), pulls))
    return found


def _within(room: Room, chosen: Bools) -> tuple[Floats, Floats]:
    hidden = (room.hidden & ~room.candidates) | chosen
    return np.where(hidden, room.hidden_low, room.told_low), np.where(hidden, room.hidden_high, room.told_high)


def _reach(room: Room, attacker: Programme, chosen: Bools, cell: int, sign: float) -> tuple[float, Floats]:
    """How far the attacker must think the cell possible, no further than its span, and what bounds it there."""
    low, high = _within(room, chosen)
    span = float(room.span[cell])
    low[cell], high[cell] = max(low[cell], -span), min(high[cell], span)
    price = np.zeros(len(low))
    price[cell] = -sign
    attacker.bound(low[attacker.cells], high[attacker.cells])
    attacker.price(price[attacker.cells])
    solution = attacker.solve()
    if solution is None:
        raise ArithmeticError("The truth itself violates the equations or bounds.")
    pull = np.zeros(len(low))
    pull[attacker.cells] = attacker.pull()
    pull[np.abs(pull) < TOLERANCE] = 0
    return sign * float(attacker.deviations(solution, len(low))[cell]), pull


def _cut(room: Room, needed: float, pulls: list[Floats]) -> Cut:
    """The level is reached only where hidden candidates loosen what bounds the attacker; scaled to 1 at least."""
    missing = needed
    gains = np.zeros(len(room.problem))
    fixed_low, fixed_high = _within(room, np.zeros(len(room.problem), dtype=bool))
    for pull in pulls:
        bound = np.where(pull > 0, fixed_high, fixed_low)
        used = pull != 0
        missing -= float((pull[used] * bound[used]).sum())
        looser = np.where(pull > 0, room.hidden_high, room.hidden_low)
        opened = used & room.candidates
        gains[opened] += pull[opened] * (looser[opened] - bound[opened])
    return [(int(cell), float(min(1.0, gains[cell] / missing))) for cell in np.flatnonzero(gains > 0)]
