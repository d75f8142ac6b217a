"""Tables of the stock: the register, the official population update, migration background."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import AGES, Counts, Points, Rates, in_year
from teilhabe.engine.generator.groups import (
    CITIZENSHIP_OF_GROUP,
    CITIZENSHIPS,
    DIVERSE,
    GROUPS,
    MIGRATION_OF_GROUP,
    MIGRATION_STATUSES,
    NATIONALITIES,
    NATIONALITY_OF_GROUP,
    SEXES,
    STATUS_OF_GROUP,
    STATUSES,
)
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.tables import Table, table, with_column

AGE_CODES = (*(f"Y{age}" for age in range(AGES - 1)), f"Y_GE{AGES - 1}")
AGE_GROUPS = {"Y_LT3": (0, 3), "Y3T5": (3, 6), "Y6T17": (6, 18), "Y18T64": (18, 65), "Y_GE65": (65, AGES)}

CENSUS_2011 = 2011
CENSUS_2022 = 2022
_GERMANS_OFFICIAL: Points = ((2010, 0.009), (2011, -0.003), (2021, -0.0005), (2022, 0.0015), (2025, 0.0025))
_FOREIGNERS_OFFICIAL: Points = ((2008, 0.07), (2010, 0.085), (2011, -0.035), (2021, 0.04), (2022, -0.04), (2025, -0.03))
"""How far the official count lies from the register; the two censuses (2011, 2022) set it anew."""


def reference_dates(config: GeneratorConfig) -> tuple[str, ...]:
    """The reference dates of the stocks."""
    return tuple(f"{year}-12-31" for year in config.years)


def register(config: GeneratorConfig, history: tuple[Year, ...]) -> Table:
    """Everybody with a main residence on 31 December, by district, sex, age, citizenship and residence status."""
    pair_of_group = np.einsum("gc,gs->gcs", CITIZENSHIP_OF_GROUP, STATUS_OF_GROUP).reshape(len(GROUPS), -1)
    stock = np.stack([year.stock for year in history]) @ pair_of_group
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", config.districts),
        ("sex", SEXES),
        ("age", AGE_CODES),
        ("citizenship", CITIZENSHIPS),
        ("residence_status", STATUSES),
    )
    stock = stock.reshape(*stock.shape[:-1], len(CITIZENSHIPS), len(STATUSES))
    return table("register.csv", axes, stock, keep_zeros=False)


def population_official(config: GeneratorConfig, history: tuple[Year, ...]) -> Table:
    """The population update of the whole city, which two censuses correct; divers is counted as male or female."""
    register_counts = np.stack([year.stock.sum(axis=(0, 2)) @ NATIONALITY_OF_GROUP for year in history])
    two_sexes = register_counts[:, :DIVERSE].copy()
    two_sexes[:, 0] += register_counts[:, DIVERSE] - register_counts[:, DIVERSE] // 2
    two_sexes[:, 1] += register_counts[:, DIVERSE] // 2
    counts = np.rint(two_sexes * (1 + _deviation(config)[:, None, :])).astype(np.int64)
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
        ("citizenship", NATIONALITIES),
    )
    return with_column(table("population_official.csv", axes, counts[:, None]), "base", "time_period", _bases(config))


def _deviation(config: GeneratorConfig) -> Rates:
    return np.array([[in_year(_GERMANS_OFFICIAL, year), in_year(_FOREIGNERS_OFFICIAL, year)] for year in config.years])


def _bases(config: GeneratorConfig) -> dict[str, str]:
    return {
        date: f"population_update_{1987 if year < CENSUS_2011 else 2011 if year < CENSUS_2022 else 2022}"
        for date, year in zip(reference_dates(config), config.years, strict=True)
    }


def by_age_group(stock: Counts, groups: dict[str, tuple[int, int]]) -> Counts:
    """The stock with its single years of age added up to groups: an array district × sex × age group × group."""
    return np.stack([stock[:, :, start:end].sum(axis=2) for start, end in groups.values()], axis=2)


def children_and_adults(history: tuple[Year, ...]) -> Counts:
    """The register by migration status: an array year × district × age group × migration status."""
    return np.stack([by_age_group(year.stock, AGE_GROUPS).sum(axis=1) @ MIGRATION_OF_GROUP for year in history])


def migration_status(config: GeneratorConfig, history: tuple[Year, ...]) -> Table:
    """The register by migration background, district and age group."""
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", config.districts),
        ("age", tuple(AGE_GROUPS)),
        ("migration_status", MIGRATION_STATUSES),
    )
    return table("migration_status.csv", axes, children_and_adults(history))
