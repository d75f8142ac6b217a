from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.disclosure.problem import Equations
from teilhabe.engine.disclosure.secondary.elimination import determined, tied


def test_a_single_unknown_in_a_sum_is_determined():
    equations = Equations.of([[(0, 1), (1, 1), (2, -1)]])
    assert determined(equations, np.array([True, False, False])) == {0}
    assert determined(equations, np.array([True, True, False])) == set()


def test_what_follows_from_a_row_and_a_column_together_is_found():
    """sdcTable `problemdata()`: no line has the cell alone, two rows less two columns have."""
    rows, columns = [[0, 1, 2], [3, 4, 5]], [[0, 3], [1, 4]]
    equations = Equations.of([[(cell, 1) for cell in line] for line in rows + columns])
    unknown = np.array([True, True, False, True, True, True])
    assert determined(equations, unknown) == {5}


def test_cells_that_give_each_other_away_share_a_class():
    equations = Equations.of([[(0, 1), (1, 1)], [(2, 1), (3, 1), (4, 1)]])
    classes = tied(equations, np.ones(5, dtype=bool))
    assert classes[0] == tied(equations, np.ones(5, dtype=bool))[1]
    assert len({classes[cell] for cell in range(5)}) == 4


def test_fractions_are_exact():
    equations = Equations.of([[(0, 0.1), (1, -0.1)], [(0, 1), (1, -1)]])
    assert determined(equations, np.array([True, True])) == set()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 7), st.integers(2, 9))
def test_floating_point_rank_agrees_on_small_systems(seed, rows, cells):
    random = np.random.default_rng(seed)
    matrix = random.integers(-1, 2, (rows, cells))
    equations = Equations.of([[(int(cell), float(row[cell])) for cell in np.flatnonzero(row)] for row in matrix])
    unit = np.eye(cells)
    rank = np.linalg.matrix_rank(matrix)
    expected = {cell for cell in range(cells) if np.linalg.matrix_rank(np.vstack([matrix, unit[cell]])) == rank}
    assert determined(equations, np.ones(cells, dtype=bool)) == expected
