from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.cube.coded import Coded, GrowingColumn, groups, joined, ordered, woven, zipped

CELLS = st.lists(st.sampled_from(["M", "F", "X", "", None]), max_size=30)


def _is_in_order(column: Coded[object]) -> bool:
    """Each cell once, in order of first occurrence, and none that does not occur."""
    return list(column.cells) == list(dict.fromkeys(column))


@given(CELLS)
def test_a_column_reads_like_the_entries_it_was_made_of(entries: list[str | None]) -> None:
    column = Coded.of(entries)
    assert list(column) == entries == [column[row] for row in range(len(column))]
    assert column == entries
    assert entries == column
    assert _is_in_order(column)
    assert column.counts() == {cell: entries.count(cell) for cell in entries}
    assert [entries.index(cell) for cell in column.cells] == column.firsts().tolist()
    assert [column.index(cell) for cell in column.cells] == column.firsts().tolist()


@given(CELLS, st.integers(0, 30), st.integers(0, 30))
def test_a_part_of_a_column_holds_the_cells_that_occur_in_it_only(
    entries: list[str | None], first: int, last: int
) -> None:
    part = Coded.of(entries)[first:last]
    assert part == entries[first:last]
    assert _is_in_order(part)


@given(CELLS)
def test_rows_are_chosen_by_their_cells(entries: list[str | None]) -> None:
    column = Coded.of(entries)
    kept = column.take(np.flatnonzero(column.where({"M", "X"}.__contains__)))
    assert kept == [cell for cell in entries if cell in ("M", "X")]
    assert _is_in_order(kept)


def test_a_function_is_called_once_for_each_different_cell() -> None:
    called = []

    def convert(cell: str) -> str:
        called.append(cell)
        return cell.strip()

    column = Coded.of(["a", " a", "b", "a"]).map(convert)
    assert called == ["a", " a", "b"]
    assert column == ["a", "a", "b", "a"]
    assert _is_in_order(column)


@given(CELLS, st.integers(1, 4))
def test_columns_are_stretched_and_repeated(entries: list[str | None], times: int) -> None:
    column = Coded.of(entries)
    assert column.stretched(times) == [cell for cell in entries for _ in range(times)]
    assert column.repeated(times) == entries * times


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 3), min_size=1, max_size=30))
def test_columns_are_joined_and_woven(rows: list[tuple[str, str, str]]) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    assert joined(columns) == [cell for column in columns for cell in column]
    assert woven(columns) == [cell for row in rows for cell in row]
    assert _is_in_order(joined(columns))
    assert _is_in_order(woven(columns))


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 3), min_size=1, max_size=30))
def test_combinations_are_numbered_in_the_order_of_the_rows(rows: list[tuple[str, str, str]]) -> None:
    columns = [Coded.of(column) for column in zip(*rows, strict=True)]
    assert zipped(*columns) == rows
    assert _is_in_order(zipped(*columns))
    numbers, firsts = groups(columns)
    assert [rows[firsts[number]] for number in numbers] == rows


def test_many_columns_of_many_cells_are_told_apart() -> None:
    draw = random.Random(7)
    columns = [Coded.of([draw.randrange(1900) for _ in range(2000)]) for _ in range(9)]
    columns.append(Coded.constant(0, 2000))
    doubled = [column.repeated(2) for column in columns]
    numbers, firsts = groups(doubled)
    assert numbers.tolist() == [*range(2000), *range(2000)]
    assert firsts.tolist() == list(range(2000))


def test_a_constant_takes_no_room_and_stays_one() -> None:
    column = Coded.constant("TOTAL", 1_000_000)
    assert column.cells == ("TOTAL",)
    assert column.repeated(3).indices.strides == (0,)
    assert len(column.stretched(3)) == 3_000_000


def test_a_range_is_not_copied_and_an_encoded_column_stays_itself() -> None:
    lines = Coded.of(range(2, 5))
    assert lines == [2, 3, 4]
    assert lines.cells == range(2, 5)
    assert Coded.of(lines) is lines


def test_a_column_differs_from_another_length_other_cells_and_a_text() -> None:
    assert Coded.of(["a"]) != ["a", "a"]
    assert Coded.of(["a"]) != ["b"]
    assert Coded.of(["a"]) != "a"
    assert Coded.of(["a", "b"]) == Coded.of(["a", "b"])
    assert Coded.of(["a", "b"]) != Coded.of(["b", "a"])


def test_what_does_not_occur_has_no_place() -> None:
    column = Coded.of(["a", "b"])
    assert "c" not in column
    assert column.count("c") == 0
    with pytest.raises(ValueError, match="not in these rows"):
        column.index("a", 1)


def test_no_rows_are_a_column_too() -> None:
    assert list(Coded.of([])) == list(Coded.constant("a", 0)) == list(joined([])) == []
    assert Coded.of([]).counts() == {}


@given(st.lists(st.tuples(st.sampled_from([None, "a", "b"]), st.integers(0, 3)), min_size=1, max_size=30))
def test_rows_are_ordered_by_one_column_after_the_other_and_stay_where_they_are_equal(
    rows: list[tuple[str | None, int]],
) -> None:
    columns = [Coded.of(column) for column in zip(*rows, strict=True)]
    expected = sorted(range(len(rows)), key=lambda row: (rows[row][0] is not None, rows[row][0] or "", rows[row][1]))
    assert ordered(columns).tolist() == expected


def test_a_column_grows_portion_by_portion() -> None:
    column = GrowingColumn[str]()
    column.extend(["b", "a"])
    column.extend(["a", "c"])
    assert column.coded() == ["b", "a", "a", "c"]


@pytest.mark.parametrize(("rows", "rises"), [([1, 1, 2], True), ([1, 3, 2], False), ([2, 1], False), (range(3), True)])
def test_a_column_rises_where_no_row_is_smaller_than_the_one_before(rows: list[int], rises: bool) -> None:
    assert Coded.of(rows).is_ascending is rises
