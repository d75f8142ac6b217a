"""How a survey sees the city: who is asked, what they answer, how the answers are weighted.

A sample is drawn from the register's people, so surveyed shares scatter around the truth as real ones do. The weights
make the answers add up to the population of each sex and migration status.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig
from teilhabe.engine.generator.curves import Counts, Points, Rates
from teilhabe.engine.generator.groups import MIGRATION_OF_GROUP, MIGRATION_STATUSES, levels
from teilhabe.engine.generator.rounding import in_steps
from teilhabe.engine.generator.tables import Axis, Table, table, with_column

STEP = 10
"""Weighted figures are rounded to tens."""


@dataclass(frozen=True)
class Question:
    """What is asked and of whom; without sexes or ages the table does not tell them apart."""

    variable: str
    answers: Axis
    sexes: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    asked: tuple[str, ...] = MIGRATION_STATUSES
    unit: str = "persons"


@dataclass(frozen=True)
class Sample:
    """Arrays year × sex × age group × group: the people a survey is about, and those who were asked."""

    years: tuple[int, ...]
    people: Counts
    asked: Counts


@dataclass(frozen=True)
class Answers:
    """Arrays year × sex × age group × migration status × answer: weighted persons, and cases as they were counted."""

    years: tuple[int, ...]
    weighted: Counts
    cases: Counts


def draw(years: Sequence[int], people: Counts, fraction: float | Rates, rng: np.random.Generator) -> Sample:
    """Asks everybody with the same probability, or with one of its own for each group."""
    return Sample(tuple(years), people, rng.binomial(people, fraction))


def answer(sample: Sample, shares: Rates, rng: np.random.Generator) -> Answers:
    """The answers of everybody who was asked; `shares` has one more axis than the sample: the possible answers."""
    given = rng.multinomial(sample.asked, shares)
    cases = np.einsum("ysigx,gm->ysimx", given, MIGRATION_OF_GROUP)
    return Answers(sample.years, in_steps(cases * _weights(sample)[..., None], STEP), cases)


def _weights(sample: Sample) -> Rates:
    """Persons for whom one asked person stands: an array year × sex × 1 × migration status."""
    people = sample.people.sum(axis=2, keepdims=True) @ MIGRATION_OF_GROUP
    asked = sample.asked.sum(axis=2, keepdims=True) @ MIGRATION_OF_GROUP
    weights: Rates = np.divide(people, asked, out=np.zeros(people.shape), where=asked > 0)
    return weights


def yes_or_no(yes: Rates) -> Rates:
    """Shares of two answers."""
    return np.stack([yes, 1 - yes], axis=-1)


def by_group(
    schedules: dict[str, Points], years: Sequence[int], sexes: Sequence[float], ages: Sequence[float]
) -> Rates:
    """Typed levels times factors for sexes and age groups, below 0.97: an array year × sex × age group × group."""
    level = levels(schedules, years)[:, None, None]
    rates = level * np.array(sexes)[:, None, None] * np.array(ages)[:, None]
    capped: Rates = np.minimum(rates, 0.97)
    return capped


def survey_table(config: GeneratorConfig, question: Question, answers: Answers) -> Table:
    """The file of a question: its variable holds weighted persons, the variable with the suffix _cases the cases."""
    variables = (question.variable, f"{question.variable}_cases")
    axes = (
        ("variable", variables),
        ("time_period", [str(year) for year in answers.years]),
        ("ref_area", (config.city,)),
        ("sex", question.sexes),
        ("age", question.ages),
        ("migration_status", question.asked),
        question.answers,
    )
    stated = tuple((name, codes) for name, codes in axes if codes or name == "time_period")
    asked = [MIGRATION_STATUSES.index(status) for status in question.asked]
    counts = np.stack([answers.weighted, answers.cases])[..., asked, :]
    file = table(f"{question.variable}.csv", stated, counts.reshape([len(codes) for _, codes in stated]))
    return with_column(file, "unit", "variable", dict(zip(variables, (question.unit, "cases"), strict=True)))
