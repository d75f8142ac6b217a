"""Rows of another length than the header are errors; no value ever moves to another column."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared

PrepareText = Callable[..., Prepared]
TITLES = "GENESIS-Tabelle: 12411-0015\nBevölkerung: Kreise, Stichtag\nBevölkerungsstand (Anzahl)\n"
FOOTER = "__________\nStand: 24.02.2020\n"
ROWS = "07311;Erststadt;11;12;13\n07312;Zweitstadt;21;22;23\n07313;Drittstadt;31;32;33\n"


@pytest.mark.parametrize(
    "table",
    [
        ";;31.12.2017;31.12.2018;31.12.2019\n07311;Erststadt;10;11;12;13\n07312;Zweitstadt;21;22;23\n",
        ";;31.12.2017;31.12.2018;31.12.2019\n07311;Erststadt;12;13\n07312;Zweitstadt;21;22;23\n",
        ";;31.12.2017;31.12.2018;31.12.2019\n07311;Erststadt\n07312;Zweitstadt;21;22;23\n",
        ";;;31.12.2017;31.12.2018;31.12.2019\n" + ROWS,
        ";31.12.2017;31.12.2018;31.12.2019\n" + ROWS,
        ";;31.12.2017;31.12.2018\n" + ROWS,
    ],
)
def test_a_classic_row_that_does_not_fit_its_header_is_an_error(prepare_text: PrepareText, table: str) -> None:
    assert "uneven-rows" in {finding.code for finding in prepare_text(TITLES + table + FOOTER).errors}


@pytest.mark.parametrize("filler", [";;;", ""])
def test_empty_cells_that_fill_up_rows_are_no_difference(prepare_text: PrepareText, filler: str) -> None:
    header = f";;31.12.2017;31.12.2018;31.12.2019{filler}\n"
    table = prepare_text(TITLES + header + ROWS + FOOTER)
    assert not table.errors
    assert len(table.observations) == 9


@pytest.mark.parametrize("row", ["Süd;2020\n", "Süd;2020;3;4\n"])
def test_a_plain_row_of_another_length_is_an_error(prepare_text: PrepareText, row: str) -> None:
    table = prepare_text("Ort;Jahr;Fälle\nNord;2020;1\n" + row + "West;2020;5\n")
    assert [(finding.code, finding.row) for finding in table.errors] == [("uneven-rows", 3)]


@pytest.mark.parametrize(
    ("end", "severity"),
    [
        ("__________\n© Amt, 2020\nAb 2011: Ergebnisse auf", "warning"),
        ('__________\n"Ab 2011: Ergebnisse auf', "error"),
    ],
)
def test_a_file_that_breaks_off_in_its_footer_is_truncated(prepare_text: PrepareText, end: str, severity: str) -> None:
    table = prepare_text(f"{TITLES};;31.12.2017;31.12.2018;31.12.2019\n{ROWS}{end}")
    found = {finding.severity for finding in table.findings if finding.code == "truncated"}
    assert severity in found
