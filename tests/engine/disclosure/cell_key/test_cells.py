"""Cells of records: every combination, every total, exact sums of keys, and the largest contributions."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.disclosure.cell_key import TOTAL, Cells, RecordKeys, Records, drawn, tabulated
from teilhabe.errors import InputError

PLACES = {"Nordviertel": "Nord", "Nordhafen": "Nord", "Südviertel": "Süd", "Nord": "Stadt", "Süd": "Stadt"}


def records(rows: list[tuple[str, str]], **more: object) -> Records:
    keys = drawn([str(number) for number in range(len(rows))], b"a secret")
    return Records(("place", "sex"), ([a for a, _ in rows], [b for _, b in rows]), keys, **more)  # type: ignore[arg-type]  # fields by name


def by_codes(cells: Cells, figures: np.ndarray) -> dict[tuple[str, ...], float]:
    return dict(zip(cells.rows(), figures.tolist(), strict=True))


@given(st.lists(st.tuples(st.sampled_from([*PLACES]), st.sampled_from("fm")), min_size=1, max_size=40))
def test_each_cell_counts_the_persons_of_its_codes_and_of_all_below(rows: list[tuple[str, str]]) -> None:
    cells = tabulated(records(rows, parents={"place": PLACES}))
    keys = drawn([str(number) for number in range(len(rows))], b"a secret").values

    for number, (place, sex) in enumerate(cells.rows()):
        inside = [TOTAL in (place,) or belongs(p, place) for p, _ in rows]
        inside = [a and sex in (s, TOTAL) for a, (_, s) in zip(inside, rows, strict=True)]
        assert cells.counts[number] == sum(inside)
        assert cells.keys[number] == (sum(keys[inside]) % 2**32) / 2**32


def belongs(code: str, place: str) -> bool:
    return code == place or (code in PLACES and belongs(PLACES[code], place))


def test_empty_combinations_are_cells_too() -> None:
    cells = tabulated(records([("A", "f"), ("B", "m")]))

    assert list(cells.rows()) == list(product(("A", "B", TOTAL), ("f", "m", TOTAL)))
    assert by_codes(cells, cells.counts)["A", "m"] == 0


def test_every_way_to_the_same_persons_finds_the_same_key() -> None:
    rows = [("A", "f"), ("A", "f"), ("B", "m"), ("B", "f")]
    both, alone = tabulated(records(rows)), records(rows)
    places = tabulated(Records(("place",), alone.columns[:1], alone.keys))
    keys = by_codes(both, both.keys)

    assert by_codes(places, places.keys)["A",] == keys["A", TOTAL] == keys["A", "f"]


def test_the_order_of_the_records_changes_nothing() -> None:
    rows = [(place, sex) for place in PLACES for sex in "fm" for _ in range(3)]
    keys = drawn([str(number) for number in range(len(rows))], b"a secret")
    order = np.random.default_rng(1).permutation(len(rows))
    straight = tabulated(records(rows))
    columns = ([rows[number][0] for number in order], [rows[number][1] for number in order])
    shuffled = tabulated(Records(("place", "sex"), columns, RecordKeys(keys.values[order], keys.modulus)))

    assert shuffled.codes == straight.codes
    assert shuffled.keys.tolist() == straight.keys.tolist()


def test_the_largest_contributions_are_found_across_the_levels_of_a_hierarchy() -> None:
    rows = [("Nordviertel", "f"), ("Nordhafen", "f"), ("Nordhafen", "f"), ("Nord", "m"), ("Südviertel", "m")]
    amounts = np.array([5.0, 7.0, 1.0, 6.0, 9.0])
    cells = tabulated(records(rows, magnitudes=amounts, parents={"place": PLACES}), contributors=2)
    largest, sums = by_codes(cells, cells.largest), by_codes(cells, cells.sums)

    assert largest["Nordhafen", "f"] == [7, 1]
    assert largest["Nord", TOTAL] == [7, 6]
    assert largest["Süd", TOTAL] == [9, 0]
    assert largest["Süd", "f"] == [0, 0]
    assert largest[TOTAL, TOTAL] == [9, 7]
    assert sums["Nord", "f"] == 13
    assert sums[TOTAL, TOTAL] == 28


def test_no_records_are_one_empty_total() -> None:
    cells = tabulated(records([]))

    assert list(cells.rows()) == [(TOTAL, TOTAL)]
    assert cells.counts.tolist() == [0]


def test_a_hierarchy_in_a_circle_is_refused() -> None:
    with pytest.raises(InputError, match="circle"):
        tabulated(records([("A", "f")], parents={"place": {"A": "B", "B": "A"}}))


def test_a_hierarchy_may_name_the_total_itself() -> None:
    cells = tabulated(records([("A", "f")], parents={"place": {"A": TOTAL, TOTAL: ""}}))

    assert cells.codes[0] == ("A", TOTAL)


def test_a_table_beyond_all_measure_is_refused() -> None:
    codes = [str(number) for number in range(2500)]
    keys = drawn(codes, b"a secret")

    with pytest.raises(InputError, match="6255001 cells"):
        tabulated(Records(("a", "b"), (codes, codes), keys))
