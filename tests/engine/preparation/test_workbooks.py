"""Workbooks: sheets become grids, grids become the same tables as the same cells in a text file."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from teilhabe.engine.preparation import Prepared, prepare, take
from teilhabe.engine.preparation.reading.workbook import read_workbook
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import DeclarationError

Rows = Sequence[Sequence[object]]
SnapshotOf = Callable[..., Snapshot]


def workbook(sheets: Mapping[str, Rows], merged: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """The bytes of an xlsx file with these sheets; texts are written as texts."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif cell is not None:
                    sheet.write(row, column, cell)
    book.close()
    return stream.getvalue()


@pytest.fixture(scope="session")
def prepare_sheets(snapshot_of: SnapshotOf) -> Callable[..., Prepared]:
    def make(sheets: Mapping[str, Rows], recipe: Recipe | None = None) -> Prepared:
        return prepare(snapshot_of(workbook(sheets), name="book.xlsx"), recipe)

    return make


PrepareSheets = Callable[..., Prepared]

YEARS: Rows = [["Jahr", "Ort", "Wert"], ["2019", "A", 1.5], ["2020", "A", 0.1 + 0.2], ["2021", "A", 1234567]]


def test_numbers_are_printed_with_a_point_and_without_binary_noise(prepare_sheets: PrepareSheets) -> None:
    table = prepare_sheets({"S": YEARS})
    assert table.observations.columns["obs_value"] == ["1.5", "0.3", "1234567"]
    assert table.observations.columns["source_row"] == [2, 3, 4]
    assert set(table.observations.columns["source_column"]) == {"C"}
    assert not table.errors


def test_cells_keep_their_kind() -> None:
    rows = [["a", date(2020, 1, 2), 1e22, 1.5e-7, True, "007", None, 12.0]]
    (sheet,) = read_workbook("book.xlsx", workbook({" S ": rows}))
    assert sheet.name == "S"
    assert sheet.grid.records == [["a", "2020-01-02", "1" + "0" * 22, "0.00000015", "TRUE", "007", "", "12"]]
    assert sheet.texts == {(1, 1), (1, 5)}


def test_texts_that_look_like_numbers_are_read_in_their_own_notation(prepare_sheets: PrepareSheets) -> None:
    rows = [["Jahr", "Wert"], ["2019", 1.25], ["2020", "1 234,5"], ["2021", "12,3 p"], ["2022", "–"], ["2023", 1234]]
    table = prepare_sheets({"S": rows})
    assert table.observations.columns["obs_value"] == ["1.25", "1234.5", "12.3", None, "1234"]
    assert table.observations.columns["obs_status"] == ["A", "A", "P", "A", "A"]
    assert not table.errors


def test_a_text_that_may_be_two_numbers_is_an_error_until_a_recipe_decides(prepare_sheets: PrepareSheets) -> None:
    rows = [["Jahr", "Wert"], ["2019", 1.25], ["2020", "1.234"]]
    (finding,) = prepare_sheets({"S": rows}).errors
    assert (finding.code, finding.row, finding.column) == ("ambiguous-number", 3, "B")
    table = prepare_sheets({"S": rows}, Recipe(decimal=","))
    assert table.observations.columns["obs_value"] == ["1.25", "1234"]
    assert not table.errors


def test_of_several_sheets_the_largest_is_read_and_a_recipe_chooses(prepare_sheets: PrepareSheets) -> None:
    imprint = [["Impressum"], [], ["Herausgeber: Amt"], ["Erschienen im Mai"]]
    sheets = {"Titel": imprint, "Klein": YEARS[:3], "Gross": YEARS}
    table = prepare_sheets(sheets)
    assert [(t.name, t.rows, t.columns) for t in table.inspection.tables] == [("Klein", 2, 1), ("Gross", 3, 1)]
    assert [(f.code, f.data["chosen"]) for f in table.findings] == [("several-tables", "Gross")]
    assert len(prepare_sheets(sheets, Recipe(table="Klein")).observations) == 2
    with pytest.raises(DeclarationError, match="has only: Klein, Gross"):
        prepare_sheets(sheets, Recipe(table="Mittel"))


def cells(table: Prepared, **codes: str) -> list[str]:
    """The values with these codes, in file order."""
    columns = table.observations.columns
    return [
        str(value)
        for index, value in enumerate(columns["obs_value"])
        if all(str(columns[name][index]) == code for name, code in codes.items())
    ]


