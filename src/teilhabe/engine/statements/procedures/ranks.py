"""Which place something takes, and how sure that is: ranks under draws of what the values might as well have been."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from teilhabe.engine.indicators.expressions.arrays import Array

SEED = 20_250
DRAWS = 2_000


class Ranks(NamedTuple):
    """Place of each value, the highest first, with the places it takes in 95 per cent of all draws."""

    place: NDArray[np.int64]
    best: NDArray[np.int64]
    worst: NDArray[np.int64]
    exactly: Array  # the chance of the very place
    among_first: Array  # the chance of a place among the first `leaders`


def rank(values: Array, errors: Array, leaders: int = 3) -> Ranks:
    """Ranks of values with normal standard errors; the same input always gives the same draws."""
    drawn = values + errors * np.random.default_rng(SEED).standard_normal((DRAWS, values.size))
    places = _places(drawn)
    best, worst = np.percentile(places, [2.5, 97.5], axis=0, method="nearest").astype(np.int64)
    own = _places(values[None])[0]
    return Ranks(own, best, worst, (places == own).mean(axis=0), (places <= leaders).mean(axis=0))


def _places(rows: Array) -> NDArray[np.int64]:
    """1 for the highest of each row; equal values share the better place."""
    order = np.argsort(-rows, axis=1)
    ordered = np.take_along_axis(rows, order, axis=1)[:, ::-1]
    if (ordered[:, 1:] > ordered[:, :-1]).all():
        places = np.empty(rows.shape, dtype=np.int64)
        np.put_along_axis(places, order, np.arange(1, rows.shape[1] + 1)[None], axis=1)
        return places
    higher = [row.size - np.searchsorted(line, row, side="right") for line, row in zip(ordered, rows, strict=True)]
    return np.array(higher, dtype=np.int64) + 1
