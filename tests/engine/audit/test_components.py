"""What has nothing to do with each other is attacked apart, and what is known is put into the sums."""

from __future__ import annotations

from teilhabe.engine.audit.components import components
from teilhabe.engine.audit.system import system_of
from teilhabe.engine.audit.told import OPEN, Cell, Relation, Told, total


def test_unknown_cells_that_share_a_sum_hang_together_over_any_number_of_sums() -> None:
    cells = (Cell("9", 9, 9), *(Cell(name) for name in "abcde"), Cell("7", 7, 7))
    told = Told(cells, (total(0, [1, 2]), total(0, [2, 3]), total(6, [4, 5])))
    assert [part.cells.tolist() for part in components(system_of(told))] == [[1, 2, 3], [4, 5]]


def test_known_cells_are_put_into_the_sums_and_their_rows_disappear() -> None:
    cells = (Cell("20", 20, 20), Cell("8", 8, 8), Cell("a"), Cell("b"), Cell("c", 3, 3), Cell("d", 5, 5))
    (part,) = components(system_of(Told(cells, (total(0, [1, 2, 3]), total(1, [4, 5])))))
    assert (part.row_low.tolist(), part.row_high.tolist()) == ([12], [12])
    assert (part.rows.tolist(), part.columns.tolist(), part.coefficients.tolist()) == ([0, 0], [0, 1], [1, 1])
    assert (part.low.tolist(), part.high.tolist()) == ([0, 0], [12, 12])


def test_an_unknown_cell_in_no_sum_is_a_part_of_its_own() -> None:
    (part,) = components(system_of(Told((Cell("told", 50, 50), Cell("alone")))))
    assert (part.cells.tolist(), len(part.row_low), part.low.tolist()) == ([1], 0, [0])
    assert part.high.tolist() == [part.horizon]


def test_the_horizon_lies_beyond_everything_that_is_told_of_a_part() -> None:
    cells = (Cell("a", 0, OPEN), Cell("b", -OPEN, OPEN, whole=False), Cell("c", 0, 700))
    (part,) = components(system_of(Told(cells, (Relation(((0, 1.0), (1, -1.0), (2, 1.0)), -300, OPEN),))))
    assert part.horizon >= 10 * (700 + 300)
    assert (part.low.tolist(), part.high.tolist()) == ([0, -part.horizon, 0], [part.horizon, part.horizon, 700])


def test_nothing_unknown_is_no_part() -> None:
    assert list(components(system_of(Told((Cell("a", 3, 3),))))) == []
