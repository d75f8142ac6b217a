"""A contributor who is alone in a cell knows it; that must not give another cell away."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from benchmarks.workloads.crossed import crossed, frequency_problem
from tests.engine.disclosure.secondary.attacker import narrow_cells

from teilhabe.engine.disclosure.problem import Problem
from teilhabe.engine.disclosure.secondary import Unprotectable, suppress
from teilhabe.engine.disclosure.secondary.construction import Construction
from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses


def with_singletons(problem: Problem) -> Problem:
    return dataclasses.replace(problem, singletons=problem.must_hide & (problem.values == 1))


def rank(problem: Problem, hidden: np.ndarray, extra: list[int]) -> int:
    matrix = np.zeros((len(problem.equations), len(problem)))
    for row, (start, end) in enumerate(zip(problem.equations.starts[:-1], problem.equations.starts[1:], strict=True)):
        matrix[row, problem.equations.cells[start:end]] = problem.equations.coefficients[start:end]
    return int(np.linalg.matrix_rank(np.vstack([matrix, np.eye(len(problem))[~hidden], np.eye(len(problem))[extra]])))


def by_name(problem: Problem, cell: int) -> frozenset[int]:
    """The inner cells above 0 that a cell of a 4 x 3 x 3 table is the sum of."""
    number = np.arange(5 * 4 * 4).reshape(5, 4, 4)
    where = np.argwhere(number == cell)[0]
    inner = number[
        tuple(
            slice(0, size - 1) if at == size - 1 else slice(at, at + 1)
            for at, size in zip(where, (5, 4, 4), strict=True)
        )
    ]
    return frozenset(int(part) for part in inner.ravel() if problem.values[part] > 0)


def known_to_one(problem: Problem, hidden: np.ndarray) -> list[tuple[int, int]]:
    """Singletons and the sensitive cells that follow exactly for them."""
    return [
        (int(single), int(cell))
        for single in np.flatnonzero(problem.singletons)
        for cell in np.flatnonzero(problem.sensitive)
        if by_name(problem, single) != by_name(problem, cell)
        and rank(problem, hidden, [single]) == rank(problem, hidden, [single, cell])
    ]


def test_two_persons_alone_in_their_cells_need_a_third_cell():
    """sdcTable: counts of 1, 2 and 1 with only 1 sensitive."""
    problem = frequency_problem(np.array([1, 2, 1]), threshold=2)
    assert suppress(problem).hidden.sum() == 2
    assert suppress(with_singletons(problem)).hidden.sum() == 3


@pytest.mark.parametrize("seed", range(5))
def test_no_singleton_can_compute_another_sensitive_cell(seed):
    problem = with_singletons(frequency_problem(crossed((4, 3, 3), 120, seed)))
    hidden = suppress(problem).hidden
    assert known_to_one(problem, hidden) == []
    assert narrow_cells(problem, hidden) == []


def test_the_tables_above_need_the_rule():
    plain = [frequency_problem(crossed((4, 3, 3), 120, seed)) for seed in range(5)]
    assert any(known_to_one(with_singletons(problem), suppress(problem).hidden) for problem in plain)


@pytest.mark.parametrize("seed", range(5))
def test_what_witnesses_show_is_what_elimination_finds(seed):
    construction = Construction(with_singletons(frequency_problem(crossed((4, 3, 3), 120, seed))))
    room, coalition = construction.room, construction.coalition
    for cell in np.flatnonzero(room.problem.sensitive):
        construction.widen(int(cell))
        nothing = Witnesses(room)
        assert coalition.given_away(room, construction.witnesses) == coalition.given_away(room, nothing)


def test_a_pair_that_cannot_be_untied_is_named():
    problem = with_singletons(frequency_problem(np.array([1, 2, 1]), threshold=2))
    fixed = dataclasses.replace(problem, cost=np.full(4, np.inf))
    assert not Room(fixed).candidates.any()
    with pytest.raises(Unprotectable):
        suppress(fixed)
