"""Tables of the Central Register of Foreigners (AZR): it counts a little more foreign people than the city does.

Departures reach it late. Figures are rounded to multiples of five, as the register publishes them.
"""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import AGES, Points, Rates, in_year
from teilhabe.engine.generator.groups import (
    CITIZENSHIP_OF_GROUP,
    CITIZENSHIPS,
    DIVERSE,
    NATIONALITIES,
    NATIONALITY_OF_GROUP,
    SEXES,
)
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.livelihood import WORKING_AGES, Work
from teilhabe.engine.generator.population import by_age_group, reference_dates
from teilhabe.engine.generator.rounding import in_steps
from teilhabe.engine.generator.tables import Table, table

AZR_AGES = {
    "Y_LT6": (0, 6),
    "Y6T14": (6, 15),
    "Y15T17": (15, 18),
    "Y18T24": (18, 25),
    "Y25T34": (25, 35),
    "Y35T44": (35, 45),
    "Y45T54": (45, 55),
    "Y55T64": (55, 65),
    "Y_GE65": (65, AGES),
}
STEP = 5
_EXCESS: Points = ((2008, 0.06), (2012, 0.055), (2016, 0.042), (2019, 0.037), (2022, 0.052), (2025, 0.034))
"""Foreign residents in the AZR beyond those in the population register, as a share."""


def population_azr(config: GeneratorConfig, history: tuple[Year, ...]) -> Table:
    """Foreign residents by sex, age group and citizenship, as the AZR counts them."""
    people = np.stack([by_age_group(record.stock[:, :DIVERSE], AZR_AGES).sum(axis=0) for record in history])
    counts = (people @ CITIZENSHIP_OF_GROUP)[..., 1:] * _counted(config)[:, None, None, None]
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
        ("age", tuple(AZR_AGES)),
        ("citizenship", CITIZENSHIPS[1:]),
    )
    return table("population_azr.csv", axes, in_steps(counts, STEP)[:, None])


def labour_force_azr(config: GeneratorConfig, worked: Work) -> Table:
    """The labour force with as many foreign persons as the AZR would give it."""
    counts = (worked.active @ NATIONALITY_OF_GROUP).astype(np.float64)
    counts[..., 1] *= _counted(config)[:, None, None]
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
        ("age", tuple(WORKING_AGES)),
        ("citizenship", NATIONALITIES),
    )
    return table("labour_force_azr.csv", axes, in_steps(counts, STEP)[:, None])


def _counted(config: GeneratorConfig) -> Rates:
    return np.array([1 + in_year(_EXCESS, year) for year in config.years])
