"""Plain files as offices hand them over, with invented numbers: nationalities as headings, odd keys, cut titles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared

PrepareText = Callable[..., Prepared]


def column(table: Prepared, name: str) -> list[object]:
    return list(table.observations.columns[name])


def names(table: Prepared) -> set[str]:
    return {dimension.name for dimension in table.inspection.dimensions}


def found(table: Prepared) -> dict[str, str]:
    return {finding.code: finding.severity for finding in table.findings if finding.code != "no-period"}


def variables(table: Prepared) -> list[str]:
    return [variable.code for variable in table.inspection.variables]


def test_headings_of_countries_and_groups_are_citizenships(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "Jahr;Insgesamt;Deutschland;Türkei;Syrien;EU-Ost + Balkan;Übrige Länder;Ohne Angabe\n"
        "2021;150;100;20;10;12;5;3\n2022;153;101;21;11;12;5;3\n"
    )
    codes = table.inspection.dimension("citizenship").codes
    assert list(codes) == ["TOTAL", "DE", "ST163", "ST475", "EU-Ost + Balkan", "Übrige Länder", "UNKNOWN"]
    assert column(table, "obs_value")[:3] == ["150", "100", "20"]
    assert found(table) == {"columns-of-countries": "note"}


def test_a_group_of_the_publishers_own_stands_between_countries(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "Stadtteil,Polen,Irak,Neustaat,Ukraine,Italien,Ghana,Indien,Fläche\n"
        "Mitte,5,6,7,8,1,2,3,120\nNord,1,2,3,4,5,6,8,340\n"
    )
    assert column(table, "citizenship")[:4] == ["ST152", "ST438", "Neustaat", "ST166"]
    assert column(table, "citizenship")[7] == "TOTAL"
    assert variables(table) == ["", "Fläche"]


@pytest.mark.parametrize(
    "header",
    ["Jahr;Deutschland;Österreich", "Jahr;Polen;Irak;Fläche;Haushalte;Betriebe", "Jahr;Polen;Fälle;Türkei;Quote;Rang"],
)
def test_few_countries_among_others_stay_measures(prepare_text: PrepareText, header: str) -> None:
    cells = ";".join("579846"[: header.count(";")])
    table = prepare_text(f"{header}\n2020;{cells}\n2021;{cells}\n")
    assert variables(table) == header.split(";")[1:]
    assert "citizenship" not in names(table)


@pytest.mark.parametrize("title", ["Einwohner nach Stadtteilen, Stadt X", "Einwohner, nach Teilen, Stadt X, 2020,,"])
@pytest.mark.parametrize(
    "rows", ["Stadtteil,Personen\nMitte,11\nNord,3\n", "Stadtteil,Jahr,Personen\nMitte,2021,11\nNord,2021,3\n"]
)
def test_a_title_with_the_delimiter_is_a_title(prepare_text: PrepareText, title: str, rows: str) -> None:
    table = prepare_text(f"{title}\n{rows}")
    assert names(table) <= {"ref_area", "time_period"}
    assert (variables(table), column(table, "obs_value")) == (["Personen"], ["11", "3"])
    assert table.inspection.header_rows == (2,)


@pytest.mark.parametrize("rows", ["Teil, Jahr, Fälle\nMitte,2020,5\nNord,2020,7\n", "Teil, Fälle\nMitte, 5\nNord, 7\n"])
def test_a_header_typed_with_blanks_stays_a_header(prepare_text: PrepareText, rows: str) -> None:
    table = prepare_text(rows)
    assert (variables(table), column(table, "obs_value")) == (["Fälle"], ["5", "7"])


@pytest.mark.parametrize(
    ("keys", "codes", "note"),
    [
        (("07 312", "05 111"), ["07312", "05111"], "spaced-key"),
        (("07.312", "05.111"), ["07312", "05111"], "spaced-key"),
        (("12 060", "14 511"), ["12060", "14511"], "spaced-key"),
        (("073 12 000", "051 11 000"), ["07312000", "05111000"], "spaced-key"),
        (("07 3 12 000 0000", "05 1 11 000 0000"), ["07312000", "05111000"], "spaced-key"),
        (("'07312", "'05111"), ["07312", "05111"], "leading-apostrophe"),
        (("7312.0", "5111.0"), ["07312", "05111"], "lost-leading-zero"),
    ],
)
def test_keys_are_read_however_they_are_written(
    prepare_text: PrepareText, keys: tuple[str, ...], codes: list[str], note: str
) -> None:
    table = prepare_text("AGS;Jahr;Fälle\n" + "".join(f"{key};2022;{9 + n}\n" for n, key in enumerate(keys)))
    assert column(table, "ref_area") == codes
    assert found(table) == {note: "note"}


def test_thousands_with_blanks_are_no_keys(prepare_text: PrepareText) -> None:
    table = prepare_text("Stadtteil;Jahr;Einwohner\nMitte;2022;12 060\nNord;2022;14 511\nOst;2022;9 161\n")
    assert column(table, "obs_value") == ["12060", "14511", "9161"]


def test_an_apostrophe_before_numbers_is_left_out(prepare_text: PrepareText) -> None:
    table = prepare_text("Stadtteil;Jahr;Fälle\nMitte;2022;'1234\nNord;2022;'17\n")
    assert column(table, "obs_value") == ["1234", "17"]
    assert found(table) == {"leading-apostrophe": "note"}


def test_each_column_has_its_own_decimal_mark_where_it_is_certain(prepare_text: PrepareText) -> None:
    table = prepare_text("Stadtteil;Jahr;Quote A;Quote B\nMitte;2022;1,5;2.5\nNord;2022;12,25;13.75\n")
    assert column(table, "obs_value") == ["1.5", "2.5", "12.25", "13.75"]
    assert found(table) == {"mixed-notation": "warning"}


def test_a_column_that_may_be_either_keeps_others_from_being_read(prepare_text: PrepareText) -> None:
    table = prepare_text("Stadtteil;Jahr;A;B;C\nMitte;2022;1,5;2.5;1.234\nNord;2022;12,25;13.75;2.345\n")
    assert table.errors


def test_keys_that_became_powers_of_ten_are_no_measure_in_another_notation(prepare_text: PrepareText) -> None:
    table = prepare_text("Kreis;Jahr;Quote\n7.31E+03;2022;1,5\n7.32E+03;2022;12,25\n")
    assert table.errors


def test_a_minus_behind_the_number_makes_it_negative(prepare_text: PrepareText) -> None:
    table = prepare_text("Stadtteil;Jahr;Saldo\nMitte;2022;23-\nNord;2022;12\nOst;2022;1.007-\nWest;2022;1.100.000\n")
    assert column(table, "obs_value") == ["-23", "12", "-1007", "1100000"]
    assert found(table)["trailing-minus"] == "note"


def test_open_ages_and_years_are_no_negative_numbers(prepare_text: PrepareText) -> None:
    table = prepare_text("Baujahr;Jahr;Wohnungen\n1949-1978;2022;5\n1979-1990;2022;6\n1991-;2022;7\n")
    assert column(table, "obs_value") == ["5", "6", "7"]
    assert "trailing-minus" not in found(table)


def test_months_beside_rows_of_months_stay_measures(prepare_text: PrepareText) -> None:
    table = prepare_text("Monat;Jan;Feb;Mrz\n2021-01;5;6;7\n2021-02;8;9;10\n")
    assert variables(table) == ["Jan", "Feb", "Mrz"]


@pytest.mark.parametrize(
    "header",
    ["Einwohner;Einwohner männlich;Einwohner weiblich", "Einwohner;Männer;Frauen", "Einwohner;0-17;18 und mehr"],
)
def test_the_heading_that_is_proven_to_be_the_sum_is_the_total(prepare_text: PrepareText, header: str) -> None:
    table = prepare_text(f"Stadtteil;Jahr;{header}\nMitte;2022;1.011;506;505\nNord;2022;9;5;4\n")
    (name,) = {"sex", "age"} & names(table)
    assert column(table, name)[0] == "TOTAL"
    assert variables(table) == ["Einwohner"]


def test_a_heading_that_is_no_sum_stays_a_measure(prepare_text: PrepareText) -> None:
    table = prepare_text("Stadtteil;Jahr;Haushalte;Männer;Frauen\nMitte;2022;8;6;5\nNord;2022;7;5;4\n")
    assert "sex" not in names(table)


def test_a_citys_own_areas_with_eight_digits_are_no_municipalities(prepare_text: PrepareText) -> None:
    areas = [f"01{district:02}{area:04}" for district in (10, 20, 30) for area in (101, 102, 103)]
    rows = "".join(
        f"{area};{year};{'' if (n, year) == (4, 2021) else 40 + n}\n"
        for n, area in enumerate(areas)
        for year in (2020, 2021)
    )
    table = prepare_text(f"Planungsraum;Jahr;Einwohner\n{rows}")
    assert column(table, "ref_area")[0] == "01100101"
    assert {"missing-district", "no-figures"}.isdisjoint(found(table))


def test_a_place_of_residence_is_no_kind_of_home(prepare_text: PrepareText) -> None:
    table = prepare_text("residence;year;persons\nU1;2020;5\nU2;2020;7\n")
    assert "unknown-code" not in found(table)
    home = prepare_text("Wohnsitz;Jahr;Personen\nHauptwohnung;2020;5\nNebenwohnung;2020;7\n")
    assert column(home, "residence") == ["MAIN", "SECONDARY"]


def test_scores_of_a_citys_own_areas_are_not_added_up(prepare_text: PrepareText) -> None:
    rows = "".join(f"011{n:05};{score}\n" for n, score in enumerate(("-1.25", "0.5", "0.75", "1.5"), 101))
    assert not prepare_text(f"Planungsraum;Index\n{rows}").sums
