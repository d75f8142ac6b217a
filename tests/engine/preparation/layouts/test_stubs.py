"""Label cells that a table leaves empty: an outline repeats the cell above, anything else is an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared
from teilhabe.engine.preparation.layouts.stubs import filled_down

PrepareText = Callable[..., Prepared]
TITLES = "GENESIS-Tabelle: 12411-0015\nBevölkerung: Kreise, Stichtag, Geschlecht\nBevölkerungsstand (Anzahl)\n"
FOOTER = "__________\nStand: 24.02.2020\n"


def test_an_outline_is_filled_down(prepare_text: PrepareText) -> None:
    rows = "Erststadt;männlich;5\n;weiblich;4\n;Insgesamt;9\nZweitstadt;männlich;2\n;weiblich;1\n;Insgesamt;3\n"
    table = prepare_text(f"{TITLES};;31.12.2018\n{rows}{FOOTER}")
    columns = table.observations.columns
    assert not table.errors
    assert columns["ref_area"] == ["Erststadt"] * 3 + ["Zweitstadt"] * 3
    assert columns["sex"] == ["M", "F", "TOTAL"] * 2


def test_an_outline_of_codes_and_names_is_filled_down_in_both() -> None:
    codes, names, sexes = ["07311", "", "07312", ""], ["A", "", "B", ""], ["m", "w", "m", "w"]
    assert filled_down([codes, names, sexes]) == [["07311", "07311", "07312", "07312"], ["A", "A", "B", "B"], sexes]


def test_a_total_without_a_code_is_no_outline() -> None:
    stub = [["01", "02", ""], ["Erstland", "Zweitland", "Insgesamt"]]
    assert filled_down(stub) == stub


def test_a_cell_left_empty_where_others_repeat_is_an_error(prepare_text: PrepareText) -> None:
    rows = "Erststadt;männlich;5\nErststadt;weiblich;4\n;männlich;7\n"
    table = prepare_text(f"{TITLES};;31.12.2018\n{rows}{FOOTER}")
    assert [(finding.code, finding.row) for finding in table.errors] == [("missing-code", 7)]


@pytest.mark.parametrize("row", ["Nord;2022;;6", ";2022;weiblich;6"])
def test_an_empty_code_of_a_plain_file_is_an_error_and_no_total(prepare_text: PrepareText, row: str) -> None:
    table = prepare_text(f"Stadtteil;Jahr;Geschlecht;Fälle\nNord;2022;männlich;5\n{row}\nSüd;2022;weiblich;7\n")
    assert [(finding.code, finding.row) for finding in table.errors] == [("missing-code", 3)]
    assert "TOTAL" not in {*table.observations.columns["sex"], *table.observations.columns["ref_area"]}


def test_an_empty_column_of_a_plain_file_says_nothing(prepare_text: PrepareText) -> None:
    table = prepare_text("Stadtteil;Jahr;Bemerkung;Fälle\nNord;2022;;5\nSüd;2022;;7\n")
    assert not table.errors
    assert [dimension.name for dimension in table.observations.dimensions] == ["ref_area", "time_period"]
