"""Takes back secondaries that are not needed, dearest first."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.disclosure.secondary.repair import Repair
from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses


def prune(room: Room, repair: Repair, witnesses: Witnesses) -> Witnesses:
    """Publishes again what all sensitive cells can spare; returns the witnesses that are left and new ones."""
    added = np.flatnonzero(room.hidden & room.candidates)
    for cell in sorted(added.tolist(), key=lambda cell: (-repair.price[cell], cell)):
        room.hidden[cell] = False
        rest = witnesses.without(cell)
        if _holds(repair, rest):
            witnesses = rest
        else:
            room.hidden[cell] = True
    return witnesses


def _holds(repair: Repair, witnesses: Witnesses) -> bool:
    return all(repair.shows(witnesses, cell) for cell in witnesses.narrow().tolist())
