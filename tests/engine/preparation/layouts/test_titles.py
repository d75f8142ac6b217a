from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared
from teilhabe.engine.preparation.layouts.headers import read_header
from teilhabe.engine.preparation.layouts.stubs import are_codes_with_labels
from teilhabe.engine.preparation.layouts.titles import measure, read_heading
from teilhabe.engine.preparation.meaning.roles import by_content, by_name, slug


def test_title_lines_give_code_title_measure_and_dimensions() -> None:
    heading = read_heading(
        [
            "GENESIS-Tabelle: 12411-0006",
            "Bevölkerung: Deutschland, Stichtag, Altersjahre,",
            "Nationalität/Geschlecht",
            "Fortschreibung des Bevölkerungsstandes",
            "Deutschland",
            "Bevölkerungsstand (Anzahl)",
        ]
    )
    assert heading.table_code == "12411-0006"
    assert heading.title == "Bevölkerung: Deutschland, Stichtag, Altersjahre, Nationalität/Geschlecht"
    assert (heading.variable, heading.unit, heading.territory) == ("Bevölkerungsstand", "Anzahl", "Deutschland")
    assert heading.dimensions == ("Deutschland", "Stichtag", "Altersjahre", "Nationalität", "Geschlecht")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bevölkerungsstand (Anzahl)", ("Bevölkerungsstand", "Anzahl")),
        ("Gebietsfläche (qkm)", ("Gebietsfläche", "qkm")),
        ("Hektarerträge (dt/ha)", ("Hektarerträge", "dt/ha")),
        ("Personen (1000)", ("Personen", "1000")),
        ("Bevölkerung kompakt (Gebietsstand 15.05.2022)", None),
        ("Halle", None),
        ("Arbeitsmarktstatistik (BA)", None),
        ("Frankfurt (Oder)", None),
        ("Bevölkerung (in Privathaushalten)", None),
        ("Bevölkerung (in 1000)", ("Bevölkerung", "in 1000")),
        ("Ausgaben (Mrd. EUR)", ("Ausgaben", "Mrd. EUR")),
        ("Geburten (je 1000 Frauen)", ("Geburten", "je 1000 Frauen")),
    ],
)
def test_a_unit_is_told_apart_from_other_parentheses(text: str, found: tuple[str, str] | None) -> None:
    assert measure(text) == found


def test_header_rows_are_names_codes_measures_and_units() -> None:
    heading = read_heading(["Tabelle: 1", "Löhne: Länder, Jahre, Geschlecht"])
    header = read_header(
        [["Geschlecht"] * 3, ["Männer", "", "Frauen"], ["Lohn", "Stunden", "Lohn"], ["EUR", "Std.", "EUR"]],
        [""] * 4,
        heading,
    )
    assert [(d.name, d.texts) for d in header.dimensions] == [("Geschlecht", ("Männer", "Männer", "Frauen"))]
    assert header.variables == ("Lohn", "Stunden", "Lohn")
    assert header.units == ("EUR", "Std.", "EUR")


@pytest.mark.parametrize(
    ("texts", "role"),
    [
        ({"31.12.2018", "31.12.2019"}, "time_period"),
        ({"Januar", "Februar"}, "part_of_year"),
        ({"männlich", "weiblich", "Insgesamt"}, "sex"),
        ({"unter 1 Jahr", "1-Jährige", "Insgesamt"}, "age"),
        ({"Deutsche", "Ausländer"}, "citizenship"),
        ({"ST475", "ST121"}, "citizenship"),
        ({"07312", "07335", "DG"}, "ref_area"),
        ({"7312", "7335"}, "ref_area"),
        ({"Bayern", "Hessen"}, "ref_area"),
        ({"11", "12", "13"}, None),
        ({"m", "x"}, None),
        ({"Insgesamt"}, None),
        ({"25", "26"}, None),
    ],
)
def test_a_role_is_what_all_texts_agree_on(texts: set[str], role: str | None) -> None:
    assert by_content(texts) == role


@pytest.mark.parametrize(
    ("source", "title", "role"),
    [
        ("KREISE", "Kreise und kreisfreie Städte", "ref_area"),
        ("GEOBL1", "Bundesländer", "ref_area"),
        ("GES", "", "sex"),
        ("ALTGR2", "Alter (10er-Jahresgruppen)", "age"),
        ("STAAG5", "", "citizenship"),
        ("SCHST2", "", "residence_status"),
        ("", "BezirkName", "ref_area"),
        ("", "Alternative", None),
        ("WDGAT1", "Einwanderungsgeschichte", None),
    ],
)
def test_names_announce_a_role(source: str, title: str, role: str | None) -> None:
    assert by_name(source, title) == role


def test_a_slug_is_plain_ascii() -> None:
    assert slug("Alter (10er-Jahresgruppen), Größe") == "alter_10er_jahresgruppen_groesse"


@pytest.mark.parametrize(
    ("codes", "labels", "expected"),
    [
        (["01001", "01002"], ["Flensburg", "Kiel"], True),
        (["ST121", ""], ["Albanien", "Insgesamt"], True),
        (["2019", "2020"], ["Bayern", "Hessen"], False),
        (["A1", "A1"], ["männlich", "weiblich"], False),
        (["Bayern", "Hessen"], ["x", "y"], False),
    ],
)
def test_codes_stand_left_of_the_labels_they_determine(codes: list[str], labels: list[str], expected: bool) -> None:
    assert are_codes_with_labels(codes, labels) == expected


def test_a_line_above_the_code_of_the_table_is_no_title() -> None:
    heading = read_heading(["Abruf durch das Amt", "GENESIS-Tabelle: 12411-0015", "Bevölkerung: Kreise, Stichtag"])
    assert (heading.table_code, heading.title) == ("12411-0015", "Bevölkerung: Kreise, Stichtag")


@pytest.mark.parametrize("code", ["12411-31ir", "12411-01-01-4", "AI002-1-5"])
def test_a_bare_code_on_the_first_line_is_no_title(code: str) -> None:
    heading = read_heading([code, "Bevölkerung nach Geschlecht"])
    assert (heading.table_code, heading.title) == (code, "Bevölkerung nach Geschlecht")


def test_the_time_of_the_export_is_no_title() -> None:
    heading = read_heading(["GENESIS-Tabelle: 12411-0015", "Stand: 01.01.2024", "Bevölkerung: Kreise, Stichtag"])
    assert heading.title == "Bevölkerung: Kreise, Stichtag"


def test_a_line_above_the_code_and_the_time_among_the_titles_are_read(prepare_text: Callable[..., Prepared]) -> None:
    table = prepare_text(
        "Abruf;01.03.2026\nGENESIS-Tabelle: 12411-0015\nStand: 01.01.2024\nBevölkerung: Kreise, Stichtag\n"
        "Bevölkerungsstand (Anzahl)\n;;31.12.2018\n07311;Erststadt;1\n07312;Zweitstadt;2\n__________\n© Amt\n"
    )
    seen = table.inspection
    assert (seen.format, seen.table, seen.stand) == ("classic", "12411-0015", "Stand: 01.01.2024")
    assert table.observations.columns["unit"] == ["Anzahl", "Anzahl"]
