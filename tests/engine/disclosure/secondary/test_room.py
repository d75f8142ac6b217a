"""How far cells may lie from the truth, computed by hand."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from teilhabe.engine.disclosure.problem import ALWAYS, OPEN, Equations, Problem
from teilhabe.engine.disclosure.secondary.room import LARGEST_COUNT, SMALL, Room


def row(values: list[float], levels: list[float], **changed: object) -> Problem:
    """The first value is the sum of the others; everything is told exactly."""
    told = np.array(values)
    nothing = np.zeros(len(told))
    problem = Problem(
        values=told,
        equations=Equations.of([[(0, -1.0), *((cell, 1.0) for cell in range(1, len(told)))]]),
        lower=told,
        upper=told,
        floor=nothing,
        ceiling=np.full(len(told), OPEN),
        upper_protection=np.array(levels),
        lower_protection=nothing,
        sliding_protection=nothing,
        cost=np.ones(len(told)),
        must_hide=np.array(levels) > 0,
        singletons=np.zeros(len(told), dtype=bool),
    )
    return dataclasses.replace(problem, **changed)  # type: ignore[arg-type]


def test_a_hidden_count_may_fall_to_nobody_and_rise_without_end() -> None:
    room = Room(row([7, 2, 5], [0, 1, 0]))
    assert room.low.tolist() == [0, -2, 0]
    assert room.high.tolist() == [0, np.inf, 0]
    assert (room.hidden.tolist(), room.candidates.tolist()) == ([False, True, False], [True, False, True])


def test_what_is_told_in_bounds_may_lie_within_them_and_within_common_knowledge() -> None:
    told = row([7, 2, 5], [0, 1, 0], lower=np.array([7, 2, -4.0]), upper=np.array([7, 2, 9.0]), ceiling=np.full(3, 8.0))
    room = Room(told)
    assert (room.low[2], room.high[2]) == (-5, 3)
    assert not room.candidates[2]  # hiding it would open nothing


def test_counts_are_whole_and_reach_a_fraction_with_the_next_person() -> None:
    room = Room(row([7, 2, 5], [0, 0.5, 0]))
    assert (room.scale, room.up[1], room.whole.tolist()) == (1.0, 1.0, [True, True, True])
    assert Room(row([7.5, 2, 5.5], [0, 0.5, 0])).whole.tolist() == [False, True, False]


def test_large_levels_are_scaled_and_no_longer_whole() -> None:
    assert Room(row([7, 2, 5], [0, LARGEST_COUNT, 0])).scale == 1.0
    room = Room(row([7000, 2000, 5000], [0, 2 * LARGEST_COUNT, 0]))
    assert room.scale == pytest.approx(20.0)
    assert room.up[1] == pytest.approx(100.0)
    assert room.low[1] == pytest.approx(-100.0)
    assert not room.whole.any()


def test_a_span_is_at_least_what_both_sides_need() -> None:
    both = row([7, 2, 5], [0, 2, 0], lower_protection=np.array([0, 1.0, 0]), sliding_protection=np.array([0, 2.0, 4.0]))
    assert Room(both).span.tolist() == [0, 3, 4]


def test_cells_that_must_be_published_are_neither_hidden_nor_asked_for() -> None:
    problem = row([7, 2, 5], [0, 1, 0], cost=np.array([ALWAYS, ALWAYS, 1.0]), must_hide=np.zeros(3, dtype=bool))
    room = Room(problem)
    assert (room.hidden.tolist(), room.candidates.tolist()) == ([False] * 3, [False, False, True])
    assert Room(row([7, 2, 5], [0, 0, 1], must_hide=np.zeros(3, dtype=bool))).hidden.tolist() == [False, False, True]


def test_a_deviation_is_beyond_where_a_told_cell_moves() -> None:
    room = Room(row([7, 2, 5], [0, 1, 0]))
    assert room.beyond(np.array([0, 3.0, 0])).tolist() == [False, False, False]
    assert room.beyond(np.array([1.0, -3.0, -1.0])).tolist() == [True, True, True]
    assert (room.told(np.array([0, 3.0, 1e-9]), 2), room.told(np.array([0, 3.0, -1.0]), 2)) == (True, False)
    assert not room.told(np.array([0, 3.0, 1.0]), 2)


def test_only_what_keeps_the_sums_adds_up() -> None:
    room = Room(row([7, 2, 5], [0, 1, 0]))
    assert room.adds_up(np.array([0, 2.0, -2.0]))
    assert not room.adds_up(np.array([0, 2.0, -1.9]))
    assert not room.adds_up(np.array([0, 2000.0, -1999.0]))


@pytest.mark.parametrize(("cells", "is_proof"), [(SMALL, False), (SMALL + 1, True)])
def test_half_a_person_proves_nothing_in_a_small_problem(cells: int, is_proof: bool) -> None:
    room = Room(row([float(cells - 1), *[1.0] * (cells - 1)], [0, 2, *[0] * (cells - 2)]))
    moved = np.zeros(cells)
    moved[1], moved[2] = 0.5, -0.5
    assert room.counts(moved) is is_proof
    assert room.counts(2 * moved)


def test_a_cell_is_a_candidate_where_hiding_opens_one_side() -> None:
    """The third cell is nobody and can only be more; the last one is as many as there can be."""
    room = Room(row([9, 2, 0, 7], [0, 1, 0, 0], ceiling=np.array([9.0, 9, 9, 7])))
    assert room.candidates.tolist() == [True, False, True, True]
    assert (room.hidden_low.tolist(), room.hidden_high.tolist()) == ([-9, -2, 0, -7], [0, 7, 9, 0])
    assert Room(row([2, 2, 0], [0, 1, 0], ceiling=np.array([2.0, 2, 0]))).candidates.tolist() == [True, False, False]


def test_a_deviation_within_the_solvers_precision_is_none() -> None:
    room = Room(row([7, 2, 5], [0, 1, 0]))
    assert room.beyond(np.array([1e-6, 2, -1e-6])).tolist() == [False, False, False]
    assert room.beyond(np.array([2e-6, -2.5, -2e-6])).tolist() == [True, True, True]
    assert room.beyond(np.array([0, -2 - 5e-7, 0])).tolist() == [False, False, False]
    for by, told in ((1e-6, True), (-1e-6, True), (2e-6, False), (-2e-6, False)):
        assert room.told(np.array([0, 0, by]), 2) is told


def test_sums_may_miss_by_the_solvers_precision_on_the_scale_of_the_largest_deviation() -> None:
    room = Room(row([7, 2, 5], [0, 1, 0]))
    for size, misses, fits in ((0.5, 9e-6, True), (0.5, 1.1e-5, False), (100.0, 9e-4, True), (100.0, 1.1e-3, False)):
        assert room.adds_up(np.array([0, size, -size + misses])) is fits
    assert room.adds_up(np.zeros(3))


def test_whole_persons_may_miss_by_the_solvers_precision() -> None:
    room = Room(row([7, 2, 5], [0, 1, 0]))
    assert room.counts(np.array([0, 1 + 9e-6, -1]))
    assert not room.counts(np.array([0, 1 + 1.1e-5, -1]))


def test_a_level_just_above_a_whole_number_is_that_number() -> None:
    assert Room(row([7, 2, 5], [0, 1 + 5e-7, 0])).up[1] == 1
    assert Room(row([7, 2, 5], [0, 1 + 2e-6, 0])).up[1] == 2


def test_the_largest_of_all_levels_sets_the_scale() -> None:
    nothing = [0.0, 0, 0]
    for levels in ("lower_protection", "sliding_protection"):
        room = Room(row([7000, 2000, 5000], nothing, **{levels: np.array([0, 4000.0, 0])}))
        assert room.scale == 40
        assert room.span[1] == 100
