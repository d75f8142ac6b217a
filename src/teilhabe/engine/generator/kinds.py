"""Kinds of district: whom they draw, how old people are there, how well off (invented, from general knowledge)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.generator.curves import AGES, Points, Rates, in_year
from teilhabe.engine.generator.groups import GROUPS

_BANDS = ((0, 18), (18, 30), (30, 45), (45, 65), (65, AGES))


@dataclass(frozen=True)
class Kind:
    """How one kind of district differs from the city: every number is a factor around 1."""

    milieus: Mapping[str, float]  # pull on each milieu of groups
    ages: tuple[float, ...]  # pull on children, 18–29, 30–44, 45–64, 65 and older
    hardship: float  # benefit receipt
    care: float  # use of day care
    growth: Points = ((2008, 1.0),)  # pull in calendar years: new building


def _milieus(native: float, settled: float, worker: float, refugee: float, student: float) -> Mapping[str, float]:
    return {"native": native, "settled": settled, "worker": worker, "refugee": refugee, "student": student}


KINDS: Mapping[str, Kind] = {
    "old_town": Kind(_milieus(1.00, 0.85, 1.30, 0.80, 1.40), (0.70, 1.50, 1.10, 0.90, 0.85), 0.95, 1.05),
    "inner": Kind(_milieus(0.85, 1.30, 1.60, 1.40, 1.30), (0.90, 1.40, 1.15, 0.90, 0.75), 1.30, 0.97),
    "university": Kind(_milieus(0.95, 0.60, 0.90, 0.60, 3.20), (0.55, 2.60, 1.00, 0.65, 0.55), 0.60, 1.10),
    "industrial": Kind(_milieus(0.85, 1.70, 1.50, 1.40, 0.70), (1.10, 1.05, 1.05, 1.00, 0.90), 1.25, 0.95),
    "estate": Kind(_milieus(0.70, 2.10, 1.20, 2.40, 0.50), (1.30, 1.00, 1.00, 0.95, 0.95), 1.65, 0.88),
    "suburb": Kind(_milieus(1.20, 0.60, 0.50, 0.35, 0.25), (1.00, 0.70, 0.95, 1.10, 1.30), 0.50, 1.06),
    "village": Kind(_milieus(1.30, 0.28, 0.35, 0.20, 0.08), (1.05, 0.65, 1.00, 1.15, 1.15), 0.35, 1.04),
    "new_quarter": Kind(
        _milieus(1.10, 0.80, 0.80, 0.60, 0.60),
        (1.35, 0.95, 1.50, 0.80, 0.60),
        0.70,
        1.12,
        ((2010, 0.8), (2014, 2.6), (2019, 2.2), (2023, 1.0)),
    ),
    "mixed": Kind(_milieus(1.00, 1.00, 1.00, 1.00, 0.80), (1.00, 1.00, 1.00, 1.00, 1.00), 1.00, 1.00),
}


def attraction(kind: Kind, year: int) -> Rates:
    """How strongly a district of this kind draws people in a year: an array age × group."""
    ages = np.concatenate([np.full(end - start, pull) for (start, end), pull in zip(_BANDS, kind.ages, strict=True)])
    milieus = np.array([kind.milieus[group.milieu] for group in GROUPS])
    pull: Rates = np.outer(ages, milieus) * in_year(kind.growth, year)
    return pull
