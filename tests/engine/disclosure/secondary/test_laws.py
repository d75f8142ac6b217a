"""What holds for every problem, drawn at random and checked by an attacker of its own."""

from __future__ import annotations

import dataclasses

import numpy as np
from benchmarks.workloads.crossed import crossed, frequency_problem
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.disclosure.secondary.attacker import interval, narrow_cells

from teilhabe.engine.disclosure.problem import ALWAYS, Problem
from teilhabe.engine.disclosure.secondary import Unprotectable, suppress


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Small tables of two or three dimensions; some cells told as intervals, some published for good, any costs."""
    shape = draw(st.sampled_from([(3, 3, 1), (4, 3, 1), (5, 4, 1), (3, 2, 2)]))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    counts = crossed(shape, draw(st.integers(10, 150)), int(random.integers(2**32)))
    problem = frequency_problem(counts[:, :, 0] if shape[2] == 1 else counts, draw(st.sampled_from([2, 3, 4, 5])))
    size = len(problem)
    fixed = (random.random(size) < draw(st.sampled_from([0, 0.1, 0.3]))) & ~problem.must_hide
    rounded = (random.random(size) < draw(st.sampled_from([0, 0.2]))) & ~problem.must_hide
    return dataclasses.replace(
        problem,
        cost=np.where(fixed, ALWAYS, np.where(random.random(size) < 0.5, problem.cost, problem.cost * 5)),
        lower=np.where(rounded, np.maximum(problem.values - 1, 0), problem.values),
        upper=np.where(rounded, problem.values + 1, problem.values),
        singletons=problem.must_hide & (problem.values == 1) & draw(st.booleans()),
    )


@settings(max_examples=25, deadline=None)
@given(problems())
def test_every_pattern_withstands_the_attacker(problem):
    try:
        pattern = suppress(problem)
    except Unprotectable as error:
        cell = error.cell
    else:
        cell = None
    if cell is not None:
        everything = problem.must_hide | (problem.cost < ALWAYS)
        assert problem.singletons.any() or cell in narrow_or_uneven(problem, everything)
        return
    assert narrow_cells(problem, pattern.hidden) == []
    assert pattern.hidden[problem.must_hide].all()
    assert not pattern.hidden[(problem.cost == ALWAYS) & ~problem.must_hide].any()


def narrow_or_uneven(problem: Problem, hidden: np.ndarray) -> list[int]:
    """Narrow cells, and those that have their span only in fractions of a person."""
    uneven = []
    for cell in np.flatnonzero(problem.sensitive).tolist():
        low, high = interval(problem, hidden, cell)
        if np.floor(high + 1e-6) - np.ceil(low - 1e-6) < problem.sliding_protection[cell]:
            uneven.append(cell)
    return uneven + narrow_cells(problem, hidden)


@settings(max_examples=6, deadline=None)
@given(problems())
def test_the_same_problem_gives_the_same_pattern(problem):
    try:
        first = suppress(problem)
    except Unprotectable:
        return
    second = suppress(problem)
    assert np.array_equal(first.hidden, second.hidden)
    assert np.array_equal(first.possible_upper, second.possible_upper)
    assert first.work == second.work
