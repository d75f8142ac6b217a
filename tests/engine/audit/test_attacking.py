"""Broken protections are seen through, sound ones are left alone."""

from __future__ import annotations

from itertools import product
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.audit.grids import crossed, hiding, with_totals

from teilhabe.engine.audit import Cell, Contradiction, Relation, Told, attack, audit
from teilhabe.engine.audit.attacking import _kind
from teilhabe.engine.audit.told import OPEN, largest, share, total, within

TABLE = with_totals([[20, 50, 10], [8, 2, 22], [17, 32, 12]])
"""One small figure: row 1, column 1."""
BLOCK = {(1, 1), (1, 2), (2, 1), (2, 2)}


def kinds(told: Told) -> dict[str, str]:
    return {each.name: each.kind for each in attack(told)}


def test_a_small_figure_that_stands_there_is_exposed() -> None:
    assert kinds(crossed(TABLE)) == {"1,1": "told"}


def test_blanking_the_small_cell_alone_protects_nothing() -> None:
    assert kinds(crossed(hiding(TABLE, {(1, 1)}))) == {"1,1": "exact"}


@pytest.mark.parametrize("other", [(1, 2), (2, 1)])
def test_a_second_blank_in_one_direction_alone_protects_nothing(other: tuple[int, int]) -> None:
    assert kinds(crossed(hiding(TABLE, {(1, 1), other})))["1,1"] == "exact"


def test_a_closed_block_protects() -> None:
    assert attack(crossed(hiding(TABLE, BLOCK))) == ()
    assert attack(crossed(hiding(TABLE, BLOCK), TABLE)) == ()


def test_hidden_totals_protect_as_well_as_hidden_neighbours() -> None:
    assert attack(crossed(hiding(TABLE, {(1, 1), (1, 3), (3, 1), (3, 3)}), TABLE)) == ()


def test_a_hidden_row_total_is_computed_from_the_totals_below() -> None:
    assert kinds(crossed(hiding(TABLE, {(1, 1), (1, 3)})))["1,1"] == "exact"


def test_a_block_with_nothing_beside_it_leaves_a_small_figure_small() -> None:
    table = with_totals([[20, 50, 10], [8, 2, 0], [17, 32, 12]])
    assert kinds(crossed(hiding(table, BLOCK), table)) == {"1,1": "small"}


def test_a_small_figure_with_too_few_possible_values_is_narrow_to_who_knows_the_truth() -> None:
    table = with_totals([[20, 50, 10], [8, 2, 1], [17, 32, 0]])
    assert kinds(crossed(hiding(table, BLOCK), table)) == {"1,1": "narrow", "1,2": "small"}
    assert kinds(crossed(hiding(table, BLOCK))) == {"1,2": "small", "2,2": "small"}


def test_a_hidden_figure_that_is_surely_nothing_tells_about_nobody() -> None:
    assert attack(crossed([[None, 5, 5], [3, 4, 7], [3, 9, 12]])) == ()


def test_a_large_figure_that_is_hidden_in_vain_is_exposed_unless_it_is_known_to_be_harmless() -> None:
    grid = hiding(TABLE, {(0, 1)})
    harmless = with_totals([[20, 50, 10], [8, 5, 22], [17, 32, 12]])
    assert kinds(crossed(hiding(harmless, {(0, 1)}))) == {"0,1": "exact"}
    assert attack(crossed(hiding(harmless, {(0, 1)}), harmless)) == ()
    assert kinds(crossed(grid))["0,1"] == "exact"


def test_rows_and_columns_together_reveal_what_neither_does_alone() -> None:
    """The 4 × 4 instance of sdcTable's documentation: rows 1 and 2 less columns 1 and 3 leave w|b = 236 - 189."""
    grid = [
        [None, None, None, 89, 230],
        [None, 124, None, 31, 250],
        [92, None, 59, None, 336],
        [800, None, 651, None, 3127],
        [1021, 1262, 770, 890, 3943],
    ]
    (found,) = attack(crossed(grid))
    assert (found.name, found.kind, found.low, found.high) == ("0,1", "exact", 47, 47)


def test_a_block_of_three_dimensions_without_its_far_corner_is_seen_through() -> None:
    """2 × 2 × 2 inner cells of 5 with every margin: hiding one face alone does not protect."""
    keys = list(product(range(3), repeat=3))
    values = {key: 5 * 2 ** key.count(2) for key in keys}
    face = {key for key in keys if key[0] == 0 and 2 not in key}
    cells = tuple(
        Cell(str(key), *((0, OPEN) if key in face else (values[key], values[key])), 3, key in face) for key in keys
    )
    sums = [
        total(keys.index(key), [keys.index((*key[:axis], part, *key[axis + 1 :])) for part in (0, 1)])
        for key in keys
        for axis in range(3)
        if key[axis] == 2
    ]
    assert {each.kind for each in attack(Told(cells, tuple(sums)))} == {"exact"}


