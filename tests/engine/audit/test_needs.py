"""What has to stay possible, cell by cell."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from teilhabe.engine.audit.needs import needs_of
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
