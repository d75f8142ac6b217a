"""Bounds are drawn together as far as single relations allow, and no further."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from teilhabe.engine.audit.system import Contradiction, System, system_of
from teilhabe.engine.audit.told import OPEN, Cell, Relation, Told, total


def bounds(cells: list[Cell], *relations: Relation) -> list[tuple[float, float]]:
    system = system_of(Told(tuple(cells), relations))
    return list(zip(system.low.tolist(), system.high.tolist(), strict=True))


def unknown(count: int, **told: float) -> list[Cell]:
    return [Cell(str(number), **told) for number in range(count)]  # type: ignore[arg-type]  # fields by name


def test_the_last_unknown_part_of_a_sum_is_known() -> None:
    assert bounds([Cell("all", 9, 9), Cell("a", 4, 4), Cell("b")], total(0, [1, 2]))[2] == (5, 5)


def test_no_part_is_larger_than_what_the_others_leave() -> None:
    assert bounds([Cell("all", 9, 9), Cell("a", 4, 4), *unknown(2)], total(0, [1, 2, 3]))[2:] == [(0, 5), (0, 5)]


def test_least_parts_lift_the_sum_and_most_parts_cap_it() -> None:
    assert bounds([Cell("all"), Cell("a", 2, 5), Cell("b", 1, 4)], total(0, [1, 2]))[0] == (3, 9)


def test_what_one_relation_tells_is_used_in_the_next() -> None:
    cells = [Cell("all", 9, 9), Cell("a", 4, 4), Cell("b"), Cell("c"), Cell("d", 2, 2)]
    assert bounds(cells, total(2, [3, 4]), total(0, [1, 2]))[2:4] == [(5, 5), (3, 3)]


def test_counts_are_rounded_inwards_and_sums_of_money_are_not() -> None:
    half = Relation(((0, 2.0),), 3, 9)
    assert bounds([Cell("count")], half) == [(2, 4)]
    assert bounds([Cell("euro", whole=False)], half) == [(1.5, 4.5)]


def test_one_sided_relations_bound_one_side() -> None:
    at_least, at_most = Relation(((0, 1.0), (1, -1.0)), 2, OPEN), Relation(((0, 1.0), (1, -1.0)), -OPEN, 2)
    assert bounds([Cell("a", 0, 8), Cell("b", 1, 9)], at_least) == [(3, 8), (1, 6)]
    assert bounds([Cell("a", 0, 8), Cell("b", 1, 3)], at_most) == [(0, 5), (1, 3)]


def test_two_unknown_figures_without_end_stay_without_end() -> None:
    assert bounds([Cell("difference", 5, 5), *unknown(2)], Relation(((0, -1.0), (1, 1.0), (2, -1.0)))) == [
        (5, 5),
        (5, inf),
        (0, inf),
    ]


def test_figures_below_nothing_stay_possible_where_nobody_excludes_them() -> None:
    cells = [Cell("all", 9, 9), Cell("a", -OPEN), Cell("b", 4, 4)]
    assert bounds(cells, total(0, [1, 2]))[1] == (5, 5)
    assert bounds([Cell("all", 9, 9), Cell("a", -OPEN), Cell("b")], total(0, [1, 2]))[1] == (-inf, 9)


def test_bounds_that_creep_on_for_ever_are_left_to_the_programmes() -> None:
    cells = [Cell("a", 0, 1, whole=False), Cell("b", 0, 1, whole=False)]
    halves = (Relation(((0, 2.0), (1, -1.0)), -OPEN, 0), Relation(((1, 2.0), (0, -1.0)), -OPEN, 0))
    for low, high in bounds(cells, *halves):
        assert (low, round(high, 4)) == (0, 0)


@pytest.mark.parametrize(
    ("cells", "relation"),
    [
        ([Cell("sum", 9, 9), Cell("a", 4, 4), Cell("b", 4, 4)], total(0, [1, 2])),
        ([Cell("sum", 9, 9), Cell("a", 4, 4), Cell("b", 6, 6)], total(0, [1, 2])),
        ([Cell("sum", 9, 9), Cell("a", 10, 12)], total(0, [1])),
        ([Cell("half")], Relation(((0, 2.0),), 3, 3)),
        ([Cell("a", 5, 4)], Relation(((0, 1.0),), 0, 9)),
    ],
)
def test_what_cannot_be_is_refused(cells: list[Cell], relation: Relation) -> None:
    with pytest.raises(Contradiction):
        system_of(Told(tuple(cells), (relation,)))


def test_sums_of_many_cents_are_no_contradiction() -> None:
    parts = [Cell(str(number), 0.1 * number, 0.1 * number, whole=False) for number in range(1000)]
    whole = sum(cell.low for cell in reversed(parts))
    system = system_of(Told((*parts, Cell("all", whole, whole, whole=False)), (total(1000, range(1000)),)))
    assert system.fixed.all()


def test_a_refusal_names_the_cells_of_a_long_sum_in_part() -> None:
    cells = (Cell("all", 1, 1), *(Cell(f"part {number}", 1, 1) for number in range(8)))
    with pytest.raises(Contradiction, match=r"all, part 0, part 1, part 2, part 3, part 4 …\."):
        system_of(Told(cells, (total(0, range(1, 9)),)))


def test_a_cell_is_fixed_where_one_value_is_left() -> None:
    system = system_of(Told((Cell("a", 3, 3), Cell("b", 3, 4), Cell("c", 0, OPEN))))
    assert system.fixed.tolist() == [True, False, False]
    assert isinstance(system, System)
    assert np.isinf(system.high[2])
