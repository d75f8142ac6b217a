"""Dear patterns are torn down and built anew; a cheaper one stays, and nothing else changes."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.disclosure.secondary.test_room import row

from teilhabe.engine.disclosure.problem import Equations
from teilhabe.engine.disclosure.secondary.construction import Construction
from teilhabe.engine.disclosure.secondary.rebuilding import _closed, _Neighbours, rebuild, restart

COST = np.array([9.0, 1.0, 4.0, 2.0, 5.0])
DEAREST, CHEAPEST = 0, 3
"""Of the cells that can be hidden beside the sensitive one."""


def construction(*secondaries: int) -> Construction:
    """A sum of 19 whose first part is sensitive; these cells are hidden for it already."""
    found = Construction(row([19, 2, 5, 7, 5], [0, 1, 0, 0, 0], cost=COST))
    found.adopt(np.isin(np.arange(5), secondaries))
    for cell in found.witnesses.narrow().tolist():
        found.widen(cell)
    return found


def secondaries(found: Construction) -> list[int]:
    return np.flatnonzero(found.secondaries).tolist()


@pytest.mark.parametrize("dear", [(DEAREST,), (2,), (4,), (DEAREST, 2, 4)])
def test_a_dear_pattern_is_replaced_by_the_cheapest(dear: tuple[int, ...]) -> None:
    found = construction(*dear)
    before, price = found.cost, found.repair.price.copy()
    rebuild(found, 100)
    assert secondaries(found) == [CHEAPEST]
    assert found.cost < before
    np.testing.assert_allclose(found.repair.price, price)
    assert found.witnesses.narrow().tolist() == []


def test_a_pattern_that_cannot_be_cheaper_stays_and_costs_few_questions() -> None:
    found = construction(CHEAPEST)
    price, before, witnesses = found.repair.price.copy(), found.programmes, found.witnesses
    rebuild(found, 10_000)
    assert secondaries(found) == [CHEAPEST]
    assert found.witnesses is witnesses
    assert found.programmes - before < 20
    np.testing.assert_allclose(found.repair.price, price)


def test_nothing_is_torn_down_once_the_questions_are_spent() -> None:
    found = construction(DEAREST)
    rebuild(found, -1)
    assert secondaries(found) == [DEAREST]
    rebuild(found, 0)
    assert secondaries(found) == [CHEAPEST]


def test_a_new_beginning_is_kept_only_where_it_is_cheaper() -> None:
    dear, cheap = construction(DEAREST, 4), construction(CHEAPEST)
    prices = [found.repair.price.copy() for found in (dear, cheap)]
    witnesses = cheap.witnesses
    for found in (dear, cheap):
        restart(found, 3)
        assert secondaries(found) == [CHEAPEST]
    assert cheap.witnesses is witnesses
    for found, price in zip((dear, cheap), prices, strict=True):
        assert found.repair.price.tolist() == price.tolist()


def test_no_new_beginning_changes_nothing() -> None:
    found = construction(DEAREST)
    restart(found, 0)
    assert secondaries(found) == [DEAREST]


def test_a_gap_is_closed_only_if_that_comes_out_cheaper() -> None:
    nothing = np.zeros(5, dtype=bool)
    found = construction(CHEAPEST)
    cheapest = found.cost
    assert not _closed(construction(CHEAPEST), nothing, cheapest)
    assert _closed(construction(CHEAPEST), nothing, cheapest + 0.01)
    assert not _closed(construction(CHEAPEST), nothing, 0.0)


def test_neighbours_are_the_chosen_cells_of_the_same_sums() -> None:
    """Cell 0 is in two sums, cells 4 and 5 in another one."""
    of = _Neighbours(Equations.of([[(0, -1.0), (1, 1), (2, 1)], [(3, -1.0), (0, 1)], [(4, 1.0), (5, -1)]])).of
    every = np.ones(6, dtype=bool)
    assert np.flatnonzero(of(0, every)).tolist() == [0, 1, 2, 3]
    assert np.flatnonzero(of(1, every)).tolist() == [0, 1, 2]
    assert np.flatnonzero(of(4, every)).tolist() == [4, 5]
    assert np.flatnonzero(of(0, np.array([0, 1, 0, 1, 1, 0]) > 0)).tolist() == [1, 3]
