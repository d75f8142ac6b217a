"""Tables of the city's own survey of residents from 16 on, every three years: language, discrimination, engagement.

People with migration background are asked more often than others, so that their answers can be shown; the weights
undo it. What depends on how long somebody has lived here follows the lengths of stay of the year.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import AGES, Counts, Points, Rates
from teilhabe.engine.generator.groups import (
    CITIZENSHIP_OF_GROUP,
    DIVERSE,
    GERMAN_WITH,
    GERMAN_WITHOUT,
    SEXES,
    per_group,
)
from teilhabe.engine.generator.history import Year
from teilhabe.engine.generator.interviews import (
    Question,
    Sample,
    answer,
    by_group,
    draw,
    survey_table,
    yes_or_no,
)
from teilhabe.engine.generator.population import by_age_group
from teilhabe.engine.generator.tables import Table

YEARS = (2013, 2016, 2019, 2022, 2025)
AGES_ASKED = {"Y16T29": (16, 30), "Y30T49": (30, 50), "Y50T64": (50, 65), "Y_GE65": (65, AGES)}
SAMPLED = {"WITHOUT": 0.018, "WITH": 0.036}
"""Share of those who answer."""
_SEXES = SEXES[:DIVERSE]

_GOOD_GERMAN = (0.34, 0.62, 0.7, 0.81)  # by length of stay: under 5, 5 to 7, 8 and 9, 10 years and more
_GERMANS_GOOD = 0.93
_GOOD_BY_AGE = (1.05, 1.02, 0.96, 0.9)

_EXPERIENCE: dict[str, Points] = {
    "WITHOUT": ((2013, 0.05), (2025, 0.055)),
    "WITH": ((2013, 0.23), (2025, 0.25)),
    "EU": ((2013, 0.2), (2025, 0.21)),
    "UA": ((2013, 0.2), (2025, 0.24)),
    "A8": ((2013, 0.36), (2025, 0.39)),
    "OTHER": ((2013, 0.33), (2025, 0.34)),
}
_EXPERIENCE_BY_AGE = (1.35, 1.15, 0.85, 0.5)

_ENGAGED = {"WITHOUT": 0.41, "WITH": 0.36}
_ENGAGED_BY_STAY = (0.17, 0.25, 0.29, 0.33)
_ENGAGED_BY_AGE = (1.0, 1.08, 1.05, 0.88)


def residents_survey(
    config: GeneratorConfig, history: tuple[Year, ...], stays: Counts, rng: np.random.Generator
) -> tuple[Table, ...]:
    """Three questions to the same people, in the years of the survey; `stays` as in `lengths_of_stay`."""
    places = [config.years.index(year) for year in YEARS if year in config.years]
    years = [config.years[place] for place in places]
    people = np.stack([by_age_group(record.stock[:, :DIVERSE], AGES_ASKED).sum(axis=0) for record in history])
    fraction = per_group(lambda group: SAMPLED[group.migration_status])
    sample = draw(years, people[places], fraction, rng)
    mix = _stays_of_groups(stays)[places]
    return (
        _german(config, sample, mix, rng),
        _discrimination(config, sample, rng),
        _volunteering(config, sample, mix, rng),
    )


def _stays_of_groups(stays: Counts) -> Rates:
    """The lengths of stay in each foreign group, taken from its citizenship: an array year × group × stay."""
    people = stays.sum(axis=(1, 2))
    shares = people / np.maximum(people.sum(axis=-1, keepdims=True), 1)
    by_citizenship = np.concatenate([np.zeros_like(shares[:, :1]), shares], axis=1)
    mix: Rates = np.einsum("gc,ycs->ygs", CITIZENSHIP_OF_GROUP, by_citizenship)
    return mix


def _german(config: GeneratorConfig, sample: Sample, mix: Rates, rng: np.random.Generator) -> Table:
    good = mix @ np.array(_GOOD_GERMAN)
    good[:, : GERMAN_WITH + 1] = _GERMANS_GOOD
    question = Question(
        "survey_respondents", ("german_skills", ("GOOD", "OTHER")), _SEXES, tuple(AGES_ASKED), ("WITH",)
    )
    return survey_table(config, question, answer(sample, yes_or_no(_in_all_ages(good, _GOOD_BY_AGE)), rng))


def _in_all_ages(level: Rates, by_age: Sequence[float]) -> Rates:
    """An array year × group spread over sexes and age groups, below 0.98."""
    rates: Rates = level[:, None, None] * np.array(by_age)[:, None] * np.ones((DIVERSE, 1, 1))
    return rates.clip(max=0.98)


def _discrimination(config: GeneratorConfig, sample: Sample, rng: np.random.Generator) -> Table:
    shares = yes_or_no(by_group(_EXPERIENCE, sample.years, (0.97, 1.03), _EXPERIENCE_BY_AGE))
    question = Question("respondents_discrimination", ("experience", ("YES", "NO")), _SEXES, tuple(AGES_ASKED))
    return survey_table(config, question, answer(sample, shares, rng))


def _volunteering(config: GeneratorConfig, sample: Sample, mix: Rates, rng: np.random.Generator) -> Table:
    level = mix @ np.array(_ENGAGED_BY_STAY)
    level[:, GERMAN_WITHOUT], level[:, GERMAN_WITH] = _ENGAGED["WITHOUT"], _ENGAGED["WITH"]
    question = Question("respondents_volunteering", ("volunteering", ("YES", "NO")), _SEXES, tuple(AGES_ASKED))
    return survey_table(config, question, answer(sample, yes_or_no(_in_all_ages(level, _ENGAGED_BY_AGE)), rng))
