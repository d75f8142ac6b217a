"""Which character keeps the cells apart where blanks would do it as well."""

from __future__ import annotations

import pytest

from teilhabe.engine.preparation.reading.dialects import normalised

NUMBERED = "\n".join(f"Bezirk {number},2020,{number * 113}" for number in range(1, 40))


@pytest.mark.parametrize("header", ["Ort,Jahr,Anzahl", "Name des Bezirks,Jahr,Anzahl"])
def test_commas_below_a_heading_with_as_many_keep_cells_apart(header: str) -> None:
    text = f"{header}\n{NUMBERED}\n"
    assert normalised(text) == (text, "")


def test_decimal_commas_between_blanks_stay_in_their_numbers() -> None:
    text = "Ort Anteil Quote\nNord 1,5 2,5\nSüd 3,5 4,5\nWest 5,5 6,5\n"
    assert normalised(text)[1] == "\t"
    assert "Nord\t1,5\t2,5" in normalised(text)[0]


def test_a_comma_in_a_name_does_not_cut_a_table_of_blanks() -> None:
    text = "age  rate\n0-4, m  1.5\n5-9, m  2.5\n10-14, m  3.5\n"
    assert normalised(text)[1] == "\t"