def test_a_rounded_percentage_of_a_told_whole_gives_the_count_away() -> None:
    cells = (Cell("part", 0, OPEN, 3, hidden=True), Cell("whole", 9, 9, 3))
    (found,) = attack(Told(cells, share(0, 1, 0.2215, 0.2225)))
    assert (found.kind, found.low, found.high) == ("exact", 2, 2)


def test_a_coarse_percentage_of_a_large_whole_gives_nothing_away() -> None:
    cells = (Cell("part", 0, OPEN, 3, hidden=True), Cell("whole", 900, 900, 3))
    assert attack(Told(cells, share(0, 1, 0.005, 0.015))) == ()


def test_shares_of_one_unknown_whole_tell_it_where_only_one_whole_fits() -> None:
    """14.3 % and 28.6 % of fewer than 10 persons are 1 and 2 of 7."""
    cells = (Cell("a", 0, OPEN, 3, hidden=True), Cell("b", 0, OPEN, 3, hidden=True), Cell("all", 1, 9, 0))
    relations = (*share(0, 2, 0.1425, 0.1435), *share(1, 2, 0.2855, 0.2865))
    assert {each.name: (each.kind, each.high) for each in attack(Told(cells, relations))} == {
        "a": ("exact", 1),
        "b": ("exact", 2),
    }


def test_the_largest_group_and_a_class_of_the_map_are_heard() -> None:
    cells = tuple(Cell(name, 0, OPEN, 3, hidden=True) for name in "abc")
    assert {each.name for each in attack(Told(cells, (*largest(0, [1, 2]), within(0, 0, 2.5))))} == {"a", "b", "c"}


def test_the_difference_of_two_cuts_is_a_cell_too() -> None:
    """A district and its larger postcode area differ by two persons."""
    cells = (Cell("area", 52, 52, 3), Cell("district", 50, 50, 3), Cell("rest", 0, OPEN, 3))
    (found,) = attack(Told(cells, (total(0, [1, 2]),)))
    assert (found.name, found.low) == ("rest", 2)


def test_whole_numbers_are_fewer_than_fractions() -> None:
    """x + y + 2 z = 5 and x = y leave z = 2.5 to fractions, but never 3 and never 0."""
    cells = (*(Cell(name, 0, 2, 0) for name in "xy"), Cell("z", 0, OPEN, 3, hidden=True))
    relations = (Relation(((0, 1), (1, 1), (2, 2)), 5, 5), Relation(((0, 1), (1, -1)), 0, 1))
    (found,) = attack(Told(cells, relations))
    assert (found.kind, found.high) == ("small", 2)


def test_who_is_alone_in_a_cell_knows_the_other_one() -> None:
    """sdcTable's singletons: regions of 1, 2 and 1 persons, of which the ones are hidden."""
    grid, truth = [[None, 2, None, 4]], [[1, 2, 1, 4]]
    cells = crossed(grid, truth, threshold=2)
    row = Told(cells.cells, cells.relations[:1])
    found = attack(row, singletons=True)
    assert attack(row) == ()
    assert [(each.name, each.kind, each.by) for each in found] == [
        ("0,0", "coalition", "0,2"),
        ("0,2", "coalition", "0,0"),
    ]


def test_a_third_hidden_figure_keeps_the_single_person_in_the_dark() -> None:
    cells = crossed([[None, None, None, 14]], [[1, 10, 1, 12]], threshold=2)
    assert attack(Told(cells.cells, cells.relations[:1]), singletons=True) == ()


def test_nobody_learns_anything_new_of_a_sum_in_which_they_are_alone() -> None:
    """The person in the first cell is the whole row: that is no other person found out."""
    truth = [[1, 0, 1], [4, 9, 13], [3, 7, 10], [8, 16, 24]]
    hidden = {(0, 0), (0, 2), (1, 0), (1, 2), (2, 0), (2, 2)}
    assert [each.kind for each in attack(crossed(hiding(truth, hidden), truth), singletons=True)] == []
    truth[0] = [1, 1, 2]
    truth[3] = [8, 17, 25]
    pairs = {(each.name, each.by) for each in attack(crossed(hiding(truth, hidden), truth), singletons=True) if each.by}
    assert pairs == {("0,2", "0,0")}


