"""Tables of work and livelihood, drawn from the register's people of working age."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts, Points, Rates, in_year
from teilhabe.engine.generator.groups import (
    DIVERSE,
    FEMALE,
    GERMAN_WITH,
    GROUPS,
    NATIONALITIES,
    NATIONALITY_OF_GROUP,
    SEXES,
    Group,
    per_group,
)
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.kinds import KINDS
from teilhabe.engine.generator.population import by_age_group, reference_dates
from teilhabe.engine.generator.tables import Table, table

WORKING_AGES = {"Y15T24": (15, 25), "Y25T54": (25, 55), "Y55T64": (55, 65)}
BENEFIT_AGES = {"Y_LT15": (0, 15), "Y15T64": (15, 65)}

_ACTIVE_BY_AGE = (0.56, 0.99, 0.82)  # of the level at the best age
_ACTIVE_WOMEN = {"DE": 0.945, "EU": 0.86, "UA": 0.92, "A8": 0.55, "OTHER": 0.76, "UNKNOWN": 0.65}
_ACTIVE: dict[str, Points] = {
    "DE": ((2008, 0.875), (2025, 0.905)),
    "EU": ((2008, 0.83), (2025, 0.875)),
    "UA": ((2008, 0.74), (2021, 0.76), (2022, 0.36), (2025, 0.66)),
    "A8": ((2008, 0.64), (2014, 0.62), (2015, 0.33), (2016, 0.42), (2019, 0.64), (2025, 0.78)),
    "OTHER": ((2008, 0.77), (2025, 0.815)),
    "UNKNOWN": ((2008, 0.55), (2015, 0.4), (2025, 0.6)),
}
_UNEMPLOYED: dict[str, Points] = {
    "DE": ((2008, 0.066), (2009, 0.072), (2013, 0.056), (2019, 0.042), (2020, 0.053), (2022, 0.043), (2025, 0.052)),
    "EU": ((2008, 0.115), (2013, 0.1), (2019, 0.078), (2020, 0.1), (2022, 0.075), (2025, 0.09)),
    "UA": ((2008, 0.15), (2021, 0.13), (2022, 0.47), (2023, 0.43), (2025, 0.33)),
    "A8": ((2008, 0.27), (2014, 0.3), (2016, 0.48), (2018, 0.4), (2019, 0.33), (2020, 0.35), (2025, 0.24)),
    "OTHER": ((2008, 0.155), (2013, 0.132), (2019, 0.108), (2020, 0.13), (2022, 0.105), (2025, 0.12)),
    "UNKNOWN": ((2008, 0.3), (2016, 0.42), (2025, 0.28)),
}
_UNEMPLOYED_BY_AGE = (0.95, 1.0, 1.12)
_UNEMPLOYED_WOMEN = 0.93
_INSURED = (0.97, 0.865, 0.83)  # of those at work; the others are civil servants or self-employed

_BENEFITS: dict[str, Points] = {
    "DE": ((2008, 0.058), (2013, 0.05), (2019, 0.041), (2025, 0.041)),
    "EU": ((2008, 0.085), (2015, 0.12), (2025, 0.095)),
    "UA": ((2008, 0.2), (2021, 0.16), (2022, 0.68), (2025, 0.52)),
    "A8": ((2008, 0.42), (2014, 0.48), (2016, 0.72), (2019, 0.6), (2025, 0.42)),
    "OTHER": ((2008, 0.175), (2019, 0.15), (2025, 0.14)),
    "UNKNOWN": ((2008, 0.45), (2016, 0.6), (2025, 0.42)),
}
_GERMANS_WITH_MIGRATION_BACKGROUND = 2.1  # times as likely as other Germans
_OTHER_BENEFITS = frozenset({"OPEN", "TOLERATED"})  # these receive asylum seekers' benefits, counted elsewhere
_CHILDREN = 1.45
_MOST = 0.92


@dataclass(frozen=True)
class Work:
    """Arrays year × sex × age group × group; the labour force also holds civil servants and the self-employed."""

    people: Counts
    employed: Counts
    unemployed: Counts
    active: Counts


def work(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Work:
    """Who of the register's people of working age works, looks for work, or neither."""
    drawn = [_work(year, record, rng) for year, record in zip(config.years, history, strict=True)]
    return Work(*(np.stack(counts) for counts in zip(*drawn, strict=True)))


