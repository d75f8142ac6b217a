"""Cuts: from which period on a table counts something else than before."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from teilhabe.codes.signs import BREAK
from teilhabe.engine.cube.coded import Coded, groups
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation import Prepared
from teilhabe.text import Text


def breaks(prepared: Prepared) -> dict[str, Text]:
    """The periods from which on something else is counted: marked in the table, or on another base or concept."""
    observations = prepared.observations
    if "time_period" not in observations.columns:
        return {}
    periods = observations.column("time_period")
    marked = observations.column("obs_status").where(lambda status: status == BREAK)
    rows = np.flatnonzero(marked).tolist()
    found = {str(periods[row]): _MARKED for row in rows}
    for name, why in (("base", _BASE), ("concept", _CONCEPT)):
        found |= _changes(periods, observations.column(name), why)
    return found


_MARKED = Text("Die Quelle nennt hier einen Bruch in der Zeitreihe.", "The source states a break in the series here.")
_BASE = Text(
    "Ab hier beruhen die Zahlen auf einer anderen Grundlage.", "From here on the figures rest on another base."
)
_CONCEPT = Text("Ab hier wird etwas anderes gezählt.", "From here on something else is counted.")


def _changes(periods: Coded[object], column: Coded[object], why: Text) -> dict[str, Text]:
    """Where the only content of a period differs from that of the period before."""
    _, firsts = groups([periods, column])
    by_period: dict[str, set[object]] = {}
    for row in firsts.tolist():
        by_period.setdefault(str(periods[row]), set()).add(column[row])
    ordered = sorted(period for period in by_period if period != TOTAL)
    alone = [(period, next(iter(by_period[period]))) for period in ordered if len(by_period[period]) == 1]
    return {
        period: why
        for (_, before), (period, after) in pairwise(alone)
        if before != after and None not in (before, after)
    }