def test_a_dominated_sum_must_look_large_enough() -> None:
    cells = (Cell("known", 80, 80), Cell("club", 0, OPEN, hidden=True, whole=False, truth=20.5, above=10))
    rest = Cell("rest", 0, 8, hidden=True, whole=False)
    (found,) = attack(Told((*cells, rest), (Relation(((0, 1), (1, 1), (2, 1)), 106.0, 106.0),)))
    assert (found.name, found.kind, found.low, found.high) == ("club", "dominated", 18, 26)


def test_nobody_can_bound_what_stands_in_no_sum() -> None:
    found = audit(Told((Cell("alone", 0, OPEN, 3, hidden=True), Cell("other", 5, 5, 3))), exact=True)
    assert (found.exposures, found.low[0], found.high[0]) == ((), 0, inf)


def test_balances_below_nothing_are_persons_too() -> None:
    cells = (Cell("balance", -5, 5, 3, hidden=True), Cell("shown", -2, -2, 3))
    assert kinds(Told(cells, (within(0, -2, 1),))) == {"balance": "small", "shown": "told"}
    assert kinds(Told(cells, (within(0, -4, 1),))) == {"shown": "told"}


def test_figures_that_cannot_all_be_true_are_refused_with_their_names() -> None:
    wrong = [line[:] for line in TABLE]
    wrong[0][3] += 1
    with pytest.raises(Contradiction, match="0,3, 0,0, 0,1, 0,2"):
        attack(crossed(wrong))
    impossible = (Cell("a", 0, 5), Cell("b", 0, 5), Cell("c", 0, 5))
    odd = [Relation(((one, 1), (two, 1)), 5, 5) for one, two in ((0, 1), (1, 2), (0, 2))]
    with pytest.raises(Contradiction):
        attack(Told(tuple(Cell(c.name, 0, 5, 3, True) for c in impossible), (*odd, within(0, 0, 2))))


def test_progress_is_told_until_the_last_cell() -> None:
    heard: list[tuple[str, int, int]] = []
    audit(crossed(hiding(TABLE, BLOCK), TABLE), exact=True, progress=lambda *said: heard.append(said))
    assert heard
    assert all(name == "audit" and 0 <= done <= of == 4 for name, done, of in heard)


def enumerated(told: Told) -> np.ndarray:
    """All whole values that fit, by trying all."""
    spaces = [np.arange(cell.low, cell.high + 1) for cell in told.cells]
    points = np.stack([axis.ravel() for axis in np.meshgrid(*spaces, indexing="ij")], axis=1)
    for relation in told.relations:
        sums = sum(coefficient * points[:, cell] for cell, coefficient in relation.terms)
        points = points[(sums >= relation.low - 1e-9) & (sums <= relation.high + 1e-9)]
    return points


@st.composite
def small_worlds(draw: st.DrawFn) -> Told:
    """Up to five unknown figures of 0 to 5, with whatever relations hold for the truth."""
    truth = draw(st.lists(st.integers(0, 5), min_size=2, max_size=5))
    relations = []
    for _ in range(draw(st.integers(1, 4))):
        factors = draw(st.lists(st.sampled_from([-1, 0, 1, 1, 2]), min_size=len(truth), max_size=len(truth)))
        value = sum(factor * true for factor, true in zip(factors, truth, strict=True))
        room = draw(st.sampled_from([0, 0, 0, 1, OPEN]))
        terms = tuple((cell, float(factor)) for cell, factor in enumerate(factors) if factor)
        relations.append(Relation(terms, value, value + room))
    knows = draw(st.booleans())
    threshold = draw(st.integers(2, 4))
    cells = [Cell(str(cell), 0, 5, threshold, True, truth=true if knows else None) for cell, true in enumerate(truth)]
    return Told(tuple(cells), tuple(relation for relation in relations if relation.terms))


def by_enumeration(cell: Cell, low: float, high: float) -> bool:
    """The rule once more, in plain words."""
    if cell.truth is None:
        return high > 0 and (high < cell.threshold or low == high)
    if not 0 < cell.truth < cell.threshold:
        return False
    return high < cell.threshold or high - low < cell.threshold


@settings(max_examples=120, deadline=None, derandomize=True)
@given(small_worlds())
def test_exactly_what_enumeration_exposes_is_exposed(told: Told) -> None:
    points = enumerated(told)
    expected = {
        cell.name
        for cell, low, high in zip(told.cells, points.min(axis=0), points.max(axis=0), strict=True)
        if by_enumeration(cell, low, high)
    }
    assert {each.name for each in attack(told)} == expected


