"""Tables in the manner of the microcensus: a few people in a hundred are asked, every year, about work and livelihood.

Levels are invented. Age and sex explain a part of each gap, the length of stay another part.
"""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import AGES, Counts, Points, Rates
from teilhabe.engine.generator.groups import DIVERSE, SEXES, levels
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.housing import SURVEY_YEARS
from teilhabe.engine.generator.interviews import (
    Question,
    answer,
    by_group,
    draw,
    survey_table,
    yes_or_no,
)
from teilhabe.engine.generator.livelihood import WORKING_AGES, Work, activity, unemployment
from teilhabe.engine.generator.population import by_age_group
from teilhabe.engine.generator.tables import Table

SAMPLED = 0.03
"""Share of the population that is asked: the city pays for two persons in a hundred beside the usual one."""
_SEXES = SEXES[:DIVERSE]

_MORE_ACTIVE = 1.03  # the survey also counts work of one hour a week
_SEEKING = 0.72  # of the registered unemployed who look for work and could begin at once

_AGES_AT_RISK = {"Y_LT18": (0, 18), "Y18T24": (18, 25), "Y25T64": (25, 65), "Y_GE65": (65, AGES)}
_AT_RISK_BY_AGE = (1.25, 1.55, 0.84, 1.02)
_AT_RISK: dict[str, Points] = {
    "WITHOUT": ((2008, 0.115), (2015, 0.125), (2025, 0.13)),
    "WITH": ((2008, 0.21), (2025, 0.2)),
    "EU": ((2008, 0.21), (2015, 0.24), (2025, 0.22)),
    "UA": ((2008, 0.28), (2021, 0.26), (2022, 0.66), (2025, 0.52)),
    "A8": ((2008, 0.45), (2014, 0.48), (2016, 0.75), (2020, 0.6), (2025, 0.46)),
    "OTHER": ((2008, 0.31), (2025, 0.28)),
}

_UNQUALIFIED: dict[str, Points] = {
    "WITHOUT": ((2008, 0.085), (2025, 0.09)),
    "WITH": ((2008, 0.23), (2025, 0.19)),
    "EU": ((2008, 0.3), (2025, 0.27)),
    "UA": ((2008, 0.16), (2025, 0.18)),
    "A8": ((2008, 0.5), (2016, 0.66), (2025, 0.53)),
    "OTHER": ((2008, 0.41), (2025, 0.3)),
}
_TERTIARY: dict[str, Points] = {
    "WITHOUT": ((2008, 0.22), (2025, 0.33)),
    "WITH": ((2008, 0.17), (2025, 0.27)),
    "EU": ((2008, 0.22), (2025, 0.3)),
    "UA": ((2008, 0.5), (2025, 0.53)),
    "A8": ((2008, 0.2), (2016, 0.15), (2025, 0.2)),
    "OTHER": ((2008, 0.22), (2025, 0.38)),
}
_WOMEN_AHEAD = (0.93, 1.08)

_EARLY_LEAVERS: dict[str, Points] = {
    "WITHOUT": ((2008, 0.085), (2025, 0.09)),
    "WITH": ((2008, 0.14), (2025, 0.125)),
    "EU": ((2008, 0.19), (2025, 0.19)),
    "UA": ((2008, 0.1), (2022, 0.15)),
    "A8": ((2008, 0.25), (2016, 0.42), (2025, 0.27)),
    "OTHER": ((2008, 0.17), (2025, 0.14)),
}
_LEAVERS_BY_SEX = (1.18, 0.82)

_OWNERS: dict[str, Points] = {
    "WITHOUT": ((2010, 0.45), (2022, 0.455)),
    "WITH": ((2010, 0.31), (2022, 0.335)),
    "EU": ((2010, 0.19), (2022, 0.18)),
    "UA": ((2010, 0.1), (2022, 0.02)),
    "A8": ((2010, 0.07), (2018, 0.03), (2022, 0.05)),
    "OTHER": ((2010, 0.21), (2022, 0.21)),
}
_ADULTS_PER_HOUSEHOLD = 1.72