def _work(year: int, record: Year, rng: np.random.Generator) -> tuple[Counts, ...]:
    people = by_age_group(record.stock[:, :DIVERSE], WORKING_AGES).sum(axis=0)
    active = rng.binomial(people, activity(year))
    unemployed = rng.binomial(active, unemployment(year))
    employed = rng.binomial(active - unemployed, np.array(_INSURED)[None, :, None])
    return people, employed, unemployed, active


def labour(config: GeneratorConfig, worked: Work) -> Table:
    """Insured employees, registered unemployed and labour force by nationality, sex and age group."""
    counts = np.stack([worked.employed, worked.unemployed, worked.active]) @ NATIONALITY_OF_GROUP
    axes = (
        ("variable", ("employed", "unemployed", "labour_force")),
        ("time_period", reference_dates(config)),
        ("ref_area", (config.city,)),
        ("sex", SEXES[:DIVERSE]),
        ("age", tuple(WORKING_AGES)),
        ("citizenship", NATIONALITIES),
    )
    return table("labour.csv", axes, counts[:, :, None])


def activity(year: int) -> Rates:
    """Share of the labour force in the population: an array sex × age group × group."""
    level = per_group(lambda group: in_year(_ACTIVE[group.citizenship], year))
    rates: Rates = level * np.array(_ACTIVE_BY_AGE)[None, :, None] * np.ones((DIVERSE, 1, 1))
    rates[FEMALE] *= per_group(lambda group: _ACTIVE_WOMEN[group.citizenship])
    return rates


def unemployment(year: int) -> Rates:
    """Share of the registered unemployed in the labour force: an array sex × age group × group."""
    level = per_group(lambda group: in_year(_UNEMPLOYED[group.citizenship], year))
    rates: Rates = level * np.array(_UNEMPLOYED_BY_AGE)[None, :, None] * np.ones((DIVERSE, 1, 1))
    rates[FEMALE] *= _UNEMPLOYED_WOMEN
    return rates


def recipients(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Counts:
    """Recipients of basic income support: an array year × district × age group × nationality."""
    hardship = np.array([KINDS[area.kind].hardship for area in config.areas])
    counts = []
    for year, record in zip(config.years, history, strict=True):
        people = by_age_group(record.stock, BENEFIT_AGES).sum(axis=1)
        rates = np.minimum(hardship[:, None, None] * _benefit_rates(year), _MOST)
        counts.append(rng.binomial(people, rates) @ NATIONALITY_OF_GROUP)
    return np.stack(counts)


def benefits(config: GeneratorConfig, counts: Counts) -> Table:
    """Recipients of basic income support by district, age group and nationality."""
    axes = (
        ("time_period", reference_dates(config)),
        ("ref_area", config.districts),
        ("age", tuple(BENEFIT_AGES)),
        ("citizenship", NATIONALITIES),
    )
    return table("benefits.csv", axes, counts)


def _benefit_rates(year: int) -> Rates:
    """Share of recipients: an array age group × group."""
    rates: Rates = np.outer([_CHILDREN, 1.0], per_group(lambda group: _benefit_rate(group, year)))
    return rates


def _benefit_rate(group: Group, year: int) -> float:
    if group.status in _OTHER_BENEFITS:
        return 0.0
    level = in_year(_BENEFITS[group.citizenship], year)
    return level * _GERMANS_WITH_MIGRATION_BACKGROUND if group == GROUPS[GERMAN_WITH] else level
