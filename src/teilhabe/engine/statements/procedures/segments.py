"""Where a trend turns: two joined lines instead of one, only where the values support it strongly."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from teilhabe.engine.indicators.expressions.arrays import Array
from teilhabe.engine.statements.procedures.autocorrelation import SIMILAR, Observed, fit

LEAST = 5
"""So many points lie on either side of a turn."""
STRONG = 10.0
"""Two lines must be better by so much in Schwarz' criterion: "very strong" after Kass and Raftery (1995)."""
_LEVEL = 0.01


class Turn(NamedTuple):
    """The last point before the course changes, the slopes per year before and after, and the chance of none."""

    at: int
    before: float
    after: float
    p: float


def turn(observed: Observed) -> Turn | None:
    """The best supported turn, or None.

    Two conditions: Schwarz' criterion (three further parameters would be five: place and slope are two), and the
    change of slope itself, tested under all autocorrelations and for every place that was tried (Bonferroni).
    """
    places = range(LEAST - 1, observed.values.size - LEAST)
    if not places:
        return None
    times = observed.times - observed.times[0]
    bends = {at: np.maximum(times - times[at], 0.0) for at in places}
    at = min(places, key=lambda place: _squares(observed, times, bends[place]))
    n = observed.values.size
    gain = n * np.log(_squares(observed, times) / max(_squares(observed, times, bends[at]), 1e-300)) - 2 * np.log(n)
    bent = fit(observed, times, bends[at], independent=SIMILAR)
    change = bent.coefficient(2)
    p = min(1.0, change.p * len(places))
    before = bent.coefficient(1).estimate
    return Turn(at, before, before + change.estimate, p) if gain >= STRONG and p <= _LEVEL else None


def _squares(observed: Observed, *shape: Array) -> float:
    """The sum of squared deviations from the shape, in variances by chance."""
    columns = np.column_stack([np.ones_like(observed.values), *shape]) / observed.spread[:, None]
    values = observed.values / observed.spread
    solution = np.linalg.lstsq(columns, values, rcond=None)[0]
    return float(((values - columns @ solution) ** 2).sum())
