"""Where a trend turns: two joined lines instead of one, only where the values support it strongly."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from teilhabe.engine.indicators.expressions.arrays import Array
from teilhabe.engine.statements.procedures.autocorrelation import SIMILAR, Observed, deviation, fit

LEAST = 5
"""So many points lie on either side of a turn."""
STRONG = 10.0
"""Two lines must be better by so much in Schwarz' criterion: "very strong" after Kass and Raftery (1995)."""
_LEVEL = 0.01
_NOTHING = 1e-12
"""A sum of squares that is so small a part of all is one of last digits."""


class Turn(NamedTuple):
    """The last point before the course changes, the slope per year before it, the slope since with its 95 per cent
    interval, the usual standard deviation of a value, and the chance of such a slope after such a turn."""

    at: int
    before: float
    after: float
    low: float
    high: float
    usual: float
    p: float


def turn(observed: Observed) -> Turn | None:
    """The place where a turn is supported best; None for fewer than twice `LEAST` points and one.

    `p` is 1 unless the turn itself is strongly supported: by Schwarz' criterion (place and slope are two further
    parameters), and by the change of slope, tested under all autocorrelations and for every place that was tried
    (Bonferroni). Otherwise it is the chance of the slope since then, every place counted.
    """
    places = np.arange(LEAST - 1, observed.values.size - LEAST)
    if not places.size:
        return None
    times = observed.times - observed.times[0]
    bends = np.maximum(times - times[places][:, None], 0.0)
    left = _left(observed, times, bends)
    best = int(np.argmin(left))
    at, n = int(places[best]), observed.values.size
    parts = np.minimum(times - times[at], 0.0), bends[best]
    lines = fit(observed, *parts, independent=SIMILAR)
    before, after = lines.coefficient(1), lines.coefficient(2)
    low, high = after.interval(1 - 0.05 / places.size)
    is_turned = -n * np.log(left[best]) - 2 * np.log(n) >= STRONG and _turns(observed, times, bends[best], places.size)
    p = min(1.0, after.p * places.size) if is_turned else 1.0
    return Turn(at, before.estimate, after.estimate, low, high, deviation(lines, observed), p)


def _turns(observed: Observed, times: Array, bend: Array, tried: int) -> bool:
    """Whether the slope changes, every place that was tried counted."""
    return fit(observed, times, bend, independent=SIMILAR).coefficient(2).p * tried <= _LEVEL


def _left(observed: Observed, times: Array, bends: Array) -> Array:
    """Which part of what deviates from one line still deviates from two, for each of the bends."""
    line = np.column_stack([np.ones_like(times), times]) / observed.spread[:, None]
    basis = np.linalg.qr(line)[0]
    values, rest = (_free(columns / observed.spread, basis) for columns in (observed.values, bends))
    whole = float(values @ values)
    gains = (rest @ values) ** 2 / (rest**2).sum(axis=1)
    return np.maximum(1 - gains / whole, _NOTHING) if whole > 0 else np.ones(len(bends))


def _free(rows: Array, basis: Array) -> Array:
    """What is left of each row beside the columns of the basis."""
    return np.asarray(rows - (rows @ basis) @ basis.T)
