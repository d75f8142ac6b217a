"""Takes back secondaries that are not needed, dearest first."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.disclosure.problem import Floats
from teilhabe.engine.disclosure.secondary.attack import Attack
from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses


def prune(room: Room, attack: Attack, witnesses: Witnesses, price: Floats) -> Witnesses:
    """Publishes again what all sensitive cells can spare; returns the witnesses that are left and new ones."""
    added = np.flatnonzero(room.hidden & room.candidates)
    for cell in sorted(added.tolist(), key=lambda cell: (-price[cell], cell)):
        room.hidden[cell] = False
        rest = witnesses.without(cell)
        if _holds(attack, rest):
            witnesses = rest
        else:
            room.hidden[cell] = True
    return witnesses


def _holds(attack: Attack, witnesses: Witnesses) -> bool:
    return all(attack.shows(witnesses, cell) for cell in witnesses.narrow().tolist())