AREAS: Rows = [
    ["01", "Musterland", "Land", 20000, 9800, 10200, 20100, -0.5],
    ["01001", "Flussstadt", "Kreis", 9000, 4400, 4600, 9050, -0.6],
    ["010010000000", "Flussstadt, Stadt", "Gemeinde", 9000, 4400, 4600, 9050, -0.6],
    ["01051", "Seekreis", "Kreis", 11000, 5400, 5600, 11050, -0.5],
    ["010515163003", "Averdorf", "Gemeinde", 6000, 2900, 3100, 6100, -1.6],
    ["010515163010", "Brickdorf", "Gemeinde", 4900, 2450, 2450, 4950, -1],
    ["010515169005", "Neudorf", "Gemeinde", 100, 50, 50, "–", "–"],
]
CENSUS: Mapping[str, Rows] = {
    "Titel": [["Zensus 2022"], [], ["Erschienen am 25.06.2024"]],
    "Impressum": [["Impressum"], ["Herausgeber: Statistische Ämter"], ["Telefon: 0611 / 75 0"], ["65180 Wiesbaden"]],
    "Methodik": [["Methodische Hinweise"], [], ["Der Zensus 2022 ist eine registergestützte Erhebung."]],
    "Bevölkerung": [
        ["Tabelle 1: Bevölkerung am 15. Mai 2022 nach Gemeinden"],
        ["Ergebnisse des Zensus 2022, in Personen"],
        [],
        ["Amtlicher Regionalschlüssel (ARS)", "Name", "Regionalebene", "Bevölkerung", "", "", "", ""],
        ["", "", "", "Zensus 2022", "", "", "Bevölkerungsfortschreibung", "Veränderung"],
        ["", "", "", "insgesamt", "männlich", "weiblich", "insgesamt", "in %"],
        *AREAS,
        [],
        ["– = nicht zutreffend"],
        ["© Statistisches Amt, 2024"],
    ],
    "CSV-Bevölkerung": [
        ["_RS", "Name", "Regionalebene", "EWZ", "EWZ_M", "EWZ_W", "EWZ_FORT", "VERAENDERUNG"],
        *AREAS,
    ],
}


def test_of_a_layout_sheet_and_a_flat_sheet_with_the_same_figures_the_flat_one_is_read(
    prepare_sheets: PrepareSheets,
) -> None:
    table = prepare_sheets(CENSUS)
    assert [t.name for t in table.inspection.tables] == ["Bevölkerung", "CSV-Bevölkerung"]
    assert {"period-from-title", "same-table"} <= {f.code for f in table.findings}
    assert not [f for f in table.findings if f.severity != "note"]
    assert cells(table, ref_area="01051003", variable="EWZ", time_period="2022-05-15") == ["6000"]
    assert cells(table, ref_area="01051005", variable="EWZ_FORT") == ["None"]


def test_three_header_rows_with_merged_cells(prepare_sheets: PrepareSheets) -> None:
    table = prepare_sheets(CENSUS, Recipe(table="Bevölkerung"))
    assert table.inspection.header_rows == (4, 5, 6)
    assert [(v.code, v.unit) for v in table.inspection.variables] == [
        ("Bevölkerung, Zensus 2022, insgesamt", "Personen"),
        ("Bevölkerung, Zensus 2022, männlich", "Personen"),
        ("Bevölkerung, Zensus 2022, weiblich", "Personen"),
        ("Bevölkerung, Bevölkerungsfortschreibung, insgesamt", "Personen"),
        ("Bevölkerung, Veränderung", "%"),
    ]
    assert cells(table, ref_area="01051010", variable="Bevölkerung, Veränderung") == ["-1"]
    assert table.inspection.footers == ("– = nicht zutreffend", "© Statistisches Amt, 2024")
    assert not table.errors


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_sheet_saved_as_text_is_the_same_table(
    prepare_sheets: PrepareSheets, prepare_text: Callable[..., Prepared], delimiter: str
) -> None:
    rows = CENSUS["Bevölkerung"]
    text = "\n".join(
        delimiter.join(
            [str(cell).replace(".", ",") if isinstance(cell, float) else str(cell) for cell in row]
            + [""] * (8 - len(row))
        )
        for row in rows
    )
    sheet, saved = prepare_sheets({"S": rows}), prepare_text(text + "\n")
    assert [d.name for d in saved.observations.dimensions] == [d.name for d in sheet.observations.dimensions]
    for name in ("obs_value", "variable", "unit", "ref_area", "time_period", "source_row", "source_column"):
        assert list(saved.observations.columns[name]) == list(sheet.observations.columns[name])


