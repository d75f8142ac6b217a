from __future__ import annotations

import csv
import dataclasses

import numpy as np
import pytest
from benchmarks.workloads.crossed import crossed, frequency_problem
from tests.engine.disclosure.secondary.attacker import interval, narrow_cells

from teilhabe.engine.disclosure.problem import ALWAYS, Problem
from teilhabe.engine.disclosure.secondary import Unprotectable, suppress

REGIONS_BY_INCOME = np.array(
    [
        [11, 11, 55, 36],
        [7, 1, 29, 18],
        [5, 8, 35, 25],
        [13, 2, 17, 13],
        [9, 14, 63, 52],
        [12, 9, 24, 22],
        [6, 4, 22, 8],
        [9, 3, 38, 15],
    ]
)
"""SSBtools `z1`: 8 regions by source of income, 596 persons."""

TWO_SEXES = np.array([[2, 18], [19, 14], [10, 12], [14, 11]])
"""sdcTable `microdata1`: 4 regions by sex, 100 persons."""


def hidden_cells(problem: Problem) -> list[int]:
    return np.flatnonzero(suppress(problem).hidden).tolist()


def test_the_published_example_of_langsrud_hides_the_same_six_cells():
    counts = frequency_problem(REGIONS_BY_INCOME, threshold=4)
    problem = dataclasses.replace(counts, cost=counts.values)
    assert hidden_cells(problem) == [row * 5 + column for row in (1, 3, 7) for column in (0, 1)]


def test_the_published_example_of_sdc_table_hides_four_cells():
    problem = frequency_problem(TWO_SEXES)
    assert len(hidden_cells(problem)) == 4
    assert narrow_cells(problem, suppress(problem).hidden) == []


def test_a_cell_that_must_be_published_stays_published():
    problem = frequency_problem(TWO_SEXES)
    cost = problem.cost.copy()
    cost[3 * 3] = ALWAYS
    told = dataclasses.replace(problem, cost=cost)
    hidden = suppress(told).hidden
    assert not hidden[3 * 3]
    assert hidden.sum() == 4
    assert narrow_cells(told, hidden) == []


@pytest.mark.parametrize(("shape", "seed"), [((4, 3, 2), 0), ((4, 3, 2), 1), ((5, 3, 3), 2), ((6, 5, 3), 3)])
def test_an_attacker_finds_every_level_kept(shape, seed):
    """Small problems are searched in another way than larger ones, of more than 150 cells."""
    problem = frequency_problem(crossed(shape, 200, seed))
    pattern = suppress(problem)
    assert narrow_cells(problem, pattern.hidden) == []
    assert not pattern.hidden[problem.cost == ALWAYS].any()
    assert pattern.hidden[problem.must_hide].all()


def test_what_is_claimed_possible_is_possible():
    problem = frequency_problem(crossed((4, 3, 2), 100, 1))
    pattern = suppress(problem)
    for cell in np.flatnonzero(problem.sensitive).tolist():
        low, high = interval(problem, pattern.hidden, cell)
        assert low - 1e-6 <= pattern.possible_lower[cell] <= pattern.possible_upper[cell] <= high + 1e-6


def test_a_cell_between_published_ones_cannot_be_protected():
    problem = frequency_problem(TWO_SEXES)
    told = dataclasses.replace(problem, cost=np.full(len(problem), ALWAYS))
    with pytest.raises(Unprotectable) as caught:
        suppress(told)
    assert caught.value.cell == 0


def test_values_that_do_not_add_up_are_refused():
    problem = frequency_problem(TWO_SEXES)
    values = problem.values.copy()
    values[0] += 1
    with pytest.raises(ValueError, match="do not satisfy"):
        suppress(dataclasses.replace(problem, values=values, lower=values, upper=values))


@pytest.mark.parametrize(("name", "optimum"), [("bern2012_5x4", 4), ("bern2013_7x6", 4)])
def test_small_real_tables_come_near_the_proven_optimum(shared_data, name, optimum):
    with (shared_data / "sdc" / f"{name}.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter=";"))
    counts = np.array([[int(value) for value in row[1:-1]] for row in rows[1:-1]])
    problem = frequency_problem(counts)
    hidden = suppress(problem).hidden
    assert optimum <= hidden.sum() <= 1.25 * optimum
    assert narrow_cells(problem, hidden) == []


def test_a_table_without_small_counts_hides_nothing():
    assert hidden_cells(frequency_problem(TWO_SEXES + 3)) == []


def test_no_cells_need_no_protection():
    assert hidden_cells(frequency_problem(np.zeros((0, 0), dtype=np.int64))) == []


def test_levels_between_whole_numbers_are_kept():
    counts = frequency_problem(TWO_SEXES)
    problem = dataclasses.replace(
        counts, upper_protection=counts.upper_protection * 2.3, lower_protection=counts.upper_protection * 0.5
    )
    assert narrow_cells(problem, suppress(problem).hidden) == []


def test_magnitudes_are_protected_as_well_as_counts():
    counts = frequency_problem(TWO_SEXES)
    euros = {name: getattr(counts, name) * 1234.5 for name in ("values", "lower", "upper", "sliding_protection")}
    problem = dataclasses.replace(counts, upper_protection=counts.upper_protection * 1234.5, **euros)
    pattern = suppress(problem)
    assert narrow_cells(problem, pattern.hidden) == []
    assert pattern.hidden.sum() == 4
