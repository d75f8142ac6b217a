"""Table of foreign residents by single citizenship: the register's groups divided among countries (invented shares)."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts, Points, in_year
from teilhabe.engine.generator.groups import CITIZENSHIP_OF_GROUP, CITIZENSHIPS
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.population import reference_dates
from teilhabe.engine.generator.rounding import whole
from teilhabe.engine.generator.tables import Table, table

COUNTRIES: dict[str, dict[str, Points]] = {
    "EU": {
        "ST125": ((2008, 0.03), (2014, 0.09), (2025, 0.13)),
        "ST129": ((2008, 0.07), (2025, 0.045)),
        "ST130": ((2008, 0.08), (2013, 0.07), (2025, 0.1)),
        "ST134": ((2008, 0.09), (2025, 0.075)),
        "ST137": ((2008, 0.22), (2025, 0.13)),
        "ST142": ((2008, 0.02),),
        "ST148": ((2008, 0.04), (2025, 0.025)),
        "ST151": ((2008, 0.045), (2025, 0.03)),
        "ST152": ((2008, 0.2), (2025, 0.17)),
        "ST153": ((2008, 0.07), (2025, 0.04)),
        "ST154": ((2008, 0.06), (2014, 0.14), (2025, 0.2)),
        "ST155": ((2008, 0.015),),
        "ST161": ((2008, 0.04),),
        "ST164": ((2008, 0.015),),
        "ST165": ((2008, 0.035), (2014, 0.05)),
    },
    "UA": {"ST166": ((2008, 1.0),)},
    "A8": {
        "ST224": ((2008, 0.03), (2014, 0.07), (2025, 0.07)),
        "ST232": ((2008, 0.06), (2025, 0.03)),
        "ST273": ((2008, 0.03), (2014, 0.07), (2025, 0.05)),
        "ST423": ((2008, 0.2), (2015, 0.14), (2025, 0.19)),
        "ST438": ((2008, 0.24), (2015, 0.11)),
        "ST439": ((2008, 0.2), (2015, 0.07)),
        "ST461": ((2008, 0.14), (2015, 0.06)),
        "ST475": ((2008, 0.1), (2013, 0.22), (2015, 0.47), (2025, 0.43)),
    },
    "OTHER": {
        "ST121": ((2008, 0.01), (2025, 0.03)),
        "ST122": ((2008, 0.05),),
        "ST144": ((2008, 0.02), (2025, 0.035)),
        "ST150": ((2008, 0.05), (2025, 0.06)),
        "ST160": ((2008, 0.08), (2025, 0.07)),
        "ST163": ((2008, 0.42), (2025, 0.33)),
        "ST170": ((2008, 0.06),),
        "ST252": ((2008, 0.03),),
        "ST262": ((2008, 0.02),),
        "ST285": ((2008, 0.02),),
        "ST327": ((2008, 0.02),),
        "ST368": ((2008, 0.05), (2025, 0.04)),
        "ST432": ((2008, 0.03),),
        "ST436": ((2008, 0.025), (2018, 0.05), (2025, 0.11)),
        "ST462": ((2008, 0.01),),
        "ST476": ((2008, 0.02),),
        "ST479": ((2008, 0.04), (2025, 0.035)),
    },
    "UNKNOWN": {"ST997": ((2008, 0.35),), "ST998": ((2008, 0.65),)},
}
"""Weights inside each group of citizenships, by the keys of the Federal Statistical Office."""
_NEIGHBOURS = 0.3  # standard deviation (logarithmic) of a country's weight in a district: people live near people


def population_by_country(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Table:
    """The foreign residents of the register by district and single citizenship."""
    people = np.stack([record.stock.sum(axis=(1, 2)) @ CITIZENSHIP_OF_GROUP for record in history])
    divided = [
        _divided(config, people[..., CITIZENSHIPS.index(group)], tuple(countries.values()), rng)
        for group, countries in COUNTRIES.items()
    ]
    codes = [code for countries in COUNTRIES.values() for code in countries]
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", config.districts),
        ("citizenship", codes),
    )
    return table("population_by_country.csv", axes, np.concatenate(divided, axis=-1))


def _divided(config: GeneratorConfig, people: Counts, weights: tuple[Points, ...], rng: np.random.Generator) -> Counts:
    """An array year × district × country."""
    typed = np.array([[in_year(points, year) for points in weights] for year in config.years])
    nearness = rng.lognormal(0.0, _NEIGHBOURS, (len(config.districts), len(weights)))
    return whole(typed[:, None] * nearness, people)
