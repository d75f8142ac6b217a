"""The attacker inside the gate: how far can the sensitive cells be thought to lie, given what is told?

An exact answer takes two linear programmes per cell. One programme for the sum of all narrow cells, each capped at
what it needs, shows many of them at once, and its vertex is a witness for all cells. A few such sweeps leave only
cells that are truly narrow, or nearly.
"""

from __future__ import annotations

import numpy as np

from teilhabe.engine.disclosure.secondary.programme import Programme
from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses

SWEEPS = 40
WORTH = 0.01
"""Sweeping ends when one up and one down show less than this share of the narrow cells."""


def sweep(room: Room, witnesses: Witnesses) -> int:
    """Shows what programmes for all narrow cells together can show; returns how many it took."""
    cells = np.flatnonzero(room.low < room.high)
    programme = Programme(room.problem.equations, cells, np.ones(len(cells)), room.low[cells], room.high[cells])
    for _ in range(SWEEPS):
        before = witnesses.narrow()
        for sign in (1.0, -1.0):
            _push(room, programme, witnesses, sign)
        if len(before) - len(witnesses.narrow()) <= WORTH * len(before):
            break
    return programme.solved


def _push(room: Room, programme: Programme, witnesses: Witnesses, sign: float) -> None:
    """One vertex that moves the narrow cells as far as they can go together, none further than it needs."""
    narrow, low, high = witnesses.narrow(), room.low, room.high
    if sign > 0:
        high[narrow] = np.minimum(high, np.maximum(room.span - witnesses.down, room.up))[narrow]
    else:
        low[narrow] = np.maximum(low, -np.maximum(room.span - witnesses.up, room.down))[narrow]
    price = np.zeros(len(low))
    price[narrow] = -sign
    programme.bound(low[programme.cells], high[programme.cells])
    programme.price(price[programme.cells])
    solution = programme.solve()
    if solution is None:
        raise ArithmeticError("The truth itself violates the equations or bounds.")
    witnesses.add(programme.deviations(solution, len(low)))
