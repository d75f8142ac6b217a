"""Plain files of every kind, with invented numbers: codes, headings, borders, dialects."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared

PrepareText = Callable[..., Prepared]


def values(table: Prepared) -> list[object]:
    return list(table.observations.columns["obs_value"])


def names(table: Prepared) -> list[str]:
    return [dimension.name for dimension in table.inspection.dimensions]


def variables(table: Prepared) -> list[tuple[str, str]]:
    return [(variable.code, variable.unit) for variable in table.inspection.variables]


def found(table: Prepared) -> set[str]:
    return {finding.code for finding in table.findings} - {"no-period"}


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("RAUMID", ["01011101", "01011102", "01021103"]),
        ("bezID", ["21", "22", "24"]),
        ("WohnviertelId", ["7", "9", "12"]),
        ("Schlüssel", ["0110", "0120", "0230"]),
        ("PLZ", ["67655", "67657", "67663"]),
        ("country_code", ["900", "901", "276"]),
        ("BFS-Nr", ["301", "302", "307"]),
        ("Wert_x", ["007", "012", "104"]),
    ],
)
def test_codes_that_look_like_numbers_are_no_figures(prepare_text: PrepareText, header: str, codes: list[str]) -> None:
    rows = "".join(f"{code};{10 + place};{place}.5\n" for place, code in enumerate(codes))
    table = prepare_text(f"{header};Fälle;Quote\n{rows}")
    assert [variable.code for variable in table.inspection.variables] == ["Fälle", "Quote"]
    assert list(table.inspection.dimensions[0].codes) == codes


def test_numbers_that_count_up_beside_names_are_their_codes(prepare_text: PrepareText) -> None:
    rows = "".join(f"{name},{121 + place},{place * 7 % 5},{place * 3 % 4}\n" for place, name in enumerate("ABCDEFGH"))
    table = prepare_text(f"Land,LS,Anträge,Bescheide\n{rows}")
    assert [variable.code for variable in table.inspection.variables] == ["Anträge", "Bescheide"]
    assert table.inspection.dimensions[0].codes["121"] == "A"


@pytest.mark.parametrize("header", ["Rang", "Fälle"])
def test_ranks_and_figures_stay_figures(prepare_text: PrepareText, header: str) -> None:
    numbers = range(1, 8) if header == "Rang" else (3, 9, 11, 2, 40, 7, 5)
    rows = "".join(f"{name};{number};{90 - number}\n" for name, number in zip("ABCDEFG", numbers, strict=True))
    table = prepare_text(f"Stadt;{header};Einwohner\n{rows}")
    assert [variable.code for variable in table.inspection.variables] == [header, "Einwohner"]


@pytest.mark.parametrize("area", ["Kreis;07312;07335", "Stadtteil;Nord;Süd"])
def test_a_number_of_municipalities_is_a_figure(prepare_text: PrepareText, area: str) -> None:
    heading, first, second = area.split(";")
    table = prepare_text(f"{heading};Jahr;Gemeinden\n{first};2020;3\n{second};2020;4\n")
    assert (values(table), names(table)) == (["3", "4"], ["ref_area", "time_period"])


def test_figures_without_a_leading_zero_and_not_available_ones_are_figures(prepare_text: PrepareText) -> None:
    table = prepare_text("Bezirk,Index\nNord,-.916\nSüd,.707\nWest,NA\nOst,\n")
    assert values(table) == ["-0.916", "0.707", None, None]
    assert table.observations.columns["source_sign"][2] == "NA"


def test_countries_as_headings_are_measures_and_no_territories(prepare_text: PrepareText) -> None:
    table = prepare_text("Jahr\tSchweiz\tDeutschland\tTotal\n2019\t5\t7\t12\n2020\t6\t8\t14\n")
    assert (names(table), len(variables(table))) == (["time_period"], 3)


def test_parts_of_a_key_are_no_dimensions_of_their_own(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "ZEIT;RAUMID;BEZ;PLR;E\n202012;01010102;01;02;5\n202012;01010203;01;03;6\n202012;02010203;02;03;7\n"
    )
    assert names(table) == ["ref_area", "time_period"]
    assert list(table.inspection.dimension("ref_area").codes) == ["01010102", "01010203", "02010203"]
    assert found(table) == {"part-of-key"}


def test_codes_and_names_of_several_levels_are_paired(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "Raum (Nummer),Raum (Name),Region (Nummer),Region (Name),Fläche in qm,Stand der Daten\n"
        "0101,A,7,Nord,12.5, 01.01.2021\n0102,B,8,Süd,13.5, 01.12.2021\n0203,C,8,Süd,11.0, 01.12.2021\n"
    )
    assert {d.name: list(d.codes.values()) for d in table.inspection.dimensions} == {
        "ref_area": ["A", "B", "C"],
        "region": ["Nord", "Süd"],
    }
    assert variables(table) == [("Fläche", "qm")]
    assert table.observations.columns["vintage"][0] == "01.01.2021"


def test_two_keys_of_a_matrix_are_read_as_codes_and_reported(prepare_text: PrepareText) -> None:
    rows = "".join(f"{i};{j};0.{i}{j}\n" for i in range(3) for j in range(3))
    table = prepare_text(f"i;j;p\n{rows}")
    assert (names(table), len(values(table))) == (["i", "j"], 9)
    assert [f.data["column"] for f in table.findings if f.code == "unclear-column"] == ["i", "j"]


def test_a_repeated_row_is_no_reason_to_read_figures_as_codes(prepare_text: PrepareText) -> None:
    table = prepare_text("Stadtteil;Fälle;Quote\nNord;5;1.5\nSüd;6;1.6\nWest;7;1.7\nNord;8;1.8\n")
    assert "duplicate-key" in found(table)
    assert [variable.code for variable in table.inspection.variables] == ["Fälle", "Quote"]


@pytest.mark.parametrize(
    ("headings", "dimension", "codes"),
    [
        ("2019;2020;2021", "time_period", ["2019", "2020", "2021"]),
        ("Quote 2019 in %;Quote 2020 in %;Quote 2021 in %", "time_period", ["2019", "2020", "2021"]),
        ("Mittelwert 2013;2017;2022", "time_period", ["2013", "2017", "2022"]),
        (
            "Einwohner am 31.12.2019;Einwohner am 31.12.2020;Einwohner am 31.12.2021",
            "time_period",
            ["2019-12-31", "2020-12-31", "2021-12-31"],
        ),
        ("IX_2019;IX_2020;IX_2021", "time_period", ["2019", "2020", "2021"]),
        ("1990-1994;1995-1999;2000-2004", "time_period", ["1990-01-01/P5Y", "1995-01-01/P5Y", "2000-01-01/P5Y"]),
        ("Einwohner insgesamt;0 - 2; 3 und älter", "age", ["TOTAL", "Y_LT3", "Y_GE3"]),
        ("Bevölkerung insgesamt;Bevölkerung männlich;Bevölkerung weiblich", "sex", ["TOTAL", "M", "F"]),
        ("Personen;davon männlich;davon weiblich", "sex", ["TOTAL", "M", "F"]),
        ("Fläche;davon männlich;Haushalte", "", []),
        ("Deutsche;Ausländer;Insgesamt", "citizenship", ["DE", "FOREIGN", "TOTAL"]),
        ("Anteil 2024 in %;Veränderung seit 2005 in Prozentpunkten;Rest", "", []),
        ("1919-1948;1949-1978;1979-1986", "", []),
    ],
)
def test_headings_are_a_dimension_where_all_name_codes_of_it(
    prepare_text: PrepareText, headings: str, dimension: str, codes: list[str]
) -> None:
    table = prepare_text(f"Stadtteil;{headings}\nNord;12;5;7\nSüd;20;9;11\n")
    assert values(table) == ["12", "5", "7", "20", "9", "11"]
    assert names(table) == ["ref_area", *([dimension] if dimension else [])]
    if dimension:
        assert list(table.inspection.dimension(dimension).codes) == codes
        assert len(variables(table)) == 1


def test_measures_by_sex_are_split_where_every_measure_has_the_same_letters(prepare_text: PrepareText) -> None:
    table = prepare_text("Jahr;Hohes Szenario M;Tiefes Szenario M;Hohes Szenario W;Tiefes Szenario W\n2030;4;3;2;1\n")
    assert variables(table) == [("Hohes Szenario", ""), ("Tiefes Szenario", "")]
    assert list(table.observations.columns["sex"]) == ["M", "M", "F", "F"]
    assert names(prepare_text("Jahr;Klasse M;Klasse X\n2030;4;3\n")) == ["time_period"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Anteil in %", ("Anteil", "%")),
        ("Miete [EUR]", ("Miete", "EUR")),
        ("Bestand (Anzahl)", ("Bestand", "Anzahl")),
        ("Veränderung in Prozentpunkten", ("Veränderung", "Prozentpunkten")),
        ("Fälle je 1.000 Einwohner", ("Fälle je 1.000 Einwohner", "je 1.000 Einwohner")),
        ("anteil_prozent", ("anteil_prozent", "prozent")),
        ("Fläche in m²", ("Fläche", "m²")),
        ("Untergrenze 95% Vertrauensintervall", ("Untergrenze 95% Vertrauensintervall", "")),
    ],
)
def test_a_unit_in_a_heading_is_the_unit(prepare_text: PrepareText, heading: str, expected: tuple[str, str]) -> None:
    assert variables(prepare_text(f"Stadtteil;{heading}\nNord;1,5\nSüd;2,5\n")) == [expected]


def test_one_name_in_two_units_stays_two_measures(prepare_text: PrepareText) -> None:
    table = prepare_text("Stadtteil;Ausländer (Anzahl);Ausländer (%)\nNord;12;1,5\nSüd;13;2,5\n")
    assert variables(table) == [("Ausländer (Anzahl)", "Anzahl"), ("Ausländer (%)", "%")]


def test_equal_headings_lose_no_column(prepare_text: PrepareText) -> None:
    table = prepare_text("Stadtteil;Anzahl;in %;Anzahl;in %\nNord;12;3,4;15;5,6\n")
    assert (values(table), found(table)) == (["12", "3.4", "15", "5.6"], {"repeated-heading"})
    assert len({variable.code for variable in table.inspection.variables}) == 4


def test_a_column_without_a_period_beside_years_is_left_out_and_named(prepare_text: PrepareText) -> None:
    table = prepare_text("Stadtteil;2019;2020;2021;Veränderung in %\nNord;10;11;12;20,0\n")
    assert values(table) == ["10", "11", "12"]
    (finding,) = (finding for finding in table.findings if finding.code == "left-out-column")
    assert finding.data["column"] == "Veränderung in %"


def test_cells_with_period_and_name_are_two_dimensions(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "Jahr\tGut\tSchlecht\n2003\t\t\n2003: Ausland\t5\t6\n2003: Total\t7\t8\n2005\t\t\n2005: Total\t7\t9\n"
    )
    assert {d.name: list(d.codes) for d in table.inspection.dimensions} == {
        "time_period": ["2003", "2005"],
        "group": ["Ausland", "TOTAL"],
    }
    assert (values(table), found(table)) == (["5", "6", "7", "8", "7", "9"], {"row-without-figures"})


@pytest.mark.parametrize(
    "text",
    [
        "Mitte;120;3,5\nNord;130;4,5\nSüd;99;5,5\n",
        "07111;1200;3,4\n07312;1300;5,6\n07335;900;1,2\n",
        "0;1;5,5\n1;1;2,5\n",
    ],
)
def test_a_first_row_of_data_is_no_header(prepare_text: PrepareText, text: str) -> None:
    table = prepare_text(text)
    assert "no-header" in found(table)
    assert 1 in table.observations.columns["source_row"]
    assert table.inspection.header_rows == ()


@pytest.mark.parametrize("headings", ["2019;2020", "1;2;3;4", "07312;07335;07336"])
def test_years_and_codes_above_figures_are_a_header(prepare_text: PrepareText, headings: str) -> None:
    cells = ";".join(str(100 + place) for place in range(headings.count(";") + 1))
    table = prepare_text(f"Stadtteil;{headings}\nNord;{cells}\nSüd;{cells}\n")
    assert ("no-header" in found(table), table.inspection.header_rows) == (False, (1,))


def test_years_are_the_period_where_no_header_says_so(prepare_text: PrepareText) -> None:
    table = prepare_text("2015;Mitte;120\n2016;Mitte;130\n2017;Mitte;140\n")
    assert (values(table), names(table)) == (["120", "130", "140"], ["time_period", "b"])


@pytest.mark.parametrize(
    "below",
    [
        "Quelle: Stadt X, Amt für Statistik\n",
        "\n* vorläufige Zahlen\n",
        "Stand: 31.12.2020,,\n\n© Stadt X\n",
        "1) ohne Ausland\n",
    ],
)
def test_notes_below_the_rows_are_footers(prepare_text: PrepareText, below: str) -> None:
    table = prepare_text(
        f"Einwohner nach Stadtteilen\nStadtteil,Einwohner,Ausländer\nNord,1200,100\nSüd,1300,120\n{below}"
    )
    assert (values(table), found(table)) == (["1200", "100", "1300", "120"], set())
    assert table.inspection.footers
    assert table.inspection.titles == ("Einwohner nach Stadtteilen",)


def test_a_row_that_breaks_off_is_no_footer(prepare_text: PrepareText) -> None:
    assert "truncated" in found(prepare_text("Stadtteil;Einwohner;Ausländer\nNord;1200;100\nSü"))


@pytest.mark.parametrize(
    "text",
    [
        "Stadtteil   Einwohner   Anteil\nNord        1200        12,5\nSt. Anna    1300        13,1\n",
        '"Stadtteil;Einwohner;Anteil"\n"Nord;1200;12,5"\n"""St. Anna"";1300;13,1"\n',
        "'Stadtteil';'Einwohner';'Anteil'\n'Nord';'1200';'12,5'\n'St. Anna';'1300';'13,1'\n",
        "Stadtteil|Einwohner|Anteil\nNord|1200|12,5\nSt. Anna|1300|13,1\n",
    ],
)
def test_cells_are_told_apart_in_every_dialect(prepare_text: PrepareText, text: str) -> None:
    table = prepare_text(text)
    assert values(table) == ["1200", "12.5", "1300", "13.1"]
    assert list(table.inspection.dimension("ref_area").codes) == ["Nord", "St. Anna"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "cp1252", "utf-8-sig"])
