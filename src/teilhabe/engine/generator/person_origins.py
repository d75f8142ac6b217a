"""Single countries inside the groups of citizenships, by their official keys; the weights are invented."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from teilhabe.engine.generator.curves import Counts, Rates
from teilhabe.engine.generator.groups import GROUPS

GERMANY = "000"

_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "DE": {GERMANY: 1},
    "EU": {
        "152": 24, "154": 22, "137": 15, "130": 10, "125": 10, "134": 8, "165": 5, "161": 5, "153": 4, "129": 3,
        "151": 3, "148": 2, "164": 2, "142": 1,
    },
    "UA": {"166": 1},
    "A8": {"475": 48, "423": 20, "438": 13, "439": 7, "224": 5, "273": 3, "461": 2, "232": 2},
    "OTHER": {
        "163": 34, "160": 8, "150": 8, "170": 8, "122": 5, "144": 4, "436": 6, "479": 4, "368": 4, "432": 4, "252": 3,
        "285": 2, "287": 2, "121": 3, "168": 2, "327": 2, "430": 1,
    },
    "UNKNOWN": {"997": 30, "998": 65, "999": 5},
}  # fmt: skip
"""Keys of the Federal Statistical Office's list of citizenships; 997 stateless, 998 unclear, 999 not stated."""

KEYS = tuple(sorted({key for weights in _WEIGHTS.values() for key in weights}))
_NUMBERS = {key: number for number, key in enumerate(KEYS)}


def drawn(groups: Counts, rng: np.random.Generator) -> Counts:
    """For each group number the number of a country in `KEYS`, drawn by weight."""
    return draw_rows(_CUMULATIVE, groups, rng)


def draw_rows(cumulative: Rates, rows: Counts, rng: np.random.Generator) -> Counts:
    """One column number for each row number, drawn from that row's cumulative probabilities."""
    width = cumulative.shape[1]
    ladder = (cumulative + np.arange(len(cumulative))[:, None]).reshape(-1)  # row r stands between r and r + 1
    places = np.searchsorted(ladder, rows + rng.random(len(rows)), side="right") - rows * width
    numbers: Counts = np.minimum(places, width - 1)
    return numbers


def accumulated(weights: Rates) -> Rates:
    """Cumulative probabilities along the last axis; a row without weight falls on its last column."""
    sums = weights.cumsum(axis=-1)
    totals = sums[..., -1:]
    shares: Rates = np.divide(sums, totals, out=np.zeros_like(sums), where=totals > 0)
    return shares


def _weights(citizenship: str) -> list[float]:
    weights = _WEIGHTS[citizenship]
    return [weights.get(key, 0.0) for key in KEYS]


_CUMULATIVE = accumulated(np.array([_weights(group.citizenship) for group in GROUPS]))