@settings(max_examples=60, deadline=None, derandomize=True)
@given(small_worlds())
def test_ranges_hold_everything_possible_and_their_seen_ends_are_reached(told: Told) -> None:
    points, found = enumerated(told), audit(told, exact=True)
    assert (found.low <= points.min(axis=0)).all()
    assert (found.high >= points.max(axis=0)).all()


@st.composite
def margins(draw: st.DrawFn) -> tuple[list[list[int]], set[tuple[int, int]]]:
    table = with_totals(draw(st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=2, max_size=3)))
    places = [(row, column) for row in range(len(table)) for column in range(4)]
    return table, draw(st.sets(st.sampled_from(places), min_size=1, max_size=3))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(margins())
def test_in_tables_of_two_dimensions_the_proven_range_is_the_true_one(
    drawn: tuple[list[list[int]], set[tuple[int, int]]],
) -> None:
    """Their equations are totally unimodular: every end is reached in whole numbers."""
    told = crossed(hiding(*drawn))
    cells = tuple(Cell(cell.name, cell.low, min(cell.high, 18), 3, cell.hidden) for cell in told.cells)
    points, found = enumerated(Told(cells, told.relations)), audit(Told(cells, told.relations), exact=True)
    hidden = [position for position, cell in enumerate(cells) if cell.hidden]
    assert (found.low[hidden] == points.min(axis=0)[hidden]).all()
    assert (found.high[hidden] == points.max(axis=0)[hidden]).all()


@pytest.mark.parametrize(
    ("cell", "low", "high", "kind"),
    [
        (Cell("nobody", 0, OPEN, 3, True), 0, 0, None),
        (Cell("nobody", 0, OPEN, 3, True), 0, 1e-6, None),
        (Cell("nobody", -OPEN, OPEN, 3, True), -1e-6, 0, None),
        (Cell("nearly nobody", 0, OPEN, 3, True), 0, 2e-6, "small"),
        (Cell("a dominated sum of 0", 0, OPEN, truth=0, above=5), 0, 0, "exact"),
        (Cell("told", 2, 2, 3), 2, 2, "told"),
        (Cell("told too many", 5, 5, 3, truth=5, above=1), 5, 5, "told"),
        (Cell("exact", 0, OPEN, 3, True), 7, 7, "exact"),
        (Cell("exact", 0, OPEN, 3, True), 7, 7 + 5e-7, "exact"),
        (Cell("not exact", 0, OPEN, 3, True), 7, 7 + 2e-6, "narrow"),
        (Cell("small", 0, OPEN, 3, True), 1, 2, "small"),
        (Cell("small below 0", -OPEN, OPEN, 3, True), -2, 1, "small"),
        (Cell("nearly enough", 0, OPEN, 3, True), 1, 3 - 2e-6, "small"),
        (Cell("enough", 0, OPEN, 3, True), 1, 3 - 1e-6, "narrow"),
        (Cell("enough below 0", -OPEN, OPEN, 3, True), -3, 0, "narrow"),
        (Cell("narrow", 0, OPEN, 3, True, truth=2), 2, 4, "narrow"),
        (Cell("dominated", 0, OPEN, 0, True, truth=50, above=0.5), 49, 50, "dominated"),
        (Cell("dominated", 0, OPEN, 0, True, truth=50, below=0.5), 50, 51, "dominated"),
    ],
)
def test_what_is_exposed_has_the_name_of_the_worst_that_can_be_proven(
    cell: Cell, low: float, high: float, kind: str | None
) -> None:
    assert _kind(cell, low, high) == kind


def test_progress_goes_on_from_one_part_to_the_next() -> None:
    """Two rows of two hidden cells each have nothing to do with each other."""
    cells = [Cell("all", 9, 9), Cell("a", hidden=True), Cell("b", hidden=True)]
    told = Told((*cells, *cells), (total(0, [1, 2]), total(3, [4, 5])))
    heard: list[tuple[str, int, int]] = []
    found = audit(told, progress=lambda *said: heard.append(said))
    assert heard == [("audit", done, 4) for done in range(4)]
    assert (found.work["unknown"], found.work["components"]) == (4, 2)
    assert found.work["programmes"] >= 2
    assert found.work["undecided"] == 0


def test_where_nothing_has_to_stay_possible_nothing_is_asked() -> None:
    told = Told((Cell("all", 9, 9), Cell("a", 1, 8), Cell("b", 1, OPEN)), (total(0, [1, 2]),))
    found = audit(told)
    assert (found.low.tolist(), found.high.tolist()) == ([9, 1, 1], [9, 8, 8])
    assert found.work == {"unknown": 2, "components": 1, "programmes": 0, "undecided": 0}