def test_text_is_decoded_without_a_declaration(prepare_text: PrepareText, encoding: str) -> None:
    table = prepare_text("Stadtteil;Jahr;Fälle\nSüd;2020;3\nÄußere Höhe;2020;4\n".encode(encoding))
    assert list(table.inspection.dimension("ref_area").codes) == ["Süd", "Äußere Höhe"]


@pytest.mark.parametrize(
    ("cell", "value", "sign", "status"),
    [
        ("1 234", "1234", None, "A"),
        ("1\u202f234", "1234", None, "A"),
        ("1’234", "1234", None, "A"),
        ("-  23", "-23", None, "A"),
        ("−23", "-23", None, "A"),
        ("45 p", "45", "p", "P"),
        ("12,5 b", "12.5", "b", "B"),
        ("*12", "12", "*", "U"),
        ("12 1)", "12", "1)", "A"),
        ("12²", "12", "²", "A"),
        ("k. A.", None, "k. A.", "O"),
        ("#NV", None, "#NV", "O"),
        ("NULL", None, "NULL", "O"),
    ],
)
def test_what_stands_beside_a_number_or_for_it(
    prepare_text: PrepareText, cell: str, value: str | None, sign: str | None, status: str
) -> None:
    table = prepare_text(f"Stadtteil;Jahr;Wert\nNord;2020;{cell}\nSüd;2020;7,5\nWest;2020;8,5\n")
    row = {name: table.observations.columns[name][0] for name in ("obs_value", "source_sign", "obs_status")}
    assert tuple(row.values()) == (value, sign, status)


