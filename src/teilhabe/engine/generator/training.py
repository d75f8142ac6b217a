"""Tables after school: who begins in the transition system, who is in dual training."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts, Points, in_year
from teilhabe.engine.generator.education import CERTIFICATES, school_years
from teilhabe.engine.generator.groups import (
    DIVERSE,
    FEMALE,
    NATIONALITIES,
    NATIONALITY_OF_GROUP,
    SEXES,
    levels,
)
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.population import reference_dates
from teilhabe.engine.generator.tables import Table, table

TRAINING_AGES = slice(18, 21)
_TRANSITION = {
    "DE": {"NONE": 0.7, "BASIC": 0.36, "MIDDLE": 0.09, "ABITUR": 0.0},
    "FOREIGN": {"NONE": 0.78, "BASIC": 0.48, "MIDDLE": 0.15, "ABITUR": 0.01},
}
_TRANSITION_LEVEL: Points = ((2008, 1.15), (2014, 0.9), (2016, 1.05), (2021, 0.85), (2025, 0.98))
"""Leavers with the same certificate differ less than all leavers: much of the gap is the certificates'."""

_TRAINEES: dict[str, Points] = {
    "WITHOUT": ((2008, 0.4), (2019, 0.36), (2021, 0.335), (2025, 0.345)),
    "WITH": ((2008, 0.31), (2025, 0.31)),
    "EU": ((2008, 0.22), (2025, 0.255)),
    "UA": ((2008, 0.15), (2021, 0.16), (2022, 0.02), (2025, 0.13)),
    "A8": ((2008, 0.12), (2014, 0.1), (2016, 0.06), (2019, 0.24), (2025, 0.32)),
    "OTHER": ((2008, 0.2), (2025, 0.23)),
}
_WOMEN_IN_TRAINING = 0.72


def transition(config: GeneratorConfig, leavers: Counts, rng: np.random.Generator) -> Table:
    """Leavers who begin in the transition system, by sex and nationality; `leavers` as in `Schooling`."""
    level = np.array([in_year(_TRANSITION_LEVEL, year) for year in config.years[: len(leavers)]])
    by_certificate = np.array([[_TRANSITION[n][name] for name in CERTIFICATES] for n in NATIONALITIES])
    shares = np.minimum(level[:, None, None, None] * by_certificate, 0.95)
    axes = (
        ("time_period", school_years(config)[: len(leavers)]),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
        ("citizenship", NATIONALITIES),
    )
    return table("transition_system.csv", axes, rng.binomial(leavers, shares).sum(axis=-1)[:, None])


def trainees(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Table:
    """Young people of 18 to 20 in dual training at the end of the year, by sex and nationality."""
    young = np.stack([record.stock[:, :DIVERSE, TRAINING_AGES].sum(axis=(0, 2)) for record in history])
    shares = levels(_TRAINEES, config.years)[:, None] * np.ones((DIVERSE, 1))
    shares[:, FEMALE] *= _WOMEN_IN_TRAINING
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
        ("citizenship", NATIONALITIES),
    )
    return table("trainees.csv", axes, (rng.binomial(young, shares) @ NATIONALITY_OF_GROUP)[:, None])
