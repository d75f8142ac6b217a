"""Table of minimum income: basic income support, asylum seekers' benefits and support in old age taken together."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts, Points
from teilhabe.engine.generator.groups import NATIONALITIES, NATIONALITY_OF_GROUP, levels, per_group
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.population import reference_dates
from teilhabe.engine.generator.protection import BENEFIT_AGES
from teilhabe.engine.generator.tables import Table, table

AGES_OF_RECIPIENTS = ("Y_LT15", "Y15T64", "Y_GE65")
_OLD = 65
_OLD_AGE: dict[str, Points] = {
    "WITHOUT": ((2008, 0.015), (2025, 0.025)),
    "WITH": ((2008, 0.08), (2025, 0.1)),
    "EU": ((2008, 0.06), (2025, 0.085)),
    "UA": ((2008, 0.5), (2021, 0.5), (2022, 0.62), (2025, 0.7)),
    "A8": ((2008, 0.45), (2025, 0.5)),
    "OTHER": ((2008, 0.12), (2025, 0.17)),
}
"""Share of the people of 65 and more whose pension does not suffice."""
_ASYLUM_BENEFITS = frozenset({"OPEN", "TOLERATED"})


def minimum_income(
    config: GeneratorConfig,
    history: tuple[Year, ...],
    supported: Counts,
    asylum: Counts,
    rng: np.random.Generator,
) -> Table:
    """Recipients of any of the three kinds by age group and nationality.

    `supported` is year × district × age group × nationality, `asylum` year × sex × age group × citizenship.
    """
    counts = np.zeros((len(history), len(AGES_OF_RECIPIENTS), len(NATIONALITIES)), dtype=np.int64)
    counts[:, :2] += supported.sum(axis=1)
    counts[:, :, 1] += _in_three_ages(asylum.sum(axis=(1, 3)))
    counts[:, 2] += _in_old_age(config, history, rng)
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
        ("age", AGES_OF_RECIPIENTS),
        ("citizenship", NATIONALITIES),
    )
    return table("minimum_income.csv", axes, counts[:, None])


def _in_three_ages(received: Counts) -> Counts:
    last = len(BENEFIT_AGES) - 1
    return np.stack([received[:, 0], received[:, 1:last].sum(axis=1), received[:, last]], axis=1)


def _in_old_age(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Counts:
    old = np.stack([record.stock[:, :, _OLD:].sum(axis=(0, 1, 2)) for record in history])
    entitled = per_group(lambda group: group.status not in _ASYLUM_BENEFITS)
    drawn: Counts = rng.binomial(old, levels(_OLD_AGE, config.years) * entitled) @ NATIONALITY_OF_GROUP
    return drawn
