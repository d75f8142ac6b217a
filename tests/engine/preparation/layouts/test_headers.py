"""Header rows: merged cells, units below dimensions, breakdowns below totals."""

from __future__ import annotations

from collections.abc import Callable

from teilhabe.engine.preparation import Prepared
from teilhabe.engine.preparation.layouts.headers import read_header
from teilhabe.engine.preparation.layouts.titles import Heading

PrepareText = Callable[..., Prepared]
HEADING = Heading((), variable="Bevölkerungsstand", unit="Anzahl")


def test_units_below_the_dates_win_over_the_unit_of_the_title(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "GENESIS-Tabelle: 12411-0015\nBevölkerung: Kreise, Stichtag\nBevölkerungsstand (Anzahl)\n"
        ";;31.12.2018;31.12.2018\n;;Anzahl;Prozent\n07311;Erststadt;17000;17,1\n07312;Zweitstadt;9000;8,4\n"
        "__________\nStand: 24.02.2020\n"
    )
    assert table.observations.columns["unit"] == ["Anzahl", "Prozent"] * 2
    assert table.observations.columns["time_period"] == ["2018-12-31"] * 4


def test_a_unit_printed_once_holds_for_all_columns() -> None:
    assert read_header([["2018", "2019"], ["Prozent", ""]], ["", "", ""], HEADING).units == ("Prozent", "Prozent")


def test_a_merged_cell_repeats_no_further_than_the_cell_above_it() -> None:
    rows = [["2018", "", "2019", ""], ["männlich", "weiblich", "", "weiblich"]]
    header = read_header(rows, [""] * len(rows), HEADING)
    assert [dimension.texts for dimension in header.dimensions] == [
        ("2018", "2018", "2019", "2019"),
        ("männlich", "weiblich", "", "weiblich"),
    ]


def test_a_total_is_not_broken_down_by_what_stands_beside_it() -> None:
    rows = [
        ["2018", "", "", "2019", "", ""],
        ["Insgesamt", "davon", "", "Insgesamt", "davon", ""],
        ["", "männlich", "weiblich", "", "männlich", "weiblich"],
    ]
    _, sexes = read_header(rows, [""] * len(rows), HEADING).dimensions
    assert sexes.texts == ("Insgesamt", "männlich", "weiblich") * 2


def test_a_header_cell_left_empty_in_the_middle_is_an_error(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "GENESIS-Tabelle: 12411-0015\nBevölkerung: Kreise, Stichtag\nBevölkerungsstand (Anzahl)\n"
        ";;2018;2018;2019;2019\n;;männlich;weiblich;;weiblich\n07311;Erststadt;1;2;3;4\n__________\nStand: 1.1.2020\n"
    )
    assert [(finding.code, finding.column) for finding in table.errors] == [("missing-code", "sex")]
