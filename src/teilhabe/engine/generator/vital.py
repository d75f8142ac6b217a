"""Births and deaths: schedules by sex, age, group and year (invented, after the shape of German life tables)."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.curves import AGES, Points, Rates, in_year
from teilhabe.engine.generator.groups import FEMALE, GERMAN_WITH, GERMAN_WITHOUT, GROUPS, MALE, SEXES, Group, per_group

BOYS = 0.513
INFANT_MORTALITY = 0.0033
_GOMPERTZ = {MALE: (2.9e-5, 0.0965), FEMALE: (7.9e-6, 0.1075)}
_MORTALITY_LEVEL: Points = (
    (2008, 1.03),
    (2019, 0.93),
    (2020, 0.96),
    (2021, 1.0),
    (2022, 1.0),
    (2023, 0.95),
    (2025, 0.92),
)
_FOREIGN_MORTALITY = 0.85

_FERTILITY_LEVEL: Points = ((2008, 0.95), (2012, 0.97), (2016, 1.09), (2021, 1.08), (2022, 1.0), (2025, 0.93))
_CHILDREN_PER_WOMAN = {"EU": 1.55, "UA": 1.25, "A8": 2.6, "OTHER": 1.75, "UNKNOWN": 2.1}
_MEAN_AGE = {"A8": 28.5, "OTHER": 29.5}
_SPREAD = 5.4  # years, standard deviation of the age at birth

_GERMAN_AT_BIRTH = {"EU": 0.34, "UA": 0.15, "A8": 0.22, "OTHER": 0.58, "UNKNOWN": 0.20}


def mortality(year: int) -> Rates:
    """Probability of dying within the year: an array sex × age (reached in the year) × group."""
    ages = np.arange(AGES)
    curves = {sex: level * np.exp(slope * ages) for sex, (level, slope) in _GOMPERTZ.items()}
    by_sex = np.stack([curves.get(sex, (curves[MALE] + curves[FEMALE]) / 2) for sex in range(len(SEXES))])
    by_sex[:, 0] = INFANT_MORTALITY
    level = per_group(lambda group: 1.0 if group.citizenship == "DE" else _FOREIGN_MORTALITY)
    probabilities: Rates = np.minimum(by_sex[:, :, None] * level * in_year(_MORTALITY_LEVEL, year), 0.6)
    return probabilities


def fertility(year: int) -> Rates:
    """Children per woman and year: an array age × group."""
    ages = np.arange(AGES)[:, None]
    mean = per_group(lambda group: _MEAN_AGE.get(group.citizenship, 30.8))
    bell = np.exp(-0.5 * ((ages - mean) / _SPREAD) ** 2)
    bell[(ages[:, 0] < 15) | (ages[:, 0] > 49)] = 0.0
    total = per_group(_children_per_woman) * in_year(_FERTILITY_LEVEL, year)
    rates: Rates = bell / bell.sum(axis=0) * total
    return rates


def _children_per_woman(group: Group) -> float:
    if group.citizenship == "DE":
        return 1.34 if group.migration_status == "WITHOUT" else 1.6
    return _CHILDREN_PER_WOMAN[group.citizenship]


def child_groups() -> Rates:
    """Probability of each group for the child of a mother of each group: an array mother × child.

    A child of a foreign mother is German through the father or by birth in the country, else shares her group.
    """
    shares = np.zeros((len(GROUPS), len(GROUPS)))
    shares[GERMAN_WITHOUT, [GERMAN_WITHOUT, GERMAN_WITH]] = 0.93, 0.07
    shares[GERMAN_WITH, [GERMAN_WITHOUT, GERMAN_WITH]] = 0.16, 0.84
    for place, group in enumerate(GROUPS):
        if group.citizenship != "DE":
            shares[place, GERMAN_WITH] = _GERMAN_AT_BIRTH[group.citizenship]
            shares[place, place] = 1 - _GERMAN_AT_BIRTH[group.citizenship]
    return shares
