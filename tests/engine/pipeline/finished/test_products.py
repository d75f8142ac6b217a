"""The page data of a finished indicator say what its file says: every value, every sign, every decimal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from teilhabe.engine.pipeline.finished.making import make
from teilhabe.release.pages import IndicatorPage, View, from_json

LABOUR = """Year,Units,Country,Region,Sex,Observation status,GeoCode,Value
2015,%,,,,,,7.80
2016,%,,,,Provisional,,7.0
2019,%,,,,,,1234.50
2015,%,England,,,,E92000001,8.1
2015,%,England,North East,,,E12000001,-
2016,%,England,North East,,,E12000001,9.25
2015,%,Wales,,,,W92000004,
2015,%,,,Female,,,6.1
2015,%,,,Male,,,8.9
2015,%,England,,Female,,E92000001,5.5
"""
META = """indicator_name: 'Unemployment, people aged 16 and over'
computation_units: Per cent
national_geographical_coverage: United Kingdom
source_organisation_1: "Office for Examples"
data_start_values:
  - field: Sex
    value: Female
other_info: >-
  First line
  and second line.
"""


def made(folder: Path, content: str = LABOUR, meta: str = "") -> Mapping[str, str]:
    file, about = folder / "indicator_8-5-2.csv", folder / "8-5-2.yml"
    file.write_text(content, encoding="utf-8")
    about.write_text(meta, encoding="utf-8")
    return make("8-5-2", file, about, ())


def page(files: Mapping[str, str], language: str = "de") -> IndicatorPage:
    return from_json(IndicatorPage, files[f"pages/{language}/8-5-2.json"])


def view(shown: IndicatorPage, identifier: str) -> View:
    return next(entry for entry in shown.views if entry.id == identifier)


def rows(shown: View) -> list[tuple[str, ...]]:
    return [(row.head, *(cell.text for cell in row.cells)) for row in shown.table.rows]


def test_the_headline_is_the_newest_value_for_all_together(tmp_path: Path) -> None:
    headline = page(made(tmp_path, meta=META)).headline
    assert headline is not None
    assert (headline.value, headline.unit, headline.period) == ("1.234,50", "%", "2019")
    assert headline.place == "United Kingdom"


def test_the_course_keeps_printed_decimals_and_names_the_gap(tmp_path: Path) -> None:
    over_time = view(page(made(tmp_path)), "time")
    assert rows(over_time) == [("2015", "7,80"), ("2016", "7,0"), ("2019", "1.234,50")]
    assert [row.break_before for row in over_time.table.rows] == ["", "", "Zwischen 2016 und 2019 fehlen Werte."]
    assert over_time.table.rows[1].cells[0].note == "Provisional"
    assert rows(view(page(made(tmp_path), "en"), "time"))[2] == ("2019", "1,234.50")


def test_a_narrower_column_is_shown_with_what_it_lies_in(tmp_path: Path) -> None:
    shown = view(page(made(tmp_path)), "by-region")
    assert shown.table.head == ("Zeitraum", "England, North East")
    assert rows(shown) == [("2015", "–"), ("2016", "9,25")]
    sign = shown.table.rows[0].cells[0]
    assert sign.status == "sign"
    assert "nicht als Null" in sign.note


def test_a_column_is_shown_without_rows_that_other_columns_divide_too(tmp_path: Path) -> None:
    assert rows(view(page(made(tmp_path)), "by-sex")) == [("2015", "6,1", "8,9")]
    assert rows(view(page(made(tmp_path)), "by-country")) == [("2015", "8,1", "")]


def test_what_the_tables_do_not_show_is_said(tmp_path: Path) -> None:
    (note,) = page(made(tmp_path)).reading_notes
    assert note.startswith("Die Tabellen zeigen 9 von 10 Werten.")


def test_the_csv_holds_every_line_of_the_file(tmp_path: Path) -> None:
    found = list(csv.DictReader(io.StringIO(made(tmp_path)["csv/8-5-2.csv"])))
    given = LABOUR.splitlines()
    assert len(found) == len(given) - 1
    for row in found:
        printed = given[int(row["source_row"]) - 1].split(",")
        assert (row["time_period"], row["Country"]) == (printed[0], printed[2])
        assert (row["value"] or row["sign"], row["ref_area"]) == (printed[-1], printed[-2])


def test_the_data_name_dimensions_codes_edges_and_every_value_by_column(tmp_path: Path) -> None:
    data: Any = json.loads(made(tmp_path)["data/8-5-2.json"])
    assert data["dimensions"] == [
        {"name": "Country", "codes": ["England", "Wales"]},
        {"name": "Region", "codes": ["North East"]},
        {"name": "Sex", "codes": ["Female", "Male"]},
    ]
    assert data["edges"] == [{"from": "Country", "to": "Region"}]
    assert data["units"] == ["%"]
    assert {len(column) for column in data["columns"].values()} == {10}
    assert data["headline"] == [2, 3, 4]


def test_texts_about_the_indicator_stand_on_its_page_and_lists_for_programs_do_not(tmp_path: Path) -> None:
    shown = page(made(tmp_path, meta=META))
    assert shown.name == "Unemployment, people aged 16 and over"
    assert dict(shown.definition)["other_info"] == "First line and second line."
    assert "data_start_values" not in dict(shown.definition)
    assert shown.sources[0].publisher == "Office for Examples"


def test_of_a_page_with_front_matter_only_that_is_read(tmp_path: Path) -> None:
    shown = page(made(tmp_path, meta="---\nindicator_name: Poverty\n---\nRemark: none\n"))
    assert dict(shown.definition) == {"indicator_name": "Poverty"}


def test_series_and_units_stand_side_by_side(tmp_path: Path) -> None:
    content = "Year,Series,Units,Value\n2015,Rate,%,5\n2015,People,Number,100\n2016,Rate,%,6\n"
    shown = page(made(tmp_path, content))
    assert view(shown, "time").table.head == ("Zeitraum", "People, Number", "Rate, %")
    assert rows(view(shown, "time")) == [("2015", "100", "5"), ("2016", "", "6")]
    assert shown.headline is not None
    assert (shown.headline.value, shown.headline.note) == ("100", "People")


def test_areas_without_a_column_of_their_own_are_told_apart_by_their_codes(tmp_path: Path) -> None:
    shown = page(made(tmp_path, "Year,GeoCode,Value\n2015,DE1,5\n2015,DE2,6\n"))
    assert shown.headline is None
    assert rows(view(shown, "areas")) == [("2015", "5", "6")]


def test_a_file_in_which_everything_is_divided_has_no_headline(tmp_path: Path) -> None:
    shown = page(made(tmp_path, "Year,Arbeitgeber,Value\n2013,privat,38.3\n2013,gesamt,40.4\n"))
    assert (shown.headline, shown.no_data) == (None, "")
    assert [entry.id for entry in shown.views] == ["by-arbeitgeber"]


def test_many_codes_are_rows_and_stand_in_natural_order(tmp_path: Path) -> None:
    lines = [f"2015,aged {age} to {age + 4},{age}" for age in range(0, 70, 5)]
    shown = view(page(made(tmp_path, "\n".join(["Year,Age,Value", *lines]))), "by-age")
    assert [row.head for row in shown.table.rows][:3] == ["aged 0 to 4", "aged 5 to 9", "aged 10 to 14"]
    assert shown.table.head == ("Age", "2015")


@pytest.mark.parametrize("names", ["Oбласть,Cекс", "Typ,TYP ", "a b,a-b"])
def test_every_view_has_an_id_of_its_own(tmp_path: Path, names: str) -> None:
    shown = page(made(tmp_path, f"Year,{names},Value\n2015,x,,1\n2015,,y,2\n"))
    assert len({entry.id for entry in shown.views}) == 2


def test_a_file_without_values_says_so(tmp_path: Path) -> None:
    shown = page(made(tmp_path, "Year,Value\n"))
    assert shown.views == ()
    assert "enthält keine Werte" in shown.no_data


def test_a_column_named_like_one_of_ours_stays_a_column_of_its_own(tmp_path: Path) -> None:
    found = next(csv.reader(io.StringIO(made(tmp_path, "Year,Status,status,Value\n2015,a,b,1\n")["csv/8-5-2.csv"])))
    assert "status (2)" in found
    assert len(set(found)) == len(found)
