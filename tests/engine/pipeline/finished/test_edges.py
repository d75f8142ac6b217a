"""Which column only divides what another one has divided, as Open SDG defines it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.pipeline.finished.edges import ancestors, edges

Rows = list[tuple[str, ...]]
ROWS = st.lists(st.tuples(*[st.sampled_from(["", "x", "y"])] * 4), max_size=12)
NAMES = ("A", "B", "C", "D")


def test_a_region_lies_in_a_country() -> None:
    rows = [("", ""), ("England", ""), ("England", "North East"), ("Wales", "")]
    assert edges(("Country", "Region"), rows) == (("Country", "Region"),)


def test_a_wider_column_may_stand_on_the_right() -> None:
    assert edges(("Region", "Country"), [("", "England"), ("North East", "England")]) == (("Country", "Region"),)


def test_columns_that_are_filled_without_each_other_have_no_edge() -> None:
    assert edges(("Sex", "Age"), [("F", ""), ("", "0 to 14"), ("F", "0 to 14")]) == ()


def test_of_columns_that_are_only_filled_together_the_left_one_is_wider() -> None:
    assert edges(("Type", "Kind"), [("", ""), ("a", "b")]) == (("Type", "Kind"),)


def test_a_step_over_a_third_column_is_none() -> None:
    rows = [("a", "", ""), ("a", "b", ""), ("a", "b", "c")]
    found = edges(("Country", "Region", "Place"), rows)
    assert found == (("Country", "Region"), ("Region", "Place"))
    assert ancestors("Place", found) == {"Country", "Region"}


def test_an_empty_column_has_no_edges() -> None:
    assert edges(("Sex", "Age"), [("F", ""), ("", "")]) == ()


@given(ROWS)
def test_nothing_is_wider_than_itself(rows: Rows) -> None:
    found = edges(NAMES, rows)
    assert not any(name in ancestors(name, found) for name in NAMES)


@given(ROWS)
def test_a_narrower_column_is_never_filled_without_all_that_are_wider(rows: Rows) -> None:
    found = edges(NAMES, rows)
    for row in rows:
        filled = {name for name, code in zip(NAMES, row, strict=True) if code}
        assert all(ancestors(name, found) <= filled for name in filled)


@given(ROWS)
def test_rows_in_another_order_have_the_same_edges(rows: Rows) -> None:
    assert edges(NAMES, rows) == edges(NAMES, rows[::-1])
