"""Single countries inside the groups of citizenships, drawn for single persons by the weights of the invented city."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from teilhabe.engine.generator.countries import COUNTRIES
from teilhabe.engine.generator.curves import Counts, Rates
from teilhabe.engine.generator.groups import GROUPS

GERMANY = "000"

_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "DE": {GERMANY: 1.0},
    **{
        group: {code.removeprefix("ST"): points[-1][1] for code, points in weights.items()}
        for group, weights in COUNTRIES.items()
    },
}
"""The newest weights of the invented city, by the keys of the Federal Statistical Office."""

KEYS = tuple(sorted({key for weights in _WEIGHTS.values() for key in weights}))


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
