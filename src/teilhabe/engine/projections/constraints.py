"""Given totals: a projection is scaled, as little as it takes, until it adds up to what a larger projection says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.projections.population import Floats, share, summed

_ROUNDS, _CLOSE = 500, 1e-10


@dataclass(frozen=True)
class Margin:
    """Given sums over some of the axes."""

    kept: tuple[str, ...]
    """The axes the sums are told apart by."""
    sums: Floats
    """(area, citizenship, sex, age), with length 1 along all other axes; NaN where nothing is given."""


Totals = Mapping[int, Sequence[Margin]]
"""Year → what is given for it."""


def raked(persons: Floats, margins: Sequence[Margin]) -> Floats:
    """Persons (…, area, citizenship, sex, age) that meet all margins, by iterative proportional fitting.

    Margins that contradict each other are met as well as fitting can: the last one exactly.
    """
    for _ in range(_ROUNDS if len(margins) > 1 else 1):
        before = persons
        for margin in margins:
            persons = persons * _factors(persons, margin)
        if np.allclose(before, persons, rtol=_CLOSE, atol=0.0):
            break
    return persons


def _factors(persons: Floats, margin: Margin) -> Floats:
    """What each group is multiplied with; 1 where nothing is given or nobody can be scaled."""
    now = summed(persons, margin.kept)
    given = np.isfinite(margin.sums) & (now > 0)
    wanted = np.where(given, margin.sums, 0.0)
    return np.where(given, share(wanted, now, 1.0), 1.0)
