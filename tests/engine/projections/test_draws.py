from __future__ import annotations

from collections import deque
from dataclasses import replace

import numpy as np
import pytest
from tests.engine.projections.invented import course

from teilhabe.engine.projections.courses import run
from teilhabe.engine.projections.draws import Draws, seed_of
from teilhabe.engine.projections.population import Floats
from teilhabe.engine.projections.uncertainty import CERTAIN, Factor, Spread

UNTIL = 2039


def last(draws: Draws) -> Floats:
    """The draws of the last year; those of earlier ones are let go."""
    [drawn] = deque(draws, maxlen=1)
    return drawn.persons


def test_the_same_seed_gives_the_same_draws_whoever_works_on_them() -> None:
    draws = Draws(course(), 2026, 40, seed=4)
    found = last(draws)
    assert np.array_equal(found, last(draws))
    assert np.array_equal(found, last(replace(draws, workers=2)))
    assert not np.array_equal(found, last(replace(draws, seed=5)))


def test_equal_files_have_equal_seeds_and_others_have_others() -> None:
    assert seed_of(b"a", b"b") == seed_of(b"a", b"b")
    assert seed_of(b"a", b"b") != seed_of(b"ab", b"")


def test_the_middle_of_the_draws_is_what_is_expected() -> None:
    *_, expected = run(course(), UNTIL)
    found = last(Draws(course(), UNTIL, 1_000, seed=1))
    total = np.median(found.sum(axis=(1, 2, 3, 4)))
    assert total == pytest.approx(expected.persons.sum(), rel=0.005)
    by_citizenship = np.median(found.sum(axis=(1, 3, 4)), axis=0)
    np.testing.assert_allclose(by_citizenship, expected.persons.sum(axis=(0, 2, 3)), rtol=0.005)


def test_without_uncertainty_every_draw_is_the_expected_run() -> None:
    *_, expected = run(course(), 2027)
    found = last(Draws(course(), 2027, 3, seed=1, spread=CERTAIN))
    np.testing.assert_allclose(found, np.broadcast_to(expected.persons, found.shape), rtol=1e-12)


def test_no_draw_has_a_negative_cell() -> None:
    assert min(drawn.persons.min() for drawn in Draws(course(3.0), UNTIL, 50, seed=2)) >= 0


def test_ranges_widen_with_the_years_and_are_wider_for_foreigners() -> None:
    widths = [
        np.ptp(np.quantile(drawn.persons.sum(axis=(1, 3, 4)), (0.1, 0.9), axis=0), axis=0) / drawn.persons[0].sum()
        for drawn in Draws(course(), 2034, 400, seed=1)
    ]
    assert (widths[0] == 0).all()
    assert (widths[10] > widths[5]).all()
    assert (widths[5] > widths[1]).all()
    assert widths[10][1] > widths[10][0]


def test_small_areas_are_less_certain_by_chance_alone() -> None:
    by_chance = replace(CERTAIN, chance=True)
    spreads = []
    for size in (2.0, 200.0):
        persons = last(Draws(course(size), 2030, 300, seed=3, spread=by_chance)).sum(axis=(1, 2, 3, 4))
        spreads.append(persons.std() / persons.mean())
    assert spreads[0] > 5 * spreads[1]


@pytest.mark.parametrize("years", [1, 5])
def test_a_factor_averaged_over_a_step_deviates_as_the_single_years_do_together(years: int) -> None:
    factor = Factor(0.1, 0.6)
    random = np.random.default_rng(1)
    path = np.zeros((20_000, 60))
    for year in range(1, path.shape[1]):
        path[:, year] = factor.kept * path[:, year - 1] + factor.deviation * random.standard_normal(len(path))
    steps = path[:, 30:60].reshape(len(path), -1, years).mean(axis=2)
    over = factor.over(years)
    assert over.deviation / np.sqrt(1 - over.kept**2) == pytest.approx(steps.std(), rel=0.03)


def test_foreign_arrivals_have_extreme_years() -> None:
    assert Spread().arrivals_foreign.freedom < 10