def microcensus(
    config: GeneratorConfig, history: tuple[Year, ...], worked: Work, rng: np.random.Generator
) -> tuple[Table, ...]:
    """Work, poverty, qualification, early leavers each year; home ownership every four years."""
    return (
        _labour_status(config, worked, rng),
        _poverty(config, history, rng),
        _qualification(config, history, rng),
        _early_leavers(config, history, rng),
        _tenure(config, history, rng),
    )


def _people(history: tuple[Year, ...], ages: dict[str, tuple[int, int]]) -> Counts:
    """An array year × sex × age group × group."""
    return np.stack([by_age_group(record.stock[:, :DIVERSE], ages).sum(axis=0) for record in history])


def _labour_status(config: GeneratorConfig, worked: Work, rng: np.random.Generator) -> Table:
    active = np.minimum(np.stack([activity(year) for year in config.years]) * _MORE_ACTIVE, 0.98)
    seeking = np.stack([unemployment(year) for year in config.years]) * _SEEKING
    shares = np.stack([active * (1 - seeking), active * seeking, 1 - active], axis=-1)
    question = Question(
        "labour_status", ("status", ("EMPLOYED", "UNEMPLOYED", "INACTIVE")), _SEXES, tuple(WORKING_AGES)
    )
    return survey_table(config, question, answer(draw(config.years, worked.people, SAMPLED, rng), shares, rng))


def _poverty(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Table:
    sample = draw(config.years, _people(history, _AGES_AT_RISK), SAMPLED, rng)
    shares = yes_or_no(by_group(_AT_RISK, config.years, (0.98, 1.02), _AT_RISK_BY_AGE))
    question = Question("persons_by_poverty_risk", ("poverty_risk", ("YES", "NO")), _SEXES, tuple(_AGES_AT_RISK))
    return survey_table(config, question, answer(sample, shares, rng))


def _qualification(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Table:
    sample = draw(config.years, _people(history, {"Y25T34": (25, 35)}), SAMPLED, rng)
    none = by_group(_UNQUALIFIED, config.years, (1.05, 0.95), (1.0,))
    tertiary = by_group(_TERTIARY, config.years, _WOMEN_AHEAD, (1.0,))
    shares = np.stack([none, 1 - none - tertiary, tertiary], axis=-1)
    question = Question(
        "population_25_34_by_qualification", ("qualification", ("NONE", "VOCATIONAL", "TERTIARY")), _SEXES
    )
    return survey_table(config, question, answer(sample, shares, rng))


def _early_leavers(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Table:
    sample = draw(config.years, _people(history, {"Y18T24": (18, 25)}), SAMPLED, rng)
    shares = yes_or_no(by_group(_EARLY_LEAVERS, config.years, _LEAVERS_BY_SEX, (1.0,)))
    question = Question("population_18_24_by_education", ("education", ("EARLY_LEAVER", "OTHER")), _SEXES)
    return survey_table(config, question, answer(sample, shares, rng))


def _tenure(config: GeneratorConfig, history: tuple[Year, ...], rng: np.random.Generator) -> Table:
    years = [year for year in SURVEY_YEARS if year in config.years]
    adults = _people(history, {"Y_GE18": (18, AGES)}).sum(axis=1, keepdims=True)
    households = np.rint(adults / _ADULTS_PER_HOUSEHOLD).astype(np.int64)
    sample = draw(years, households[[config.years.index(year) for year in years]], SAMPLED, rng)
    shares = yes_or_no(_owners(config)[[config.years.index(year) for year in years]])
    question = Question("households_by_tenure", ("tenure", ("OWNER", "TENANT")), unit="households")
    return survey_table(config, question, answer(sample, shares, rng))


def _owners(config: GeneratorConfig) -> Rates:
    return levels(_OWNERS, config.years)[:, None, None]
