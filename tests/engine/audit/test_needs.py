"""What has to stay possible, cell by cell."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from teilhabe.engine.audit.needs import Needs, needs_of
from teilhabe.engine.audit.system import TOLERANCE
from teilhabe.engine.audit.told import OPEN, Cell

HIDDEN = Cell("stranger", 0, OPEN, 3, hidden=True)
SMALL = Cell("small", 0, OPEN, 3, hidden=True, truth=2)
HARMLESS = Cell("harmless", 0, OPEN, 3, hidden=True, truth=5)
SUM = Cell("sum", 0, OPEN, hidden=True, whole=False, truth=100, above=10)
BOTH = Cell("both", 0, OPEN, hidden=True, whole=False, truth=100, above=10, below=20)


@pytest.mark.parametrize(
    ("cell", "low", "high", "enough"),
    [
        (HIDDEN, 0, 3, True),
        (HIDDEN, 0, 2, False),
        (HIDDEN, 3, 3, False),
        (HIDDEN, 3, 4, True),
        (HIDDEN, -3, 0, True),
        (SMALL, 0, 3, True),
        (SMALL, 1, 3, False),
        (SMALL, 1, 4, True),
        (SMALL, 0, 2, False),
        (HARMLESS, 5, 5, True),
        (SUM, 100, 110, True),
        (SUM, 50, 109, False),
        (SUM, 100, inf, True),
        (BOTH, 80, 110, True),
        (BOTH, 81, 110, False),
        (Cell("atom", 0, OPEN, 3), 3, 3, True),
        (Cell("atom", 0, OPEN, 3), 0, 2, False),
        (Cell("no person"), 0, 0, True),
        (Cell("half", 0, OPEN, whole=False, truth=2, above=0.5), 2, 2.4, False),
        (Cell("money", hidden=True, whole=False), 5, 5, False),
        (Cell("money", hidden=True, whole=False), 5, 5.1, True),
    ],
)
def test_ends_are_enough_or_not(cell: Cell, low: float, high: float, enough: bool) -> None:
    assert needs_of([cell]).met(np.array([low]), np.array([high])).tolist() == [enough]


def test_only_cells_with_a_need_are_asked_for() -> None:
    cells = [HIDDEN, SMALL, HARMLESS, SUM, BOTH, Cell("no person"), Cell("x", hidden=True, truth=5, below=1)]
    assert needs_of(cells).any().tolist() == [True, True, False, True, True, False, True]
    assert needs_of([Cell("atom", threshold=3), Cell("sum", hidden=True)]).any().tolist() == [True, True]


def test_needs_of_some_cells_are_theirs() -> None:
    chosen = needs_of([HARMLESS, SMALL]).of(np.array([1]))
    assert (chosen.size.tolist(), chosen.span.tolist()) == ([3], [3])
    assert needs_of([]).any().tolist() == []


FOUR = Needs(*(np.array([entry], dtype=float) for entry in (3, 7, 2, 5)))
"""A size of 3, 7 above, 2 below and a span of 5."""


@pytest.mark.parametrize(
    ("low", "high", "enough"),
    [
        (2, 7, True),
        (2, 7 - TOLERANCE, True),
        (2, 7 - 2 * TOLERANCE, False),
        (2 + TOLERANCE, 8, True),
        (2 + 2 * TOLERANCE, 8, False),
        (-inf, inf, True),
    ],
)
def test_every_need_is_met_up_to_the_precision_of_the_solver(low: float, high: float, enough: bool) -> None:
    assert FOUR.met(np.array([low]), np.array([high])).tolist() == [enough]


@pytest.mark.parametrize(("missing", "enough"), [(0, True), (TOLERANCE, True), (2 * TOLERANCE, False)])
def test_size_and_span_are_met_up_to_the_precision_of_the_solver(missing: float, enough: bool) -> None:
    never, zero = np.array([np.inf]), np.zeros(1)
    size = Needs(np.array([3.0]), -never, never, zero)
    span = Needs(zero, -never, never, np.array([5.0]))
    assert size.met(zero, np.array([3 - missing])).tolist() == [enough]
    assert size.met(np.array([missing - 3]), zero).tolist() == [enough]
    assert span.met(zero, np.array([5 - missing])).tolist() == [enough]


@pytest.mark.parametrize(
    ("needs", "any_need"),
    [
        ((0, -inf, inf, 0), False),
        ((0.5, -inf, inf, 0), True),
        ((0, 1, inf, 0), True),
        ((0, -inf, 1, 0), True),
        ((0, -inf, inf, 0.5), True),
    ],
)
def test_a_need_of_any_kind_is_one(needs: tuple[float, ...], any_need: bool) -> None:
    assert Needs(*(np.array([entry]) for entry in needs)).any().tolist() == [any_need]


@pytest.mark.parametrize(
    ("cell", "need"),
    [
        (HIDDEN, (3, -inf, inf, 1)),
        (SMALL, (3, -inf, inf, 3)),
        (HARMLESS, (0, -inf, inf, 0)),
        (SUM, (0, 110, inf, 4 * TOLERANCE)),
        (BOTH, (0, 110, 80, 4 * TOLERANCE)),
        (Cell("below", 0, OPEN, truth=100, below=0.5), (0, -inf, 99.5, 1)),
        (Cell("above", 0, OPEN, truth=100, above=0.5), (0, 100.5, inf, 1)),
        (Cell("atom", 0, OPEN, 3), (3, -inf, inf, 0)),
        (Cell("money", hidden=True, whole=False), (0, -inf, inf, 4 * TOLERANCE)),
        (Cell("one", 0, OPEN, 0.5, whole=False, truth=0.25), (0.5, -inf, inf, 0.5)),
    ],
)
def test_a_cell_needs_size_above_below_and_span(cell: Cell, need: tuple[float, ...]) -> None:
    found = needs_of([cell])
    assert (found.size[0], found.above[0], found.below[0], found.span[0]) == need
