from __future__ import annotations

import itertools

import numpy as np
import pytest
from benchmarks.workloads.crossed import crossed, frequency_problem
from tests.engine.disclosure.secondary.attacker import narrow_cells

from teilhabe.engine.disclosure.problem import Problem
from teilhabe.engine.disclosure.secondary import suppress
from teilhabe.engine.disclosure.secondary.exact import best_pattern
from teilhabe.engine.disclosure.secondary.room import Room


def flat(rows: int, columns: int, persons: int, seed: int) -> Problem:
    return frequency_problem(crossed((rows, columns, 1), persons, seed)[:, :, 0])


def optimum(problem: Problem) -> int:
    price = np.ones(len(problem))
    answer = best_pattern(Room(problem), price, np.inf, rounds=60)
    assert answer.proven
    assert answer.secondaries is not None
    return int(answer.secondaries.sum())


@pytest.mark.parametrize("seed", range(4))
def test_the_best_pattern_is_the_smallest_that_an_attacker_cannot_narrow(seed):
    problem = flat(3, 3, 40, seed)
    best = optimum(problem)
    free = np.flatnonzero(Room(problem).candidates).tolist()
    for size in range(best + 1):
        found = [more for more in itertools.combinations(free, size) if withstands(problem, more)]
        assert bool(found) == (size == best)


def withstands(problem: Problem, more: tuple[int, ...]) -> bool:
    hidden = problem.must_hide.copy()
    hidden[list(more)] = True
    return not narrow_cells(problem, hidden)


SHAPES = [(size, size + more) for size in range(4, 9) for more in (0, 1)]
TABLES = [flat(rows, columns, 6 * rows * rows, seed) for rows, columns in SHAPES for seed in (1, 2)]
TABLES += [frequency_problem(crossed((3, 3, 2), 60, seed)) for seed in range(4)]


@pytest.mark.parametrize("number", range(len(TABLES)))
def test_small_tables_come_within_a_quarter_of_the_optimum(number):
    problem = TABLES[number]
    hidden = suppress(problem).hidden & ~problem.must_hide
    assert hidden.sum() <= 1.25 * optimum(problem)


@pytest.mark.parametrize("seed", range(6))
def test_small_tables_keep_their_spans_in_whole_persons(seed):
    problem = frequency_problem(crossed((3, 3, 3), 80, seed))
    assert narrow_cells(problem, suppress(problem).hidden, whole=True) == []
