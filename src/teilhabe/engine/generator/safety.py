"""Table of suspects: age, sex and the hardship of the district decide, for everybody alike (invented).

Citizenship has no part in the probability. The crude figures of two groups differ because one of them holds more young
men; that a comparison of crude figures misleads can therefore be shown here, and proved.
"""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import AGES, Points, Rates, in_year
from teilhabe.engine.generator.groups import DIVERSE, NATIONALITIES, NATIONALITY_OF_GROUP, SEXES
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.kinds import KINDS
from teilhabe.engine.generator.population import by_age_group
from teilhabe.engine.generator.tables import Table, table

AGE_BANDS = {"Y14T17": (14, 18), "Y18T20": (18, 21), "Y21T24": (21, 25), "Y25T59": (25, 60), "Y_GE60": (60, AGES)}
_SUSPECTED = np.array([[0.059, 0.078, 0.066, 0.03, 0.0085], [0.023, 0.021, 0.018, 0.0095, 0.0032]])
"""Probability within a year, men and women by age band."""
_LEVEL: Points = ((2008, 1.1), (2015, 0.98), (2019, 0.93), (2020, 0.88), (2021, 0.84), (2023, 0.97), (2025, 0.95))
_RESTLESSNESS = 0.025  # standard deviation (logarithmic) of a whole year
_HARDSHIP = 0.3  # elasticity


def suspects(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Table:
    """Suspects from 14 on who live in the city, by sex, age band and nationality; without residence offences."""
    people = np.stack([by_age_group(record.stock[:, :DIVERSE], AGE_BANDS) @ NATIONALITY_OF_GROUP for record in history])
    counts = rng.binomial(people, _probabilities(config, rng)[..., None]).sum(axis=1)
    axes = (
        ("time_period", [str(year) for year in config.years]),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
        ("age", tuple(AGE_BANDS)),
        ("citizenship", NATIONALITIES),
    )
    return table("suspects.csv", axes, counts[:, None])


def _probabilities(config: GeneratorConfig, rng: np.random.Generator) -> Rates:
    """An array year × district × sex × age band."""
    mood = rng.lognormal(0.0, _RESTLESSNESS, len(config.years))
    level = np.array([in_year(_LEVEL, year) for year in config.years]) * mood
    hardship = np.array([KINDS[area.kind].hardship for area in config.areas]) ** _HARDSHIP
    probabilities: Rates = level[:, None, None, None] * hardship[:, None, None] * _SUSPECTED
    return probabilities
