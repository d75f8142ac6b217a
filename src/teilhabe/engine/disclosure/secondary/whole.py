"""Deviations in whole persons: a span of 3 in fractions may hold no 3 persons.

In tables of two dimensions every vertex is whole; in three it need not be. Small problems are searched in whole
numbers, with a fixed charge per further cell, wherever the linear programme answered with fractions.
"""

from __future__ import annotations

import numpy as np

from teilhabe.engine.disclosure.problem import Equations, Floats
from teilhabe.engine.disclosure.secondary.mixed import Mixed, solved
from teilhabe.engine.disclosure.secondary.room import Room

FAR = 5.0
"""No cell moves further than this many times the movement asked for …"""
WEIGHT = 2.0
"""… unless an equation counts one cell heavier than another, as ages are: then so much further."""
NODES = 50


def whole_move(room: Room, price: Floats, pins: dict[int, float]) -> Floats | None:
    """A cheap deviation in whole numbers with the pinned cells where they are told to be; price 0 moves freely.

    A price of infinity keeps a cell within what is told.
    """
    size = len(room.problem)
    heaviest = float(np.abs(room.problem.equations.coefficients).max(initial=WEIGHT))
    far = FAR * max(1.0, *map(abs, pins.values())) * heaviest / WEIGHT
    low, high = np.maximum(room.hidden_low, -far), np.minimum(room.hidden_high, far)
    fixed = (price == np.inf) | (~room.hidden & ~room.candidates)
    low[fixed], high[fixed] = np.maximum(room.told_low, -far)[fixed], np.minimum(room.told_high, far)[fixed]
    paid = np.flatnonzero(~fixed & (price > 0))
    for cell, by in pins.items():
        if not low[cell] <= by <= high[cell]:
            return None
        low[cell] = high[cell] = by
    solution = solved(
        Mixed(
            price=np.concatenate([np.zeros(size), price[paid]]),
            low=np.concatenate([low, np.zeros(len(paid))]),
            high=np.concatenate([high, np.ones(len(paid))]),
            whole=np.concatenate([room.whole, np.ones(len(paid), dtype=bool)]),
            rows=_with_charges(room.problem.equations, room, low, high, paid.tolist()),
            row_low=np.concatenate([np.zeros(len(room.problem.equations)), np.tile([-np.inf, 0.0], len(paid))]),
            row_high=np.concatenate([np.zeros(len(room.problem.equations)), np.tile([0.0, np.inf], len(paid))]),
        ),
        NODES,
    )
    return None if solution is None else solution[:size]


def _with_charges(equations: Equations, room: Room, low: Floats, high: Floats, paid: list[int]) -> Equations:
    """The equations, and per paid cell: it stays at the truth unless its charge is 1."""
    size = len(room.problem)
    rows = []
    for number, cell in enumerate(paid):
        rows.append([(cell, 1.0), (size + number, -float(high[cell]))])
        rows.append([(cell, 1.0), (size + number, -float(low[cell]))])
    charges = Equations.of(rows)
    return Equations(
        np.concatenate([equations.starts, equations.starts[-1] + charges.starts[1:]]),
        np.concatenate([equations.cells, charges.cells]),
        np.concatenate([equations.coefficients, charges.coefficients]),
    )
