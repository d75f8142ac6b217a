"""Tables of the school entry examination: every child is seen before school begins, by district and family."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts, Points, Rates, in_year
from teilhabe.engine.generator.education import school_years
from teilhabe.engine.generator.groups import DIVERSE, MIGRATION_OF_GROUP, MIGRATION_STATUSES, SEXES, levels
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.kinds import KINDS
from teilhabe.engine.generator.tables import Axis, Table, table

STARTING_AGE = 6
_EXAMINED = 0.975
_LANGUAGE_NEED: dict[str, Points] = {
    "WITHOUT": ((2008, 0.085), (2025, 0.095)),
    "WITH": ((2008, 0.26), (2019, 0.22), (2025, 0.23)),
    "EU": ((2008, 0.42), (2014, 0.5), (2025, 0.48)),
    "UA": ((2008, 0.4), (2021, 0.38), (2022, 0.9), (2025, 0.6)),
    "A8": ((2008, 0.5), (2014, 0.55), (2016, 0.8), (2020, 0.62), (2025, 0.5)),
    "OTHER": ((2008, 0.46), (2025, 0.43)),
}
_PANDEMIC: Points = ((2019, 1.0), (2020, 1.04), (2021, 1.14), (2022, 1.1), (2024, 1.0))
_BY_SEX = (1.12, 0.88)
_HARDSHIP = 0.4  # elasticity: how far the need follows the hardship of the district

_BOOKLET = {"WITHOUT": 0.945, "WITH": 0.9, "EU": 0.8, "UA": 0.66, "A8": 0.72, "OTHER": 0.8}
"""Share whose parents bring the booklet of the check-ups; children who came lately have none."""
_COMPLETE: dict[str, Points] = {
    "WITHOUT": ((2008, 0.84), (2016, 0.91), (2020, 0.9), (2025, 0.925)),
    "WITH": ((2008, 0.77), (2016, 0.86), (2020, 0.845), (2025, 0.875)),
    "EU": ((2008, 0.68), (2025, 0.77)),
    "UA": ((2008, 0.72), (2021, 0.78), (2022, 0.6), (2025, 0.7)),
    "A8": ((2008, 0.66), (2016, 0.62), (2025, 0.76)),
    "OTHER": ((2008, 0.7), (2025, 0.79)),
}


def school_entry(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> tuple[Table, ...]:
    """Examined children by need of language support; those with a booklet by whether their check-ups are complete."""
    children = np.stack([record.stock[:, :DIVERSE, STARTING_AGE] for record in history])
    examined = rng.binomial(children, _EXAMINED)
    needing = rng.binomial(examined, _need(config))
    shown = rng.binomial(examined, levels({name: ((2008, share),) for name, share in _BOOKLET.items()}, (2008,)))
    complete = rng.binomial(shown, levels(_COMPLETE, config.years)[:, None, None])
    return (
        _table(config, "school_entry_language.csv", needing, examined, ("language_need", ("YES", "NO"))),
        _table(config, "school_entry_checkups.csv", complete, shown, ("checkups", ("COMPLETE", "INCOMPLETE"))),
    )


def _need(config: GeneratorConfig) -> Rates:
    """Probability of a need: an array year × district × sex × group."""
    hardship = np.array([KINDS[area.kind].hardship for area in config.areas]) ** _HARDSHIP
    pandemic = np.array([in_year(_PANDEMIC, year) for year in config.years])
    level = levels(_LANGUAGE_NEED, config.years) * pandemic[:, None]
    rates: Rates = level[:, None, None] * hardship[:, None, None] * np.array(_BY_SEX)[:, None]
    return rates.clip(max=0.97)


def _table(config: GeneratorConfig, file: str, some: Counts, of_all: Counts, answers: Axis) -> Table:
    counts = np.stack([some @ MIGRATION_OF_GROUP, (of_all - some) @ MIGRATION_OF_GROUP], axis=-1)
    axes = (
        ("time_period", school_years(config)),
        ("ref_area", config.districts),
        ("sex", SEXES[:DIVERSE]),
        ("migration_status", MIGRATION_STATUSES),
        answers,
    )
    return table(file, axes, counts)