def page(sex: str, flag: str) -> Rows:
    """A page of a spreadsheet export with keys and values above and a column of flags behind each year."""
    return [
        ["Data extracted on 31/12/2024 13:32:49 from [ESTAT]"],
        ["Dataset: ", "Asylum applicants [migr_x]"],
        ["Last updated: ", "12/12/2024 23:00"],
        [],
        ["Time frequency", "", "Annual"],
        ["Sex", "", sex],
        ["Unit of measure", "", "Person"],
        [],
        ["TIME", "2019", "", "2020", "", "2021", ""],
        ["GEO (Labels)"],
        ["Belgium", 5.5, "", 6.5, flag, 7, ""],
        ["Germany", 15, "e", 16, "", ":", ""],
        ["France", 25, "", 26, "p", 27, ""],
        [],
        ["Special value"],
        [":", "not available"],
    ]


def test_sheets_that_differ_in_a_constant_are_one_table(prepare_sheets: PrepareSheets) -> None:
    table = prepare_sheets(
        {"Summary": [["Asylum"], ["Contents"]], "Sheet 1": page("Total", "b"), "Sheet 2": page("Males", "")}
    )
    assert [f.code for f in table.findings] == ["stacked-tables"]
    assert len(table.observations) == 18
    assert cells(table, sex="TOTAL", geo_labels="Belgium", time_period="2020", obs_status="B") == ["6.5"]
    assert cells(table, sex="M", geo_labels="Belgium", time_period="2020", source_column="Sheet 2!D") == ["6.5"]
    assert {(v.code, v.unit) for v in table.inspection.variables} == {("Asylum applicants [migr_x]", "Person")}
    sheets = {"Sheet 1": page("Total", "b"), "Sheet 2": page("Males", "")}
    assert len(prepare_sheets(sheets, Recipe(table="Sheet 2")).observations) == 9
    assert len(prepare_sheets(sheets, Recipe(table=table.inspection.chosen)).observations) == 18


def test_a_page_of_eurostat_with_its_keys(shared_data: Path) -> None:
    table = prepare(take(shared_data / "eurostat" / "lfsi_pt_a__custom_14828862_page_spreadsheet.xlsx"))
    assert cells(table, time_period="2009", age="Y15T64", sex="TOTAL", source_column="H") == ["31.7"]
    assert {v.unit for v in table.inspection.variables} == {"Percentage of total employment"}
    assert len(table.observations) == 777
    assert not table.errors


def test_unemployed_by_month_in_an_old_workbook(shared_data: Path) -> None:
    table = prepare(take(shared_data / "genesis" / "13211-0002_2012.xls"))
    columns = table.observations.columns
    keys = zip(columns["ref_area"], columns["time_period"], columns["variable"], strict=True)
    values = dict(zip(keys, columns["obs_value"], strict=True))
    assert values["TOTAL", "2005-03", "Arbeitslose"] == "5266085"
    assert values["TOTAL", "2005-01", "Arbeitslosenquote aller zivilen Erwerbspersonen"] == "12.3"
    assert not table.errors


def test_four_header_rows_of_months_and_sexes(shared_data: Path) -> None:
    table = prepare(take(shared_data / "genesis" / "13211-03ir.xls"))
    assert [d.name for d in table.observations.dimensions] == ["time_period", "sex"]
    assert [cells(table, time_period="2014-01", sex=sex) for sex in ("TOTAL", "M", "F")] == [
        ["54197"],
        ["29674"],
        ["24523"],
    ]
    assert cells(table, time_period="2013-12", sex="TOTAL") == ["51706"]
    assert {(v.code, v.unit) for v in table.inspection.variables} == {("Arbeitslose", "Anzahl")}
    assert not table.errors


MOVES = {
    "jt060124.xls": (112303, 179, 145, 2474, "2005"),
    "jt080125.xls": (114717, 175, 153, 2885, "2007"),
    "jt100138.xls": (114827, 187, 185, 2808, "2009"),
    "jt120145.xlsx": (112884, 204, 137, 2468, "2011"),
    "jt140145.xlsx": (107431, 165, 195, 2266, "2013"),
    "jt160140.xlsx": (112553, 178, 203, 2029, "2015"),
    "jt180142.xlsx": (108880, 157, 184, 1670, "2017"),
    "jt200142.xlsx": (111660, 151, 163, 1913, "2019"),
    "jt220142.xlsx": (125414, 206, 189, 1962, "2021"),
    "jt240142.xlsx": (120703, 150, 134, 1866, "2023"),
}
"""Moves inside Munich: all between the 25 boroughs, from 1 to 2, from 2 to 1, inside 9; and the year of the title."""


