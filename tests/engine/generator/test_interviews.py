from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.groups import GERMAN_WITH, GERMAN_WITHOUT, GROUPS, MIGRATION_OF_GROUP
from teilhabe.engine.generator.interviews import answer, draw, yes_or_no


def _people(years: int = 1) -> np.ndarray:
    """50,000 persons without and 20,000 with migration background of each sex, in two age groups."""
    people = np.zeros((years, 2, 2, len(GROUPS)), dtype=np.int64)
    people[..., GERMAN_WITHOUT], people[..., GERMAN_WITH] = 25_000, 10_000
    return people


def _rng(seed: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def test_one_person_in_a_hundred_is_asked() -> None:
    sample = draw((2020,), _people(), 0.01, _rng())
    assert abs(sample.asked.sum() - 1400) < 4 * np.sqrt(1400)


def test_every_case_is_counted_once_and_under_its_migration_status() -> None:
    sample = draw((2020,), _people(), 0.01, _rng())
    answers = answer(sample, yes_or_no(np.full(sample.people.shape, 0.3)), _rng(2))
    assert np.array_equal(answers.cases.sum(axis=-1), sample.asked @ MIGRATION_OF_GROUP)


def test_weighted_answers_add_up_to_the_people_of_each_sex_and_migration_status() -> None:
    sample = draw((2020, 2021), _people(2), 0.01, _rng())
    answers = answer(sample, yes_or_no(np.full(sample.people.shape, 0.3)), _rng(2))
    people = sample.people.sum(axis=2) @ MIGRATION_OF_GROUP
    assert (abs(answers.weighted.sum(axis=(2, 4)) - people) <= 20).all()  # four cells rounded to tens
    assert (answers.weighted % 10 == 0).all()


def test_surveyed_shares_scatter_around_the_truth_as_the_sample_size_says() -> None:
    people = _people(400)
    sample = draw(range(400), people, 0.01, _rng())
    answers = answer(sample, yes_or_no(np.full(people.shape, 0.3)), _rng(2))
    yes = answers.weighted[..., 0].sum(axis=(1, 2, 3)) / answers.weighted.sum(axis=(1, 2, 3, 4))
    expected = np.sqrt(0.3 * 0.7 / 1400)
    assert abs(yes.mean() - 0.3) < 4 * expected / np.sqrt(400)
    assert 0.85 < yes.std() / expected < 1.15


def test_weights_undo_that_some_are_asked_more_often() -> None:
    people = _people(200)
    fraction = np.where(np.arange(len(GROUPS)) == GERMAN_WITHOUT, 0.01, 0.05)
    shares = np.where(np.arange(len(GROUPS)) == GERMAN_WITHOUT, 0.1, 0.5) * np.ones(people.shape)
    answers = answer(draw(range(200), people, fraction, _rng()), yes_or_no(shares), _rng(2))
    weighted = answers.weighted[..., 0].sum() / answers.weighted.sum()
    unweighted = answers.cases[..., 0].sum() / answers.cases.sum()
    assert abs(weighted - (5 * 0.1 + 2 * 0.5) / 7) < 0.005
    assert unweighted > weighted + 0.05


def test_nobody_is_invented_where_nobody_was_asked() -> None:
    sample = draw((2020,), _people(), 0.0, _rng())
    answers = answer(sample, yes_or_no(np.full(sample.people.shape, 0.3)), _rng(2))
    assert not answers.cases.any()
    assert not answers.weighted.any()
