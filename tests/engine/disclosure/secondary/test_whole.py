"""Deviations in whole numbers with a fixed charge per further cell, computed by hand."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.disclosure.secondary.test_room import row

from teilhabe.engine.disclosure.problem import ALWAYS, OPEN, Equations, Problem
from teilhabe.engine.disclosure.secondary.room import Room
from teilhabe.engine.disclosure.secondary.whole import whole_move

PRICES = np.array([9.0, 0.0, 4.0, 3.0, 5.0])


def moved(room: Room, by: float, prices: np.ndarray = PRICES) -> list[float] | None:
    """How all cells move where cell 1 moves by so much."""
    found = whole_move(room, prices, {1: by})
    return None if found is None else found.tolist()


def five(**changed: object) -> Room:
    """A sum of 19 with parts 2 (hidden), 5, 7 and 5."""
    return Room(row([19, 2, 5, 7, 5], [0, 1, 0, 0, 0], **changed))


@pytest.mark.parametrize("by", [1, 3, -1, -2])
def test_the_cheapest_cell_moves_the_other_way(by: float) -> None:
    assert moved(five(), by) == [0, by, 0, -by, 0]


def test_a_cell_is_charged_once_however_far_it_moves() -> None:
    """6 fewer in a cell of 7 for 3, or 5 and 1 fewer in cells of 5 for 4 and 5 together."""
    assert moved(five(), 6) == [0, 6, 0, -6, 0]
    assert moved(five(), 8, np.array([4.0, 0, 1, 2, 9])) in ([0, 8, -5, -3, 0], [0, 8, -1, -7, 0])


def test_nobody_falls_below_nobody() -> None:
    assert moved(five(), -3) is None
    assert moved(five(), 8, np.array([4.5, 0, 4, 3, 2.0])) == [8, 8, 0, 0, 0]


def test_a_price_without_end_keeps_a_cell_as_it_is_told() -> None:
    assert moved(five(), 1, np.array([9.0, 0, 4, np.inf, 5])) == [0, 1, -1, 0, 0]
    assert moved(five(), 1, np.array([np.inf, 0, np.inf, np.inf, np.inf])) is None


def test_a_cell_that_must_be_published_stays_where_it_is_told_to_be() -> None:
    assert moved(five(cost=np.array([1.0, 1, 1, ALWAYS, 1])), 1, np.array([9.0, 0, 4, 1, 5])) == [0, 1, -1, 0, 0]
    wide = five(
        cost=np.array([1.0, 1, 1, ALWAYS, 1]),
        lower=np.array([19.0, 2, 5, 5, 5]),
        upper=np.array([19.0, 2, 5, 8, 5]),
    )
    assert moved(wide, 2) == [0, 2, 0, -2, 0]
    assert moved(wide, 3, np.array([9.0, 0, 4, 1, 5])) != [0, 3, 0, -3, 0]
    assert moved(wide, -1) == [0, -1, 0, 1, 0]


def test_what_is_hidden_already_moves_freely() -> None:
    room = five()
    room.hidden[4] = True
    assert moved(room, 1, np.where(room.hidden, 0, PRICES)) == [0, 1, 0, 0, -1]


def times(factor: float, steps: int = 1) -> Room:
    """Every cell moves so many times as far as the one before it."""
    values = 5 * factor ** np.arange(steps + 1)
    nothing, count = np.zeros_like(values), len(values)
    return Room(
        Problem(
            values=values,
            equations=Equations.of([[(cell, factor), (cell + 1, -1.0)] for cell in range(steps)]),
            lower=values,
            upper=values,
            floor=np.full(count, -OPEN),
            ceiling=np.full(count, OPEN),
            upper_protection=np.eye(count)[0],
            lower_protection=nothing,
            sliding_protection=nothing,
            cost=np.ones(count),
            must_hide=np.arange(count) == 0,
            singletons=np.zeros(count, dtype=bool),
        )
    )


@pytest.mark.parametrize(
    ("factor", "steps", "by", "is_found"),
    [
        (2, 2, 1, True),
        (2, 3, 1, False),
        (2, 2, 3, True),
        (2, 3, -2, False),
        (6, 1, 1, True),
        (3, 2, 1, False),
        (10, 1, -2, True),
    ],
)
def test_no_cell_moves_more_than_five_times_as_far_as_was_asked_unless_it_is_counted_heavier(
    factor: float, steps: int, by: float, is_found: bool
) -> None:
    """2 · 2 · 2 is farther than 5, 6 is not farther than 5 · 6 / 2, and 3 · 3 is farther than 5 · 3 / 2."""
    found = whole_move(times(factor, steps), np.array([0.0, *[1] * steps]), {0: by})
    expected = [by * factor**step for step in range(steps + 1)]
    assert (None if found is None else found.tolist()) == (expected if is_found else None)


def test_half_a_person_does_not_move_where_persons_are_counted() -> None:
    """Half as far as one person is no person; half as far as two is one."""
    assert whole_move(times(0.5), np.array([0.0, 1]), {0: 2.0}) is not None
    counted = Room(
        row(
            [4, 2, 2],
            [0, 1, 0],
            equations=Equations.of([[(1, 1.0), (2, -2.0)]]),
            must_hide=np.array([False, True, True]),
        )
    )
    still = np.array([np.inf, 0, 0])
    assert whole_move(counted, still, {1: 1.0}) is None
    found = whole_move(counted, still, {1: 2.0})
    assert found is not None
    assert found.tolist() == [0, 2, 1]


def test_two_cells_may_be_told_where_to_stand() -> None:
    found = whole_move(five(), PRICES, {1: 1.0, 3: 0.0})
    assert found is not None
    assert found.tolist() == [0, 1, -1, 0, 0]


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    moved(five(), 1)
    assert capfd.readouterr() == ("", "")
