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
    assert table.inspection.tables == ("Klein", "Gross")
    assert [(f.code, f.data["chosen"]) for f in table.findings] == [("several-tables", "Gross")]
    assert len(prepare_sheets(sheets, Recipe(table="Klein")).observations) == 2
    with pytest.raises(DeclarationError, match="has only: Klein, Gross"):
        prepare_sheets(sheets, Recipe(table="Mittel"))


def test_unemployed_by_month_in_an_old_workbook(shared_data: Path) -> None:
    table = prepare(take(shared_data / "genesis" / "13211-0002_2012.xls"))
    columns = table.observations.columns
    keys = zip(columns["ref_area"], columns["time_period"], columns["variable"], strict=True)
    values = dict(zip(keys, columns["obs_value"], strict=True))
    assert values["TOTAL", "2005-03", "Arbeitslose"] == "5266085"
    assert values["TOTAL", "2005-01", "Arbeitslosenquote aller zivilen Erwerbspersonen"] == "12.3"
    assert not table.errors


def cells(table: Prepared, **codes: str) -> list[str]:
    """The values with these codes, in file order."""
    columns = table.observations.columns
    return [
        str(value)
        for index, value in enumerate(columns["obs_value"])
        if all(str(columns[name][index]) == code for name, code in codes.items())
    ]


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
