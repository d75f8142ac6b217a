"""Whom a person who is alone in a cell can find out, by the equations alone."""

from __future__ import annotations

from tests.engine.audit.grids import crossed, hiding, with_totals

from teilhabe.engine.audit.coalitions import known_to_one, people
from teilhabe.engine.audit.components import components
from teilhabe.engine.audit.system import system_of
from teilhabe.engine.audit.told import OPEN, Cell, Relation, Told, total


def pairs(told: Told) -> set[tuple[str, str]]:
    """Everybody who knows the one knows the other."""
    found = set()
    for part in components(system_of(told)):
        everyone = range(len(part))
        for one, other in known_to_one(part, everyone, everyone):
            found.add((told.cells[part.cells[one]].name, told.cells[part.cells[other]].name))
    return found


def both(*names: str) -> set[tuple[str, str]]:
    return {(one, other) for one in names for other in names if one != other}


def test_two_hidden_parts_of_a_sum_know_each_other_and_three_do_not() -> None:
    cells = (Cell("sum", 9, 9), *(Cell(name) for name in "abc"))
    assert pairs(Told(cells, (total(0, [1, 2]),))) == both("a", "b")
    assert pairs(Told(cells, (total(0, [1, 2, 3]),))) == set()


def test_a_square_of_hidden_cells_is_known_to_each_of_its_corners() -> None:
    table = with_totals([[5, 6, 7], [8, 9, 4], [3, 6, 8]])
    square = {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert pairs(crossed(hiding(table, square))) == both("0,0", "0,1", "1,0", "1,1")
    assert pairs(crossed(hiding(table, square | {(2, 0), (2, 1)}))) == both("0,0", "0,1") | both("1,0", "1,1") | both(
        "2,0", "2,1"
    )


def test_multiples_are_known_as_well_as_copies() -> None:
    cells = (Cell("a"), Cell("b"), Cell("c"), Cell("d"))
    doubled = Relation(((0, 2.0), (1, -3.0)), 1, 1)
    sums = Relation(((2, 1.0), (3, 1.0), (0, 1.0)), 40, 40)
    assert pairs(Told(cells, (doubled, sums))) == both("a", "b")


def test_intervals_and_broken_coefficients_are_no_equations() -> None:
    cells = (Cell("a"), Cell("b"))
    assert pairs(Told(cells, (Relation(((0, 1.0), (1, 1.0)), 5, 6),))) == set()
    assert pairs(Told(cells, (Relation(((0, 1.0), (1, -0.25)), 0, 0), Relation(((1, 1.0),), 0, 50)))) == set()
    assert pairs(Told(cells, (Relation(((0, 1.0), (1, -20_000.0)), 0, 0),))) == set()
    assert pairs(Told(cells, (Relation(((0, 1.0), (1, -10_000.0)), 0, 0),))) == both("a", "b")


def test_equations_that_repeat_each_other_change_nothing() -> None:
    cells = (Cell("sum", 9, 9), *(Cell(name) for name in "abcd"))
    once = (total(0, [1, 2, 3]), total(0, [2, 3, 4]))
    twice = (*once, Relation(((1, 1.0), (4, -1.0)), 0, 0))
    assert pairs(Told(cells, once)) == pairs(Told(cells, twice)) == both("a", "d")


def test_who_is_alone_in_a_sum_is_alone_in_its_one_part() -> None:
    truths = [1, 0, 1, 0, 1]
    cells = tuple(Cell(str(number), 0, OPEN, 3, True, truth=truth) for number, truth in enumerate(truths))
    same = people(Told(cells, (total(0, [1, 2]), total(2, [3, 4]))))
    assert same[0] == same[2] == same[4]
    assert len({same[0], same[1], same[3]}) == 3


def test_two_people_in_a_sum_are_not_one() -> None:
    for truths in ([2, 1, 1], [2, 2, 0], [1, 1, None]):
        cells = tuple(Cell(str(number), 0, OPEN, 3, True, truth=truth) for number, truth in enumerate(truths))
        assert people(Told(cells, (total(0, [1, 2]),))) == [0, 1, 2]


def test_parts_of_a_difference_are_not_the_same_people() -> None:
    cells = tuple(Cell(str(number), 0, OPEN, 3, True, truth=1) for number in range(2))
    assert people(Told(cells, (Relation(((0, 1.0), (1, 1.0)), 2, 2),))) == [0, 1]
    assert people(Told(cells, (Relation(((0, 1.0), (1, -1.0)), 0, 0),))) == [0, 0]
