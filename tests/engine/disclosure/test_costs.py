"""What it costs to hide a cell, by the statistician's choice."""

from __future__ import annotations

import numpy as np
import pytest

from teilhabe.engine.disclosure.costs import ZERO, costs
from teilhabe.engine.disclosure.problem import Equations

CELLS = [frozenset({("year", year), ("sex", "F")}) for year in ("9", "10", "11")]
VALUES, DEPTH = np.array([0.0, 4.0, np.nan]), np.array([0.0, 1.0, 7.0])


def test_every_cell_costs_alike_but_a_zero() -> None:
    assert costs("cells", CELLS, VALUES, DEPTH).tolist() == [ZERO, 1, 1]


def test_counts_cost_what_they_are_and_at_least_one() -> None:
    assert costs("counts", CELLS, np.array([0.0, -4.0, 0.5]), DEPTH).tolist() == [ZERO, 4, 1]
    assert costs("counts", CELLS, VALUES, DEPTH)[2] == 1


def test_sums_cost_ten_times_more_with_every_level_up_to_the_fifth() -> None:
    assert costs("keep-totals", CELLS, np.ones(3), DEPTH).tolist() == [1, 10, 100_000]


def test_the_newest_period_costs_ten_times_the_one_before() -> None:
    """In the order of numbers: 9, 10, 11."""
    np.testing.assert_allclose(costs("keep-newest", CELLS, np.ones(3), DEPTH), [0.1, 1, 10])
    several = [frozenset({("year", str(year))}) for year in range(2000, 2010)]
    assert costs("keep-newest", several, np.ones(10), np.zeros(10)).min() == pytest.approx(0.01)


def test_cells_without_a_period_count_as_the_newest() -> None:
    both = [frozenset({("YEAR", "1")}), frozenset({("sex", "F")}), frozenset({("YEAR", "2")})]
    np.testing.assert_allclose(costs("keep-newest", both, np.ones(3), np.zeros(3)), [1, 10, 10])
    assert costs("keep-newest", both[1:2], np.ones(1), np.zeros(1)).tolist() == [1]


def test_rows_leave_over_what_does_not_add_up() -> None:
    equations = Equations.of([[(0, -1.0), (1, 1.0), (2, 1.0)], [(2, 2.0)]])
    assert (len(equations), equations.residuals(np.array([5.0, 2.0, 4.0])).tolist()) == (2, [1, 8])
    assert len(Equations.of([])) == 0
    assert Equations.of([]).residuals(np.zeros(2)).tolist() == []
