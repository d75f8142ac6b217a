"""Plain files: counts below names that sound like dimensions, lines above the header, powers of ten."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared

PrepareText = Callable[..., Prepared]


@pytest.mark.parametrize(
    "header",
    ["Schutzstatus anerkannt;Schutzstatus offen", "Altersgruppe 0-5;Altersgruppe 6-17", "no_of_persons;no_of_men"],
)
def test_counts_are_values_whatever_their_column_is_called(prepare_text: PrepareText, header: str) -> None:
    table = prepare_text(f"Stadtteil;Jahr;{header}\nMitte;2022;120;30\nNord;2022;80;20\n")
    assert table.observations.columns["obs_value"] == ["120", "30", "80", "20"]
    assert {dimension.name for dimension in table.observations.dimensions} >= {"ref_area", "time_period"}


def test_numbers_below_age_are_ages(prepare_text: PrepareText) -> None:
    table = prepare_text("Alter;Jahr;Fälle\n17;2022;120\n18;2022;80\n")
    assert table.observations.columns["age"] == ["Y17", "Y18"]


@pytest.mark.parametrize("above", ["sep=;\n", "\n\n", "Einwohner nach Stadtteilen\n\n", "Abruf vom 01.03.2026;;\n"])
@pytest.mark.parametrize(
    "table",
    [
        "Stadtteil;Jahr;Fälle\nMitte;2022;120\n",
        "time;1_variable_code;1_variable_attribute_code;value\n2022;GES;GESM;120\n",
    ],
)
def test_lines_above_the_header_are_left_out(prepare_text: PrepareText, above: str, table: str) -> None:
    prepared = prepare_text(above + table)
    assert prepared.observations.columns["obs_value"] == ["120"]
    assert prepared.inspection.header_rows == (above.count("\n") + 1,)
    assert prepared.inspection.columns == table.split("\n")[0].count(";") + 1


@pytest.mark.parametrize("number", ["1,23E+05", "1,230e5"])
def test_powers_of_ten_are_read_and_reported_as_rounded(prepare_text: PrepareText, number: str) -> None:
    table = prepare_text(f"Kreis;Jahr;Fälle\n07312;2022;{number}\n07335;2022;106363\n")
    assert table.observations.columns["obs_value"] == ["123000", "106363"]
    assert [(f.code, f.severity, f.row) for f in table.findings] == [("rounded-number", "warning", 2)]


def test_the_regional_columns_of_the_census_are_known(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "Berichtszeitpunkt;_RS;Name;EWZ\n20220515;000000000000;Deutschland;9\n20220515;073120000000;Kaiserslautern;5\n"
    )
    columns = table.observations.columns
    assert (columns["time_period"][0], columns["ref_area"]) == ("2022-05-15", ["DE", "07312000"])
