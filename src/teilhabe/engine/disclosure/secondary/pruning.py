"""Takes back secondaries that are not needed, dearest first."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.disclosure.secondary.coalition import Coalition
from teilhabe.engine.disclosure.secondary.repair import Repair
from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses


def prune(room: Room, repair: Repair, witnesses: Witnesses, reasons: dict[int, int], coalition: Coalition) -> Witnesses:
    """Publishes again what all sensitive cells can spare; returns the witnesses that are left and new ones.

    `reasons` names the cell for which a secondary was hidden: most often it is the one that still needs it.
    """
    added = np.flatnonzero(room.hidden & room.candidates).tolist()
    for cell in sorted(added, key=lambda cell: (-repair.price[cell], cell)):
        room.hidden[cell] = False
        rest = witnesses.without(cell)
        narrow = sorted(rest.narrow().tolist(), key=lambda narrow: narrow != reasons.get(cell))
        if all(repair.shows(rest, sensitive) for sensitive in narrow) and not coalition.given_away(room):
            witnesses = rest
        else:
            room.hidden[cell] = True
    return witnesses
