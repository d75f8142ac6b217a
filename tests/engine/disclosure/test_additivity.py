"""The sums inside one table, by hand: which there are, what they leave over, and what is said where they do not fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from teilhabe.engine.disclosure.additivity import Structure, Sum, check_additivity, structure, with_totals
from teilhabe.engine.disclosure.groupings import TOTAL, Grouping
from teilhabe.engine.disclosure.table import Codes, Table
from teilhabe.errors import InputError

QUARTERS = Grouping({"1": "N", "2": "N", "3": "S"})


def table(dimensions: str, rows: Mapping[Codes, float], **more: Any) -> Table:
    return Table(tuple(dimensions.split(",")), tuple(rows), np.array(list(rows.values()), dtype=float), **more)


def areas(*values: float, **more: Any) -> Table:
    """Districts a, b, …"""
    return table("area", {(code,): value for code, value in zip("abcdefgh", values, strict=False)}, **more)


def told(found: Structure) -> dict[Codes, set[Codes]]:
    return {relation.total: set(relation.parts) for relation in found.sums}


def refusal(own: Table, unlisted: Mapping[Codes, float] | None = None, *sums: Sum) -> InputError:
    with pytest.raises(InputError) as refused:
        check_additivity(own, sums or structure(own).sums, unlisted or {})
    return refused.value


def test_districts_make_quarters_and_quarters_the_city() -> None:
    rows = {("1",): 4.0, ("2",): 2.0, ("3",): 7.0, ("N",): 6.0, ("S",): 7.0, (TOTAL,): 13.0}
    found = structure(table("area", rows, groupings={"area": [QUARTERS]}))
    assert told(found) == {("N",): {("1",), ("2",)}, ("S",): {("3",)}, (TOTAL,): {("N",), ("S",)}}
    assert (found.unlisted, found.rests, found.exceeded) == ({}, frozenset(), frozenset())


def test_every_dimension_adds_up_for_itself() -> None:
    rows = {("a", "m"): 1.0, ("b", "m"): 2.0, (TOTAL, "m"): 3.0, ("a", TOTAL): 1.0, ("b", TOTAL): 2.0}
    found = structure(table("area,sex", rows))
    assert {(relation.total, frozenset(relation.parts)) for relation in found.sums} == {
        ((TOTAL, "m"), frozenset({("a", "m"), ("b", "m")})),
        (("a", TOTAL), frozenset({("a", "m")})),
        (("b", TOTAL), frozenset({("b", "m")})),
        ((TOTAL, TOTAL), frozenset({(TOTAL, "m")})),
        ((TOTAL, TOTAL), frozenset({("a", TOTAL), ("b", TOTAL)})),
    }
    assert found.unlisted == {(TOTAL, TOTAL): 3}


def test_a_sum_that_nobody_prints_stays_where_it_ties_others_together() -> None:
    rows = {("a", "m"): 1.0, ("a", "f"): 2.0, ("b", "m"): 3.0, ("b", "f"): 4.0, (TOTAL, TOTAL): 10.0}
    found = structure(table("area,sex", rows))
    assert found.unlisted == {(TOTAL, "m"): 4, (TOTAL, "f"): 6, ("a", TOTAL): 3, ("b", TOTAL): 7}
    assert set(told(found)) == {*found.unlisted, (TOTAL, TOTAL)}


def test_a_sum_that_nobody_prints_and_nothing_needs_is_none() -> None:
    rows = {("a", "m"): 1.0, ("a", "f"): 2.0, ("b", "m"): 3.0, ("b", TOTAL): 3.0}
    found = structure(table("area,sex", rows))
    assert told(found) == {("b", TOTAL): {("b", "m")}}
    assert found.unlisted == {}


CITY = frozenset[tuple[str, str]]()


def test_what_another_table_has_more_is_a_rest_with_a_name_of_its_own() -> None:
    found = structure(areas(4, 5), {CITY: 12.0})
    rest = (f"{TOTAL} − a − b",)
    assert told(found) == {(TOTAL,): {("a",), ("b",), rest}}
    assert found.unlisted == {(TOTAL,): 12, rest: 3}
    assert (found.rests, found.exceeded) == (frozenset({rest}), frozenset())


def test_a_rest_keeps_the_codes_that_all_its_parts_share() -> None:
    own = table("area,sex", {("a", "m"): 4.0, ("b", "m"): 5.0})
    found = structure(own, {frozenset({("sex", "m")}): 12.0})
    assert found.rests == {(f"{TOTAL} − a − b", "m")}
    alone = structure(areas(4), {CITY: 12.0})
    assert alone.rests == {(f"{TOTAL} − a",)}


def test_a_table_that_leaves_nobody_out_has_no_rest_with_another_total() -> None:
    found = structure(areas(4, 5), {CITY: 12.0}, may_leave_out=False)
    assert (found.sums, found.unlisted, found.rests, found.exceeded) == ((), {}, frozenset(), frozenset())


def test_a_total_of_another_table_that_fits_ties_both_together() -> None:
    found = structure(areas(4, 5), {CITY: 9.0})
    assert told(found) == {(TOTAL,): {("a",), ("b",)}}
    assert (found.unlisted, found.rests, found.exceeded) == ({(TOTAL,): 9}, frozenset(), frozenset())


def test_a_total_of_another_table_that_is_smaller_was_of_fewer_people() -> None:
    found = structure(areas(4, 5), {CITY: 8.5})
    assert (found.sums, found.rests, found.exceeded) == ((), frozenset(), {(TOTAL,)})
    assert structure(areas(4, 5), {CITY: 8.0}).exceeded == {(TOTAL,)}


def test_a_total_whose_value_nobody_knows_ties_as_the_sum_it_is() -> None:
    found = structure(areas(4, 5), {CITY: np.nan})
    assert told(found) == {(TOTAL,): {("a",), ("b",)}}
    assert (found.unlisted, found.rests) == ({(TOTAL,): 9}, frozenset())


@pytest.mark.parametrize(
    ("values", "total", "is_rest"),
    [
        ((4, 5), 9 + 8e-9, False),
        ((4, 5), 9 + 2e-8, True),
        ((0.25, 0.25), 0.5 + 9e-10, False),
        ((0.25, 0.25), 0.5 + 2e-9, True),
        ((4e9, 5e9), 9e9 + 8, False),
        ((4e9, 5e9), 9e9 + 10, True),
    ],
)
def test_what_binary_fractions_leave_over_is_no_rest(values: tuple[float, ...], total: float, is_rest: bool) -> None:
    assert bool(structure(areas(*values), {CITY: total}).rests) is is_rest


def test_own_sums_have_no_rest_unless_the_rows_are_of_several_tables() -> None:
    own = table("area", {("a",): 4.0, ("b",): 5.0, (TOTAL,): 12.0})
    assert structure(own, {frozenset({("x", "y")}): 1.0}).rests == frozenset()
    several = structure(own, {frozenset({("x", "y")}): 1.0}, is_one=False)
    assert several.rests == {(f"{TOTAL} − a − b",)}


def test_a_table_with_totals_has_a_row_for_every_sum_after_its_own() -> None:
    own = table("area,sex", {("1", "m"): 1.0, ("2", "m"): 2.0, ("3", "f"): 4.0}, groupings={"area": [QUARTERS]})
    whole = with_totals(own)
    assert whole.codes[:3] == own.codes
    assert dict(zip(whole.codes, whole.values.tolist(), strict=True)) == {
        ("1", "m"): 1,
        ("2", "m"): 2,
        ("3", "f"): 4,
        ("N", "m"): 3,
        ("S", "f"): 4,
        (TOTAL, "m"): 3,
        (TOTAL, "f"): 4,
        ("1", TOTAL): 1,
        ("2", TOTAL): 2,
        ("3", TOTAL): 4,
        ("N", TOTAL): 3,
        ("S", TOTAL): 4,
        (TOTAL, TOTAL): 7,
    }
    assert list(whole.lines) == list(range(1, 14))


def test_rows_of_a_file_keep_their_lines_and_new_ones_follow_the_last() -> None:
    whole = with_totals(areas(4, 5, lines=(2, 7)))
    assert (whole.codes, whole.values.tolist(), whole.lines) == ((("a",), ("b",), (TOTAL,)), [4, 5, 9], [2, 7, 8])
    assert with_totals(whole).lines == [2, 7, 8]


@pytest.mark.parametrize(
    ("parts", "total", "fits"),
    [
        ((1, 2), 3, True),
        ((1, 2), 3 + 2e-9, True),
        ((1, 2), 3 + 4e-9, False),
        ((1, 2), 3 - 4e-9, False),
        ((0.25, 0.25), 0.5 + 9e-10, True),
        ((0.25, 0.25), 0.5 + 2e-9, False),
        ((5e9, -5e9), 9, True),
        ((5e9, -5e9), 11, False),
        ((0, 0), 1e-9, True),
        ((0, 0), 1.1e-9, False),
    ],
)
def test_sums_fit_but_for_what_binary_fractions_leave(parts: tuple[float, ...], total: float, fits: bool) -> None:
    own = table("area", {("a",): parts[0], ("b",): parts[1], (TOTAL,): total})
    sums = structure(own).sums
    if fits:
        check_additivity(own, sums, {})
    else:
        assert "1 totals are not the sum" in refusal(own).text.en


def test_a_sum_with_an_unknown_value_is_believed() -> None:
    own = table("area", {("a",): np.nan, ("b",): 2.0, (TOTAL,): 1.0})
    check_additivity(own, structure(own).sums, {})


def test_a_wrong_sum_says_what_stands_there_and_what_its_parts_make() -> None:
    own = table("area,sex", {("a", "m"): 1.5, ("b", "m"): 2.0, (TOTAL, "m"): 4.0}, name="t.csv", lines=(3, 5, 8))
    said = refusal(own).text
    assert "t.csv: 1 Summen sind nicht" in said.de
    assert f"Zeile 8 (area={TOTAL}, sex=m): 4 statt 3,50." in said.de
    assert f"line 8 (area={TOTAL}, sex=m): 4 instead of 3.50." in said.en
    assert "weitere" not in said.de
    assert "more" not in said.en


def test_wrong_sums_without_a_row_come_first_and_the_others_in_the_order_of_rows() -> None:
    own = areas(1, 2, 3)
    sums = [Sum(("c",), (("a",),)), Sum(("b",), (("a",),)), Sum(("x",), (("a",), ("b",))), Sum(("a",), (("b",),))]
    said = refusal(own, {("x",): 9.0}, *sums).text.en
    assert (
        "4 totals are not the sum of their parts. line – (area=x): 9 instead of 3; line 1 (area=a): 1 instead" in said
    )
    assert said.index("line 1") < said.index("line 2 (area=b): 2 instead of 1") < said.index("line 3")


def test_each_wrong_sum_is_told_once_with_the_first_parts_that_do_not_fit() -> None:
    sums = [Sum(("c",), (("a",), ("b",))), Sum(("c",), (("a",),)), Sum(("c",), (("b",),))]
    said = refusal(areas(1, 2, 3), {}, *sums).text.en
    assert "1 totals" in said
    assert "line 3 (area=c): 3 instead of 1" in said


@pytest.mark.parametrize(("wrong", "more"), [(5, ""), (6, "; and 1 more"), (7, "; and 2 more")])
def test_five_wrong_sums_are_named_and_the_rest_counted(wrong: int, more: str) -> None:
    sums = [Sum((code,), (("h",),)) for code in "abcdefg"[:wrong]]
    said = refusal(areas(1, 1, 1, 1, 1, 1, 1, 2), {}, *sums).text
    assert said.en.count("instead of") == 5
    assert f"{more}. A combination" in said.en
    assert said.de.count(" statt ") == 5
    assert ("weitere" in said.de) == bool(more)
