"""Tables beside the labour market's: marginal jobs, and people in the context of flight who work."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Points
from teilhabe.engine.generator.groups import (
    DIVERSE,
    FEMALE,
    NATIONALITIES,
    NATIONALITY_OF_GROUP,
    SEXES,
    levels,
    per_group,
)
from teilhabe.engine.generator.livelihood import WORKING_AGES, Work
from teilhabe.engine.generator.population import reference_dates
from teilhabe.engine.generator.protection import PROTECTION
from teilhabe.engine.generator.tables import Table, table

_MARGINAL: dict[str, Points] = {
    "WITHOUT": ((2008, 0.17), (2019, 0.16), (2020, 0.145), (2025, 0.155)),
    "WITH": ((2008, 0.19), (2019, 0.18), (2020, 0.16), (2025, 0.175)),
    "EU": ((2008, 0.2), (2020, 0.18), (2025, 0.19)),
    "UA": ((2008, 0.16), (2022, 0.05), (2025, 0.11)),
    "A8": ((2008, 0.17), (2015, 0.05), (2019, 0.13), (2025, 0.16)),
    "OTHER": ((2008, 0.19), (2020, 0.17), (2025, 0.18)),
}
"""Of those of working age who are neither insured employees nor unemployed: pupils, students, people at home."""
_BY_AGE = (0.9, 1.25, 0.9)
_WOMEN = 1.2


def marginal(config: GeneratorConfig, worked: Work, rng: np.random.Generator) -> Table:
    """People who hold marginal jobs only, and all dependent employees: these and the insured."""
    others = worked.people - worked.employed - worked.unemployed
    rates = levels(_MARGINAL, config.years)[:, None, None] * np.array(_BY_AGE)[:, None] * np.ones((DIVERSE, 1, 1))
    rates[:, FEMALE] *= _WOMEN
    only_marginal = rng.binomial(others, rates)
    counts = np.stack([only_marginal, worked.employed + only_marginal]) @ NATIONALITY_OF_GROUP
    axes = (
        ("variable", ("marginal_employed", "dependent_employed")),
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
        ("age", tuple(WORKING_AGES)),
        ("citizenship", NATIONALITIES),
    )
    return table("marginal_employment.csv", axes, counts[:, :, None])


def refugees_at_work(config: GeneratorConfig, worked: Work) -> Table:
    """Those of the insured employees whose status is a humanitarian one, by sex."""
    in_context = per_group(lambda group: group.status in PROTECTION).astype(np.int64)
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
    )
    return table("refugees_in_employment.csv", axes, (worked.employed.sum(axis=2) @ in_context)[:, None])