def test_percent_signs_in_the_cells_are_the_unit(prepare_text: PrepareText) -> None:
    table = prepare_text("Stadtteil;Quote\nNord;12,3 %\nSüd;13,4%\n")
    assert (values(table), variables(table)) == (["12.3", "13.4"], [("Quote", "%")])


def test_an_unexplained_text_among_figures_is_an_error_and_no_label(prepare_text: PrepareText) -> None:
    rows = "".join(f"S{number};{number}\n" for number in range(1, 40))
    table = prepare_text(f"Stadtteil;Einwohner\n{rows}West;n. b.\n")
    assert found(table) == {"unknown-sign"}
    assert len(values(table)) == 40


@pytest.mark.parametrize(
    "text",
    [
        "Stadtteil;" + ";".join(f"Land {number}" for number in range(800)) + "\nNord;" + ";".join("1" * 800) + "\n",
        ";".join("x" * 800) + "\n" + ";".join("a" * 799) + ";1\n",
        "Wort " * 3000 + ";b\n1;2\n",
    ],
)
def test_the_effort_grows_with_the_columns_and_not_faster(prepare_text: PrepareText, text: str) -> None:
    assert values(prepare_text(text))


def test_a_first_row_of_small_numbers_below_years_is_data(prepare_text: PrepareText) -> None:
    prepared = prepare_text("Ort,2020,2021,2022\nNord,1,2,3\nSüd,4,5,6\nWest,7,8,9\n")
    columns = prepared.observations.columns
    found = dict(zip(zip(columns["ort"], columns["time_period"], strict=True), columns["obs_value"], strict=True))
    assert len(found) == 9
    assert found["Nord", "2020"] == "1"
    assert found["West", "2022"] == "9"