@pytest.mark.parametrize("name", MOVES)
def test_moves_between_boroughs_have_an_origin_and_a_destination(shared_data: Path, name: str) -> None:
    table = prepare(take(shared_data / "small-area-muenchen" / name))
    columns = table.observations.columns
    moves = {
        (origin, destination): int(str(value))
        for origin, destination, value in zip(
            columns["ref_area"], columns["counterpart_area"], columns["obs_value"], strict=True
        )
        if str(origin).isdigit() and str(destination).isdigit()
    }
    assert len(moves) == 625
    found = (sum(moves.values()), moves["1", "2"], moves["2", "1"], moves["9", "9"])
    assert (*found, columns["time_period"][0]) == MOVES[name]
    assert not table.errors


def test_a_profile_with_merged_headings_and_boroughs_that_bear_the_name_of_a_district(shared_data: Path) -> None:
    table = prepare(take(shared_data / "small-area-hamburg" / "Daten_fuer_die_Stadtteilprofile_2014.xlsx"))
    area = table.observations.dimensions[0].name
    variables = {v.code.rpartition(", ")[2]: v.code for v in table.inspection.variables}
    found = [
        cells(table, **{area: "St. Pauli"}, variable=variables[name])
        for name in ("Bevölkerung", "Ausländerinnen und Ausländer", "Bevölkerung mit Migrationshintergrund")
    ]
    assert found == [["22392"], ["4987"], ["8125"]]
    borough = {area: "Eimsbüttel", f"{area}_level": "subtotal"}
    assert cells(table, **borough, variable=variables["Bevölkerung"]) == ["252340"]
    assert not table.errors


def test_sub_totals_with_the_name_of_a_part_need_a_proof(prepare_sheets: PrepareSheets) -> None:
    rows: list[list[object]] = [["Gebiet", "Menschen 2020", "Kinder 2020"], ["", "Anzahl", "Anzahl"]]
    rows += [["Nord", 10, 1], ["Ost", 20, 2], ["Süd", 30, 3], ["Ost", 30, 3], ["West", 30, 3], ["Stadt", 60, 6]]
    table = prepare_sheets({"S": rows})
    assert cells(table, ref_area="Ost", ref_area_level="subtotal", variable="Kinder 2020") == ["3"]
    assert not table.errors
    rows[-1] = ["Stadt", 70, 7]
    assert {f.code for f in prepare_sheets({"S": rows}).errors} == {"duplicate-key"}


def test_several_tables_of_a_sheet_are_told_apart(prepare_sheets: PrepareSheets) -> None:
    rows: list[list[object]] = [
        ["Menschen 2020"],
        ["Ort", "Frauen", "Männer", "", "Alter", "Personen"],
        ["A", 1, 2, "", "0-17 Jahre", 3],
        ["B", 3, 4, "", "18-64 Jahre", 4],
        ["C", 5, 6, "", "65 und mehr Jahre", 5],
        [],
        ["Haushalte 2021"],
        ["Ort", "mit Kindern", "ohne Kinder"],
        ["A", 7, 8],
        ["B", 9, 10],
    ]
    table = prepare_sheets({"S": rows})
    assert [(t.name, t.rows, t.columns) for t in table.inspection.tables] == [
        ("S", 3, 2),
        ("S · 2", 3, 1),
        ("S · 3", 2, 2),
    ]
    assert [f.code for f in table.findings if f.severity == "warning"] == ["several-tables"]
    right = prepare_sheets({"S": rows}, Recipe(table="S · 2"))
    assert set(right.observations.columns["source_column"]) == {"F"}
    assert cells(right, age="Y18T64") == ["4"]
    below = prepare_sheets({"S": rows}, Recipe(table="S · 3"))
    assert cells(below, ort="B", time_period="2021") == ["9", "10"]
    assert list(below.observations.columns["source_row"]) == [9, 9, 10, 10]


def test_letters_that_an_old_program_stored_with_a_wrong_sign_are_mended(shared_data: Path) -> None:
    table = prepare(take(shared_data / "genesis" / "13211-0002.xls"))
    assert cells(table, ref_area="TOTAL", time_period="2005-03", variable="Arbeitslose") == ["5266085"]
    assert "mended-encoding" in {f.code for f in table.findings}
    assert not table.errors


def test_a_set_header_cannot_have_no_rows(prepare_text: Callable[..., Prepared], prepare_sheets: PrepareSheets) -> None:
    with pytest.raises(DeclarationError, match="header_rows = 0"):
        prepare_text("Ort;A;B\n;x;y\nN;1;2\n", Recipe(header_rows=0, format="classic"))
    with pytest.raises(DeclarationError, match="header_rows = 0"):
        prepare_sheets({"S": CENSUS["Bevölkerung"]}, Recipe(header_rows=0))
