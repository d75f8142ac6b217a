"""Local search: secondaries that lie together are torn down, one of them is barred, and the gap is closed anew.

The first pass hides for one cell after the other and cannot know what later cells will need (ruin and recreate,
Schrimpf et al. 2000). Bounded by counted programmes, so that the same problem gives the same pattern.
"""

from __future__ import annotations

import numpy as np

from teilhabe.engine.disclosure.problem import Bools, Equations, Integers
from teilhabe.engine.disclosure.secondary.construction import Construction, Unprotectable
from teilhabe.engine.disclosure.secondary.room import TOLERANCE

BARRED = 20.0
"""By how much a barred cell is dearer; it comes back only where nothing else will do."""

SHAKEN = 0.4
"""By what share prices are shaken for a new beginning."""
SEED = 1


def rebuild(construction: Construction, programmes: int) -> None:
    """Tears down around each secondary, dearest first, as long as this many programmes last and something improves."""
    neighbours = _Neighbours(construction.room.problem.equations)
    end = construction.programmes + programmes
    improved = True
    while improved:
        improved = False
        cells = np.flatnonzero(construction.secondaries).tolist()
        for cell in sorted(cells, key=lambda cell: (-construction.price[cell], cell)):
            if construction.programmes > end:
                return
            if construction.secondaries[cell]:
                improved |= _around(construction, cell, neighbours.of(cell, construction.secondaries))


def restart(construction: Construction, times: int) -> None:
    """Begins anew with shaken prices and in another order, and keeps the cheapest pattern."""
    random = np.random.default_rng(SEED)
    price = construction.repair.price
    for _ in range(times):
        hidden, witnesses, cost = construction.room.hidden.copy(), construction.witnesses, construction.cost
        construction.repair.price = price * random.uniform(1 - SHAKEN, 1 + SHAKEN, len(price))
        order = random.permutation(len(price))
        if not _closed(construction, np.zeros(len(price), dtype=bool), cost, order):
            construction.room.hidden, construction.witnesses = hidden, witnesses
    construction.repair.price = price


def _around(construction: Construction, cell: int, region: Bools) -> bool:
    """One attempt; whether it made the pattern cheaper."""
    hidden, witnesses, cost = construction.room.hidden.copy(), construction.witnesses, construction.cost
    kept = construction.secondaries & ~region
    construction.repair.price[cell] *= BARRED
    cheaper = _closed(construction, kept, cost)
    construction.repair.price[cell] /= BARRED
    if not cheaper:
        construction.room.hidden, construction.witnesses = hidden, witnesses
    return cheaper


def _closed(construction: Construction, kept: Bools, below: float, order: Integers | None = None) -> bool:
    """Protects again from these secondaries on; whether that came out cheaper."""
    construction.adopt(kept)
    narrow = construction.witnesses.narrow()
    try:
        for sensitive in (narrow if order is None else narrow[np.argsort(order[narrow])]).tolist():
            construction.widen(sensitive)
            if construction.cost > below + 2 * construction.price.max():
                return False
        construction.untie()
    except Unprotectable:
        return False
    construction.prune(construction.secondaries & ~kept)
    return construction.cost < below - TOLERANCE


class _Neighbours:
    """Which cells share an equation."""

    def __init__(self, equations: Equations) -> None:
        self._equations = equations
        self._rows = np.repeat(np.arange(len(equations)), np.diff(equations.starts))

    def of(self, cell: int, among: Bools) -> Bools:
        rows = self._rows[self._equations.cells == cell]
        together = np.zeros(len(among), dtype=bool)
        together[self._equations.cells[np.isin(self._rows, rows)]] = True
        return together & among
