"""Tables as cities set them: small ones of every habit, with invented numbers."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import xlsxwriter

from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.sources.snapshot import Snapshot

PrepareText = Callable[..., Prepared]


def cells(table: Prepared, *names: str) -> list[tuple[object, ...]]:
    """The columns with these names side by side, one tuple for each observation."""
    return list(zip(*(table.observations.columns[name] for name in names), strict=True))


MONTHS = """Arbeitsmarkt in Zahlen
Berichtsmonat: Juni 2023

Merkmale;Jun 2023;Mai 2023;Veränderung zum Vorjahr;
;;;absolut;in %
;1;2;3;4
Insgesamt;5210;5307;-97;-1,8
Männer;2811;2902;-91;-3,1
Frauen;2399;2405;-6;-0,2
"""


def test_the_month_of_the_title_is_not_put_on_columns_of_other_months(prepare_text: PrepareText) -> None:
    table = prepare_text(MONTHS)
    assert "time_period" not in [dimension.name for dimension in table.observations.dimensions]
    assert "no-period" in [finding.code for finding in table.findings]


def test_a_row_that_counts_the_columns_is_no_part_of_their_names(prepare_text: PrepareText) -> None:
    assert [variable.code for variable in prepare_text(MONTHS).inspection.variables][:2] == ["Jun 2023", "Mai 2023"]


@pytest.mark.parametrize(
    ("heading", "texts", "codes"),
    [
        ("Quartal", ("1/2021", "2/2021"), ["2021-Q1", "2021-Q2"]),
        ("Berichtsquartal", ("2021-1", "2021-4"), ["2021-Q1", "2021-Q4"]),
        ("Halbjahr", ("1/2021", "2/2021"), ["2021-S1", "2021-S2"]),
        ("Monat", ("1/2021", "2/2021"), ["2021-01", "2021-02"]),
        ("Quartal", ("4/2021", "7/2021"), ["2021-04", "2021-07"]),
    ],
)
def test_the_heading_tells_quarters_from_months(
    prepare_text: PrepareText, heading: str, texts: tuple[str, str], codes: list[str]
) -> None:
    table = prepare_text(f"{heading};Anträge\n{texts[0]};512\n{texts[1]};498\n")
    assert table.observations.columns["time_period"] == codes


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Erwerbstätige in 1 000 Personen", "1 000 Personen"),
        ("Umsatz in Mio. Euro nach Kreisen", "Mio. Euro"),
        ("Arbeitslosenquote in Prozent", "Prozent"),
        ("Einwohner in den Kreisen", ""),
    ],
)
def test_the_unit_of_a_title_holds_for_a_table_that_names_none(
    prepare_text: PrepareText, title: str, unit: str
) -> None:
    table = prepare_text(f"{title}\nKreis;2019;2020\nAhausen;56,7;49,3\nBedorf;28,7;31,1\n")
    assert set(table.observations.columns["unit"]) == {unit or None}


def test_numbers_above_a_hundred_are_no_shares_whatever_the_title_says(prepare_text: PrepareText) -> None:
    table = prepare_text("Ausländeranteil in %\nKreis;2019;2020\nAhausen;56,7;49,3\nBedorf;280,7;31,1\n")
    assert set(table.observations.columns["unit"]) == {None}


def test_groups_that_are_named_once_hold_for_their_rows(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "Bezirk;Geschlecht;Alter;Personen\nNord;männlich;0-17;91\n;;18-64;312\n;;65+;77\n;weiblich;0-17;85\n;;18-64;298\n"
        ";;65+;104\nSüd;männlich;0-17;57\n;;18-64;201\n;;65+;49\n;weiblich;0-17;52\n;;18-64;199\n;;65+;66\n"
    )
    assert cells(table, "ref_area", "sex", "obs_value")[4:8] == [
        ("Nord", "F", "298"),
        ("Nord", "F", "104"),
        ("Süd", "M", "57"),
        ("Süd", "M", "201"),
    ]
    assert not table.errors


def test_years_that_are_printed_once_join_their_months(prepare_text: PrepareText) -> None:
    rows = "".join(f"{2021 + i // 3 if i % 3 == 0 else ''};{m};{100 + i}\n" for i, m in enumerate(MONTH_NAMES * 2))
    table = prepare_text(f"Jahr;Monat;Zuzüge\n{rows}")
    assert table.observations.columns["time_period"] == [
        "2021-01", "2021-02", "2021-03", "2022-01", "2022-02", "2022-03",
    ]  # fmt: skip


MONTH_NAMES = ["Januar", "Februar", "März"]


def test_a_total_below_the_last_group_is_not_put_into_it(prepare_text: PrepareText) -> None:
    table = prepare_text("Bezirk;Alter;Personen\nNord;0-17;91\n;18+;389\nSüd;0-17;57\n;18+;250\n;Insgesamt;787\n")
    assert cells(table, "ref_area", "obs_value")[-1] == ("", "787")
    assert [finding.code for finding in table.errors] == ["missing-code"]


def test_a_code_that_a_row_lacks_is_not_the_code_above_it(prepare_text: PrepareText) -> None:
    table = prepare_text("Nr.;Stadtteil;Einwohner\n11;Altstadt;4512\n12;Neustadt;3377\n;ohne Zuordnung;41\n")
    assert "12" not in cells(table, *(d.name for d in table.observations.dimensions))[-1]


@pytest.mark.parametrize(
    ("heading", "texts", "name"),
    [
        ("Aufenthaltsdauer von ... bis unter ... Jahren", ("unter 1", "1 - 4", "20 und mehr"), "aufenthaltsdauer"),
        ("Geburtsjahr", ("1990", "1991", "1992"), "geburtsjahr"),
        ("Einreisejahr", ("2014", "2015", "2016"), "einreisejahr"),
    ],
)
def test_years_and_spans_of_something_else_are_no_periods_and_ages(
    prepare_text: PrepareText, heading: str, texts: tuple[str, ...], name: str
) -> None:
    table = prepare_text(
        f"{heading};männlich;weiblich\n" + "".join(f"{text};5{i};6{i}\n" for i, text in enumerate(texts))
    )
    assert [d.name.startswith(name) for d in table.observations.dimensions] == [False, True]
    assert "no-period" in [finding.code for finding in table.findings]


def test_a_small_number_that_is_hidden_stays_a_figure_among_figures(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "Jahr;Bezirk;Kinder;darunter Mädchen\n2021;Nord;12;7\n2021;Süd;4;<3\n2022;Nord;15;8\n2022;Süd;5;< 3\n"
    )
    assert cells(table, "variable", "obs_value", "obs_status", "conf_status", "source_sign")[3] == (
        "darunter Mädchen", None, "Q", "C", "<3",
    )  # fmt: skip
    assert not table.errors


def test_ages_below_three_stay_ages(prepare_text: PrepareText) -> None:
    table = prepare_text("Alter;Kinder\n<3;212\n3;75\n4;81\n5;79\n")
    assert table.observations.columns["age"] == ["Y_LT3", "Y3", "Y4", "Y5"]


def test_a_label_column_full_of_numbers_is_named(prepare_text: PrepareText) -> None:
    table = prepare_text("Bezirk;Kinder;Plätze\nNord;12;180\nSüd;4;fehlt noch\nOst;15;201\nWest;5;155\n")
    assert [(f.code, f.column) for f in table.findings if f.code == "unclear-column"] == [("unclear-column", "C")]


def test_flags_beside_values_say_what_the_values_are(prepare_text: PrepareText) -> None:
    table = prepare_text("Jahr;Zuzüge;Zuzüge_Flag;Fortzüge;Fortzüge_Flag\n2021;512;;498;p\n2022;530;p;477;\n")
    assert [d.name for d in table.observations.dimensions] == ["time_period"]
    assert cells(table, "variable", "obs_value", "obs_status") == [
        ("Zuzüge", "512", "A"), ("Fortzüge", "498", "P"), ("Zuzüge", "530", "P"), ("Fortzüge", "477", "A"),
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["Arbeitslose 2022 nach Monaten\n", ""])
def test_months_side_by_side_are_periods_where_the_table_names_the_year(prepare_text: PrepareText, title: str) -> None:
    year = ("", "") if title else ("Jahr;", "2022;")
    table = prepare_text(f"{title}Bezirk;{year[0]}Januar;Februar;März\nNord;{year[1]}91;93;88\nSüd;{year[1]}57;58;61\n")
    assert table.observations.columns["time_period"] == ["2022-01", "2022-02", "2022-03"] * 2
    assert table.observations.columns["obs_value"] == ["91", "93", "88", "57", "58", "61"]


def test_months_without_a_year_are_no_periods(prepare_text: PrepareText) -> None:
    table = prepare_text("Bezirk;Januar;Februar;März\nNord;91;93;88\nSüd;57;58;61\n")
    assert [d.name for d in table.observations.dimensions] == ["ref_area", "monat"]
    assert "no-period" in [finding.code for finding in table.findings]


def test_how_many_is_not_how_old(prepare_text: PrepareText) -> None:
    table = prepare_text("Bezirk;1-3 Personen;4-6 Personen\nNord;91;93\nSüd;57;58\n")
    assert [variable.code for variable in table.inspection.variables] == ["1-3 Personen", "4-6 Personen"]


def test_the_number_of_a_footnote_stuck_to_a_figure_is_an_error_and_no_dimension(prepare_text: PrepareText) -> None:
    table = prepare_text("Jahr;Zuzüge;Fortzüge\n2018;677;642\n2019;6511);655\n2020;189;201\n")
    assert [d.name for d in table.observations.dimensions] == ["time_period"]
    assert [(f.code, f.row, f.column) for f in table.errors] == [("unknown-sign", 3, "B")]


def test_parts_are_named_after_their_whole_where_their_names_repeat(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "Schulart;2021;2022\nGrundschulen;91;93\ndarunter Ausländer;27;28\nGymnasien;57;58\ndarunter Ausländer;9;8\n"
    )
    assert table.observations.columns["schulart"][::2] == [
        "Grundschulen", "Grundschulen, darunter Ausländer", "Gymnasien", "Gymnasien, darunter Ausländer",
    ]  # fmt: skip
    assert not table.errors


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Ausländer nach Staatsangehörigkeit, Stand 31.12.2022", "2022-12-31"),
        ("Stand: 01.03.2023", "2023-03-01"),
        ("Stand: 14.02.2023", None),
        ("Stand: 31.12.2022 / 10:15:00", None),
        ("Einbürgerungen 2021, Stand 31.12.2022", "2021"),
    ],
)
def test_a_state_on_the_edge_of_a_month_is_a_reference_date(
    prepare_text: PrepareText, title: str, period: str | None
) -> None:
    table = prepare_text(f"{title}\nStaatsangehörigkeit;männlich;weiblich\nPolen;91;93\nSyrien;57;58\nTürkei;40;41\n")
    assert set(table.observations.columns.get("time_period", [None])) == {period}


def test_sheets_named_after_years_are_one_table(snapshot_of: Callable[..., Snapshot]) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for year in ("2021", "2022"):
            sheet = book.add_worksheet(year)
            for row, record in enumerate((("Stadtteil", "Einwohner"), ("Nord", int(year)), ("Süd", 512), ("Ost", 388))):
                sheet.write_row(row, 0, record)
    table = prepare(snapshot_of(stream.getvalue(), name="book.xlsx"))
    assert cells(table, "ref_area", "time_period", "obs_value")[::3] == [
        ("Nord", "2021", "2021"), ("Nord", "2022", "2022"),
    ]  # fmt: skip


def test_a_column_that_nothing_breaks_down_holds_the_total(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "Bevölkerung nach Migrationshintergrund (in 1.000)\nMerkmal;Insgesamt;ohne MH;mit MH;;\n"
        ";;;zusammen;Deutsche;Ausländer\n2021;9,1;5,9;3,2;1,5;1,7\n2022;9,4;6,1;3,3;1,5;1,8\n"
    )
    assert table.observations.columns["citizenship"][:5] == ["TOTAL", "TOTAL", "TOTAL", "DE", "FOREIGN"]
    assert not table.errors


def test_a_total_below_merged_groups_is_not_put_into_the_last_one(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "Bezirk;Alter;Deutsche;;Ausländer;\n;;M;W;M;W\nNord;0-17;41;42;11;12\n;18+;91;92;31;32\n"
        "Süd;0-17;43;44;13;14\n;18+;93;94;33;34\n;Insgesamt;268;272;88;92\n"
    )
    assert [area for area, age, *_ in cells(table, "ref_area", "age") if age == "TOTAL"] == [""] * 4
    assert [finding.code for finding in table.errors] == ["missing-code"]


def test_a_year_with_a_mark_among_years_is_a_heading(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "Merkmal;2023*;2022;2021\nEinwohner;9100;9300;8800\nAusländer;570;580;610\nGeburten;41;40;45\n"
    )
    assert table.observations.columns["time_period"][:3] == ["2023", "2022", "2021"]
    assert len(table.observations) == 9


def test_a_row_of_dates_below_a_merged_heading_belongs_to_the_header(prepare_text: PrepareText) -> None:
    table = prepare_text(
        "Stadt-;Bevölkerung am;;Verände-\nteil;31.12.2021;31.12.2022;rung\nNord;91;93;2\nSüd;57;58;1\nOst;41;40;-1\n"
    )
    assert [variable.code for variable in table.inspection.variables][:2] == [
        "Bevölkerung am, 31.12.2021", "Bevölkerung am, 31.12.2022",
    ]  # fmt: skip


def test_letters_that_say_the_marital_status_are_no_marks(prepare_text: PrepareText) -> None:
    table = prepare_text("Jahr;Status;Personen\n2021;v;91\n2021;g;12\n2022;v;93\n2022;g;14\n")
    assert [d.name for d in table.observations.dimensions] == ["time_period", "status"]
