"""Further cells to hide: the cheapest way to give a narrow cell its span, computed by hand."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.workloads.crossed import frequency_problem
from tests.engine.disclosure.secondary.test_room import row

from teilhabe.engine.disclosure.problem import ALWAYS
from teilhabe.engine.disclosure.secondary.repair import TIE, Repair, prices
from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.witnesses import Witnesses


def test_prices_are_in_units_of_the_cheapest_cell_and_favour_later_ones() -> None:
    room = Room(row([9, 2, 5, 2], [0, 1, 0, 0], cost=np.array([8.0, 1.0, 4.0, 4.0])))
    total, own, third, fourth = prices(room)
    assert own == 0  # hidden already
    assert 1 <= fourth < third <= 1 + TIE
    assert 2 < total <= 2 * (1 + TIE)
    assert prices(Room(row([2, 2], [0, 1], cost=np.array([ALWAYS, 1.0])))).tolist() == [0, 0]


def planned(problem, cell):  # type: ignore[no-untyped-def]
    room = Room(problem)
    return room, Repair(room).plan(Witnesses(room), cell)


def test_the_cheapest_neighbour_is_hidden() -> None:
    _, plan = planned(row([19, 2, 5, 7, 5], [0, 1, 0, 0, 0], cost=np.array([9.0, 1.0, 5.0, 2.0, 5.0])), 1)
    assert np.flatnonzero(plan.cells).tolist() == [3]
    assert plan.cost == pytest.approx(1, abs=TIE)
    assert [vector[1] for vector in plan.vectors] == [1]


def test_a_neighbour_that_cannot_fall_far_enough_is_no_help() -> None:
    _, plan = planned(row([13, 2, 0, 11], [0, 4, 0, 0], cost=np.array([9.0, 1.0, 1.0, 5.0])), 1)
    assert np.flatnonzero(plan.cells).tolist() == [3]


def test_nothing_helps_where_all_others_must_be_published() -> None:
    _, plan = planned(row([7, 2, 5], [0, 1, 0], cost=np.array([ALWAYS, 1.0, ALWAYS])), 1)
    assert plan is None


def test_a_span_may_lie_above_or_below() -> None:
    """Up needs a neighbour that falls, and all others are 0: only the sum can make room."""
    room = Room(row([3, 3, 0], [0, 0, 0], sliding_protection=np.array([0, 3.0, 0]), must_hide=np.array([0, 1, 0]) > 0))
    plan = Repair(room).plan(Witnesses(room), 1)
    assert plan is not None
    moved = [float(vector[1]) for vector in plan.vectors]
    assert max([0.0, *moved]) - min([0.0, *moved]) == 3
    assert int(plan.cells.sum()) == 1


def test_cells_of_two_rows_need_a_rectangle() -> None:
    """A count of 1 in a table of 2 x 2: the three other inner cells, or sums."""
    problem = frequency_problem(np.array([[1, 20], [30, 40]]))
    room, plan = planned(problem, 0)
    for vector in plan.vectors:
        assert room.adds_up(vector)
    assert int(plan.cells.sum()) == 3


def test_a_cell_is_untied_while_another_one_stands_still() -> None:
    room = Room(row([9, 1, 1, 7], [0, 2, 2, 0]))
    plan = Repair(room).untie(2, still=1)
    assert plan is not None
    (vector,) = plan.vectors
    assert (abs(vector[2]), vector[1]) == (1, 0)
    assert np.flatnonzero(plan.cells).tolist() in ([0], [3])


def test_what_is_hidden_already_shows_a_level_and_what_is_told_does_not() -> None:
    room = Room(row([9, 2, 5, 2], [0, 1, 0, 0]))
    repair, witnesses = Repair(room), Witnesses(room)
    assert not repair.shows(witnesses, 1)
    room.hidden[2] = True
    assert repair.shows(witnesses, 1)
    assert witnesses.narrow().tolist() == []


def test_prices_fall_evenly_from_the_first_cell_to_the_last() -> None:
    room = Room(row([9, 2, 5, 2], [0, 1, 0, 0], cost=np.array([4.0, 1.0, 2.0, 2.0])))
    assert prices(room).tolist() == pytest.approx([2 * (1 + TIE), 0, 1 + TIE / 2, 1 + TIE / 4], abs=1e-12)


def splits(up: float, down: float, span: float, values: tuple[float, ...] = (9, 2, 5, 2)) -> list[tuple[float, float]]:
    levels = {
        "lower_protection": np.array([0, down, 0, 0]),
        "sliding_protection": np.array([0, span, 0, 0]),
        "must_hide": np.arange(4) == 1,
    }
    return Repair(Room(row(list(values), [0, up, 0, 0], **levels)))._splits(1)


def test_a_span_is_divided_in_whole_persons_from_the_least_upwards() -> None:
    assert splits(1, 0, 3) == [(1, 2), (2, 1), (3, 0)]
    assert splits(0, 0, 3) == [(0, 3), (1, 2), (2, 1), (3, 0)]
    assert splits(0, 2, 3) == [(0, 3), (1, 2)]
    assert splits(1, 2, 3) == [(1, 2)]
    assert splits(0, 0, 9) == [(0, 9), (3, 6), (6, 3), (9, 0)]


def test_a_span_of_money_is_divided_in_thirds() -> None:
    found = splits(0.5, 0.25, 2.25, (9, 1.75, 5, 2.25))
    assert found == [pytest.approx(pair) for pair in [(0.5, 1.75), (1, 1.25), (1.5, 0.75), (2, 0.25)]]


COSTS = np.array([9.0, 1.0, 5.0, 2.0, 5.0])


@pytest.mark.parametrize("by", [1.0, 3.0, -1.0, -2.0])
def test_a_cell_moves_against_the_cheapest_one(by: float) -> None:
    repair = Repair(Room(row([19, 2, 5, 7, 5], [0, 1, 0, 0, 0], cost=COSTS)))
    found = repair.move(1, by)
    assert found is not None
    assert found.tolist() == pytest.approx([0, by, 0, -by, 0])


def test_a_cell_moves_no_further_than_to_nobody_and_one_that_is_told_not_at_all() -> None:
    repair = Repair(Room(row([19, 2, 5, 7, 5], [0, 1, 0, 0, 0], cost=np.array([ALWAYS, 1.0, 5.0, 2.0, 5.0]))))
    assert repair.move(1, -3.0) is None
    assert repair.move(0, 1.0) is None
    assert repair.move(1, 20.0) is None  # all others together are 17
    assert repair.move(1, 17.0) is not None


def test_who_is_free_costs_nothing_and_who_stands_still_does_not_move() -> None:
    repair = Repair(Room(row([19, 2, 5, 7, 5], [0, 1, 0, 0, 0], cost=COSTS)))
    found = repair.move(1, 1.0, free=np.arange(5) == 4)
    assert found is not None
    assert found.tolist() == pytest.approx([0, 1, 0, 0, -1])
    found = repair.move(1, 1.0, still=3)
    assert found is not None
    assert (found[1], found[3]) == (1, 0)


def test_nothing_is_found_below_a_limit_that_all_ways_exceed() -> None:
    room = Room(row([19, 2, 5, 7, 5], [0, 1, 0, 0, 0], cost=COSTS))
    repair = Repair(room)
    found = repair.move(1, 1.0, limit=1e-6)
    assert found is None or room.beyond(found).any()  # the solver may pass the limit before it notices
    room.hidden[4] = True
    found = repair.move(1, 1.0, limit=1e-6)
    assert found is not None
    assert found.tolist() == pytest.approx([0, 1, 0, 0, -1])


def test_the_cheaper_way_unties() -> None:
    """Downwards the sum falls, upwards a part does; whichever costs less is hidden."""
    for costs, hidden in (([9.0, 1, 1, 4, 5], 3), ([2.0, 1, 1, 4, 5], 0), ([9.0, 1, 1, 5, 4], 4)):
        plan = Repair(Room(row([14, 1, 1, 7, 5], [0, 2, 2, 0, 0], cost=np.array(costs)))).untie(2, still=1)
        assert plan is not None
        assert np.flatnonzero(plan.cells).tolist() == [hidden]
        assert plan.vectors[0][1] == 0
        assert abs(plan.vectors[0][2]) == 1


def test_money_is_untied_by_half_of_its_span() -> None:
    room = Room(row([9.5, 1.25, 1.25, 7], [0, 2, 0.5, 0]))
    plan = Repair(room).untie(2, still=1)
    assert plan is not None
    assert abs(plan.vectors[0][2]) == pytest.approx(0.25)


def test_a_level_is_shown_only_if_both_sides_are() -> None:
    """One neighbour of 1 can fall by 1 and rise without end; the cell itself can fall by 2."""
    room = Room(row([8, 2, 1, 5], [0, 1, 0, 0], lower_protection=np.array([0, 2.0, 0, 0])))
    room.hidden[2] = True
    witnesses = Witnesses(room)
    assert Repair(room).shows(witnesses, 1)
    assert (witnesses.up[1], witnesses.down[1]) == (1, 2)
    for up, down in ((2.0, 1.0), (1.0, 3.0), (2.0, 3.0)):
        room = Room(row([8, 2, 1, 5], [0, up, 0, 0], lower_protection=np.array([0, down, 0, 0])))
        room.hidden[2] = True
        assert not Repair(room).shows(Witnesses(room), 1)
