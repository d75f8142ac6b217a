"""Cells that nobody here knows any more: values that fit, and what earlier releases have left open, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from teilhabe.engine.disclosure.problem import Floats
from teilhabe.engine.disclosure.sheet import Sheet, Total
from teilhabe.engine.disclosure.unknown import fitting, told_levels

CITY: tuple[Total, ...] = ((0, (1, 2)),)
"""Cell 0 is the sum of cells 1 and 2."""


def sheet(values: list[float], totals: tuple[Total, ...] = CITY, told: tuple[int, ...] = ()) -> Sheet:
    count = len(values)
    is_told = np.isin(np.arange(count), told)
    nothing = np.zeros(count, dtype=bool)
    return Sheet(
        cells=tuple(frozenset({("cell", str(number))}) for number in range(count)),
        values=np.array(values),
        printed=nothing,
        told=is_told,
        kept=~is_told,
        rest=nothing,
        depth=np.zeros(count, dtype=np.int64),
        totals=totals,
        earlier_totals=totals,
        rows=(),
    )


def filled(values: list[float], totals: tuple[Total, ...] = CITY) -> list[float] | None:
    found = fitting(sheet(values, totals))
    return None if found is None else found.values.tolist()


def levels(values: list[float], told: tuple[int, ...], unknown: list[int], threshold: float = 3) -> Floats:
    """Sliding and upper level of every cell; nothing else is asked for."""
    own = sheet(values, told=told)
    found = told_levels(own, np.isin(np.arange(len(values)), unknown), np.full(len(values), threshold))
    assert not found.lower.any()
    assert not found.singletons.any()
    assert found.reasons == (None,) * len(values)
    return np.array([found.sliding, found.upper])


def test_what_is_known_throughout_is_left_alone() -> None:
    whole = sheet([9.0, 4, 5])
    assert fitting(whole) is whole


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([np.nan, 4, 5], [9, 4, 5]),
        ([9, np.nan, 5], [9, 4, 5]),
        ([5, np.nan, 5], [5, 0, 5]),
        ([9.5, np.nan, 5], [9.5, 4.5, 5]),
        ([-2, np.nan, 5], [-2, -7, 5]),
        ([-2, 5, np.nan], [-2, 5, -7]),
    ],
)
def test_one_unknown_cell_is_what_its_sum_leaves(values: list[float], expected: list[float]) -> None:
    assert filled(values) == expected


def test_nobody_is_counted_below_0_where_nothing_is() -> None:
    assert filled([4, np.nan, 5]) is None


def test_unknown_counts_are_whole_persons() -> None:
    """x + y = 1 and x = y has a solution in halves only."""
    assert filled([1, np.nan, np.nan, 0, np.nan], ((0, (1, 2)), (1, (2, 3)), (4, (1,)))) is None
    found = filled([1.5, np.nan, np.nan, 0], ((0, (1, 2)), (1, (2, 3))))
    assert found == [1.5, 0.75, 0.75, 0]


def test_sums_without_an_unknown_cell_do_not_matter() -> None:
    """The second sum does not add up; whoever asks for the fourth cell has nothing to do with it."""
    assert filled([9, np.nan, 5, 7, 1, 1], (*CITY, (3, (4, 5)))) == [9, 4, 5, 7, 1, 1]
    assert filled([9, 4, 5, np.nan], CITY) == [9, 4, 5, 0]


def test_an_unknown_cell_needs_the_room_that_others_left_it() -> None:
    """The sum of 4 is told: each part may be anything from 0 to 4, and a span of 3 is asked for."""
    assert levels([4.0, 1, 3], (0,), [1]).tolist() == [[0, 3, 0], [0, 2, 0]]
    assert levels([4.0, 1, 3], (0,), [1, 2]).tolist() == [[0, 3, 3], [0, 2, 0]]


def test_no_more_is_asked_for_than_is_left() -> None:
    """A sum of 2 leaves 0 to 2, with a truth of 1 in between: one person more, a span of two."""
    assert levels([2.0, 1, 1], (0,), [1]).tolist() == [[0, 2, 0], [0, 1, 0]]
    assert levels([2.0, 2, 0], (0,), [1]).tolist() == [[0, 2, 0], [0, 0, 0]]
    assert levels([1.0, 0, 1], (0,), [1]).tolist() == [[0, 1, 0], [0, 1, 0]]


def test_what_is_known_exactly_or_to_be_nobody_needs_no_room() -> None:
    assert levels([4.0, 1, 3], (0, 2), [1]).tolist() == [[0, 0, 0], [0, 0, 0]]
    assert levels([0.0, 0, 0], (0,), [1, 2]).tolist() == [[0, 0, 0], [0, 0, 0]]
    assert levels([2.5, 1.25, 1.25], (0, 2), [1]).tolist() == [[0, 0, 0], [0, 0, 0]]
    assert levels([-4.0, 1, -5], (0, 2), [1]).tolist() == [[0, 0, 0], [0, 0, 0]]


def test_a_cell_that_is_surely_of_the_threshold_is_not_small() -> None:
    """The sum is unknown and one part is told: the sum is that part at least."""
    assert levels([7.0, 4, 3], (2,), [0], 3)[0].tolist() == [0, 0, 0]
    assert levels([7.0, 4, 3], (2,), [0], 4)[0].tolist() == [4, 0, 0]


def test_a_cell_without_an_upper_end_is_asked_for_a_span_of_the_threshold() -> None:
    """Nothing is told: 0 and upwards without end."""
    assert levels([7.0, 4, 3], (), [0, 1, 2], 5).tolist() == [[5, 5, 5], [0, 1, 2]]


def test_where_something_is_below_0_unknown_cells_may_be_as_well() -> None:
    """The sum of -4 leaves each part open on both sides."""
    assert levels([-4.0, 1, -5], (0,), [1]).tolist() == [[0, 3, 0], [0, 2, 0]]


def test_money_is_asked_for_a_little_inside_of_what_is_left() -> None:
    sliding, upper = levels([2.5, 1.25, 1.25], (0,), [1])
    assert sliding[1] == pytest.approx(2.5, abs=1e-5)
    assert sliding[1] < 2.5
    assert upper[1] == pytest.approx(1.25, abs=1e-5)
    assert upper[1] < 1.25


def test_every_cell_is_asked_for_by_itself() -> None:
    """One question leaves nothing behind that turns the answer to the next one."""
    every = levels([6.0, 1, 5], (0,), [1, 2], 9)
    assert every.tolist() == [[0, 6, 6], [0, 5, 1]]
    assert levels([6.0, 1, 5], (0,), [2], 9)[:, 2].tolist() == every[:, 2].tolist()


def test_a_command_prints_nothing_of_the_solver(capfd: pytest.CaptureFixture[str]) -> None:
    assert filled([9, np.nan, np.nan]) is not None
    assert capfd.readouterr() == ("", "")
