"""Any number of tables as one problem: shared cells are one, sums are equations, what does not add up is refused."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.disclosure.groupings import Grouping
from teilhabe.engine.disclosure.rules import Rules
from teilhabe.engine.disclosure.tables import TOTAL, Joined, Table, joined
from teilhabe.errors import InputError


def table(dimensions: str, rows: dict[tuple[str, ...], float], **more: Any) -> Table:
    return Table(tuple(dimensions.split(",")), tuple(rows), np.array(list(rows.values()), dtype=float), **more)


def crossed(inner: Sequence[Sequence[float]], names: str = "region,sex", **more: Any) -> Table:
    """Rows r1, r2, … and columns c1, c2, … with all totals."""
    counts = np.array(inner, dtype=float)
    counts = np.vstack([counts, counts.sum(axis=0)])
    counts = np.hstack([counts, counts.sum(axis=1, keepdims=True)])
    rows = [*(f"r{number + 1}" for number in range(len(inner))), TOTAL]
    columns = [*(f"c{number + 1}" for number in range(len(inner[0]))), TOTAL]
    return table(names, dict(zip(itertools.product(rows, columns), counts.ravel().tolist(), strict=True)), **more)


def told(found: Joined) -> set[tuple[frozenset[tuple[str, str]] | None, frozenset[frozenset[tuple[str, str]] | None]]]:
    """Equations as (sum, parts), whatever the order of cells."""
    equations = found.problem.equations
    rows = [slice(*equations.starts[row : row + 2]) for row in range(len(equations))]
    return {
        (
            next(
                found.cells[cell]
                for cell, c in zip(equations.cells[row], equations.coefficients[row], strict=True)
                if c < 0
            ),
            frozenset(
                found.cells[cell]
                for cell, c in zip(equations.cells[row], equations.coefficients[row], strict=True)
                if c > 0
            ),
        )
        for row in rows
    }


def test_a_cross_table_is_its_rows_and_columns() -> None:
    found = joined([crossed([[1, 20], [30, 40]])], Rules())
    assert (len(found.problem), len(found.problem.equations)) == (9, 6)
    assert found.cells[0] == frozenset()
    assert found.problem.values[0] == 91
    assert not found.problem.equations.residuals(found.problem.values).any()
    assert [cell for cell, hit in zip(found.cells, found.problem.sensitive, strict=True) if hit] == [
        frozenset({("region", "r1"), ("sex", "c1")})
    ]
    assert found.problem.must_hide.tolist() == found.problem.sensitive.tolist()


def test_a_table_without_totals_tells_nothing_beyond_its_cells() -> None:
    found = joined([table("a,b", {("x", "1"): 1, ("x", "2"): 5, ("y", "1"): 6})], Rules())
    assert (len(found.problem), len(found.problem.equations)) == (3, 0)


def test_a_margin_that_is_not_published_connects_what_is() -> None:
    rows = {("x", "1"): 1.0, ("x", "2"): 5.0, ("y", "1"): 6.0, (TOTAL, TOTAL): 12.0}
    found = joined([table("a,b", rows)], Rules())
    assert found.listed.sum() == 4
    assert found.problem.must_hide[~found.listed].all()
    assert not found.problem.sensitive[~found.listed].any()
    assert not found.problem.equations.residuals(found.problem.values).any()
    assert frozenset() in {total for total, _ in told(found)}


def test_margins_of_one_dimension_need_no_other() -> None:
    rows = {("x", "1"): 1.0, ("x", "2"): 5.0, ("y", "1"): 6.0, ("y", "2"): 7.0, (TOTAL, "1"): 7.0, (TOTAL, "2"): 12.0}
    found = joined([table("a,b", rows)], Rules())
    assert found.listed.all()
    assert len(found.problem.equations) == 2


def test_a_combination_without_a_row_is_nobody() -> None:
    found = joined([table("a,b", {("x", "1"): 5, ("y", "2"): 6, (TOTAL, "1"): 5, (TOTAL, "2"): 6})], Rules())
    assert told(found) == {
        (frozenset({("b", "1")}), frozenset({frozenset({("a", "x"), ("b", "1")})})),
        (frozenset({("b", "2")}), frozenset({frozenset({("a", "y"), ("b", "2")})})),
    }


def test_districts_add_up_to_quarters_and_those_to_the_city() -> None:
    rows = {("1",): 4.0, ("2",): 2.0, ("3",): 7.0, ("N",): 6.0, ("S",): 7.0, (TOTAL,): 13.0}
    regions = Grouping({"1": "N", "2": "N", "3": "S"})
    found = joined([table("region", rows, groupings={"region": [regions]})], Rules())
    city, north, south = frozenset(), frozenset({("region", "N")}), frozenset({("region", "S")})
    assert (city, frozenset({north, south})) in told(found)
    assert (south, frozenset({frozenset({("region", "3")})})) in told(found)


def test_rows_that_do_not_add_up_are_named_with_what_they_should_be() -> None:
    wrong = table("a", {("x",): 1.0, ("y",): 2.0, (TOTAL,): 5.0}, name="t.csv", lines=(2, 3, 4))
    with pytest.raises(InputError) as refusal:
        joined([wrong], Rules())
    assert "t.csv" in refusal.value.text.en
    assert "line 4 (a=TOTAL): 5 instead of 3" in refusal.value.text.en
    assert "Zeile 4 (a=TOTAL): 5 statt 3" in refusal.value.text.de


def test_many_wrong_sums_are_counted() -> None:
    rows = {(code, sex): 1.0 for code in "abcdefgh" for sex in ("m", "f")} | {(code, TOTAL): 3.0 for code in "abcdefgh"}
    with pytest.raises(InputError, match="and 3 more"):
        joined([table("a,sex", rows)], Rules())


def test_tables_share_their_margins() -> None:
    first, second = crossed([[1, 20], [30, 40]]), crossed([[11, 10], [50, 20]], "region,age")
    found = joined([first, second], Rules())
    assert len(found.problem) == 9 + 9 - 3
    assert found.rows[0][-1] == found.rows[1][-1] == 0


def test_tables_that_contradict_each_other_are_refused() -> None:
    first, second = crossed([[1, 20], [30, 40]], name="one"), crossed([[11, 11], [50, 20]], "region,age", name="two")
    with pytest.raises(InputError, match="same state"):
        joined([first, second], Rules())


def test_marks_decide_beside_the_rules() -> None:
    marked = crossed([[1, 20], [30, 40]])
    publish = np.array([codes == (TOTAL, TOTAL) for codes in marked.codes])
    hide = np.array([codes == ("r2", "c2") for codes in marked.codes])
    found = joined(
        [
            table(
                "region,sex",
                dict(zip(marked.codes, marked.values.tolist(), strict=True)),
                must_publish=publish,
                must_hide=hide,
            )
        ],
        Rules(),
    )
    assert np.isinf(found.problem.cost[0])
    place = found.cells.index(frozenset({("region", "r2"), ("sex", "c2")}))
    assert found.problem.must_hide[place]
    assert found.reasons[place] == "marked"


def test_a_small_cell_cannot_be_marked_to_be_published() -> None:
    rows = {("x",): 1.0, ("y",): 20.0}
    with pytest.raises(InputError, match="a=x") as refusal:
        joined([table("a", rows, must_publish=np.array([True, False]))], Rules())
    assert "1.0" not in refusal.value.text.en


def test_topics_have_their_own_threshold() -> None:
    rows = {("tolerated",): 4.0, ("settled",): 4.0}
    found = joined([table("status", rows)], Rules(), topics={("status", "tolerated"): 5})
    assert {cell for cell, hit in zip(found.cells, found.problem.sensitive, strict=True) if hit} == {
        frozenset({("status", "tolerated")})
    }


def test_a_margin_that_is_all_in_one_cell_must_not_be_seen_to_be() -> None:
    found = joined([crossed([[9, 0], [30, 40]])], Rules(full_cells=True))
    rest = len(found.problem) - 1
    assert found.cells[rest] is None
    assert found.reasons[rest] == "full-cell"
    assert found.problem.must_hide[rest]
    assert found.problem.upper_protection[rest] == 1
    assert not found.problem.equations.residuals(found.problem.values).any()
    assert not joined([crossed([[9, 0], [30, 40]])], Rules()).problem.sensitive.any()


def test_costs_follow_what_the_statistician_wants_to_keep() -> None:
    found = crossed([[5, 20], [30, 0]])
    by = {kind: joined([found], Rules(), cost=kind).problem.cost for kind in ("cells", "counts", "keep-totals")}
    assert set(by["cells"]) == {1.0, 10.0}
    assert by["counts"][0] == 55
    assert by["keep-totals"][0] == 100
    years = table("sex,year", {("m", "2022"): 5.0, ("m", "2023"): 6.0, ("f", "2023"): 7.0})
    newest = joined([years], Rules(), cost="keep-newest")
    assert dict(zip(newest.cells, newest.problem.cost, strict=True)) == {
        frozenset({("sex", "m"), ("year", "2022")}): pytest.approx(1),
        frozenset({("sex", "m"), ("year", "2023")}): 10,
        frozenset({("sex", "f"), ("year", "2023")}): 10,
    }


@given(
    counts=st.lists(st.integers(0, 6), min_size=12, max_size=12),
    order=st.permutations(range(36)),
    left_out=st.sets(st.integers(0, 35)),
)
def test_the_order_of_rows_changes_nothing_and_truth_always_fits(
    counts: list[int], order: list[int], left_out: set[int]
) -> None:
    cube = np.array(counts, dtype=float).reshape(2, 3, 2)
    for axis in range(3):
        cube = np.concatenate([cube, cube.sum(axis=axis, keepdims=True)], axis=axis)
    codes = [
        tuple(TOTAL if at == end else f"{at}" for at, end in zip(place, (2, 3, 2), strict=True))
        for place in np.ndindex(3, 4, 3)
    ]
    rows = [number for number in range(36) if number not in left_out or TOTAL not in codes[number]]
    shuffled = [number for number in order if number in set(rows)]
    problems = [
        joined([table("a,b,c", {codes[number]: cube.ravel()[number] for number in chosen})], Rules())
        for chosen in (rows, shuffled)
    ]
    assert problems[0].cells == problems[1].cells
    assert (problems[0].problem.values == problems[1].problem.values).all()
    assert told(problems[0]) == told(problems[1])
    assert not problems[0].problem.equations.residuals(problems[0].problem.values).any()


def test_contributors_are_known_from_whichever_table_tells_them() -> None:
    known = table("a", {("x",): 50.0, ("y",): 60.0}, contributors=np.array([2.0, 5.0]))
    silent = table("b", {("z",): 70.0})
    for tables in ([known, silent], [silent, known]):
        found = joined(tables, Rules())
        assert {cell: reason for cell, reason in zip(found.cells, found.reasons, strict=True) if reason} == {
            frozenset({("a", "x")}): "contributors"
        }


def test_as_many_largest_are_compared_as_all_tables_know() -> None:
    one = table("a", {("x",): 100.0}, largest=np.array([[60.0, 30.0]]), contributors=np.array([9.0]))
    two = table("b", {("z",): 100.0}, largest=np.array([[90.0]]), contributors=np.array([9.0]))
    assert joined([one], Rules(dominance=(2, 85))).problem.sensitive.tolist() == [True]
    assert joined([one, two], Rules(dominance=(2, 85))).problem.sensitive.tolist() == [False, True]


def test_levels_of_whole_sums_are_whole_and_those_of_fractions_are_not() -> None:
    sums = table("a", {("x",): 25.0, ("y",): 25.5}, contributors=np.array([2.0, 2.0]))
    problem = joined([sums], Rules()).problem
    assert problem.upper_protection.tolist() == [3, 2.55]
    assert problem.lower_protection.tolist() == [3, 2.55]
    assert problem.floor.tolist() == [0, 0]


def test_where_something_is_below_0_nobody_knows_a_least_figure() -> None:
    assert joined([table("a", {("x",): -1.0, ("y",): 9.0})], Rules()).problem.floor.tolist() == [-np.inf, -np.inf]


@pytest.mark.parametrize(("whole", "threshold", "rests"), [(3, 3, 2), (2, 3, 1), (1, 0, 2), (0, 0, 3)])
def test_a_full_cell_is_one_of_a_margin_of_enough_persons(whole: int, threshold: int, rests: int) -> None:
    """The second column is all in one cell; the first row is if it is anybody, and without it all are in the other."""
    found = joined([crossed([[whole, 0], [30, 40]])], Rules(threshold=threshold, full_cells=True))
    assert found.cells.count(None) == rests
    last = len(found.problem) - rests
    assert not found.listed[last:].any()
    assert not found.is_sum[last:].any()
    for levels in (found.problem.lower_protection, found.problem.sliding_protection, found.problem.values):
        assert not levels[last:].any()
    assert found.problem.cost[last:].tolist() == [1] * rests
    assert not found.problem.singletons[last:].any()


def test_sums_are_those_that_consist_of_others() -> None:
    found = joined([crossed([[5, 20], [30, 40]])], Rules())
    assert [cell for cell, is_sum in zip(found.cells, found.is_sum, strict=True) if is_sum] == [
        cell for cell in found.cells if cell is not None and len(cell) < 2
    ]
