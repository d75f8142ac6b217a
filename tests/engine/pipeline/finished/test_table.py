"""A file of a finished indicator is read as it stands, or refused in one sentence that names file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from teilhabe.engine.pipeline.finished.table import Table, read_table
from teilhabe.engine.sources.snapshot import take
from teilhabe.errors import InputError


def table(folder: Path, content: str, *attributes: str, encoding: str = "utf-8") -> Table:
    path = folder / "indicator_1-1-1.csv"
    path.write_bytes(content.encode(encoding))
    return read_table("1-1-1", take(path), attributes)


def test_every_value_keeps_its_decimals_its_line_and_its_place(tmp_path: Path) -> None:
    found = table(tmp_path, "Year,Units,Sex,Value\n2016,%,,7.80\n2015,%,,6.5\n2015,%,Female,6.16\n")
    assert found.dimensions == ("Sex",)
    assert [(row.period, row.codes, row.text, row.unit, row.line) for row in found.rows] == [
        ("2015", ("",), "6.5", "%", 3),
        ("2016", ("",), "7.80", "%", 2),
        ("2015", ("Female",), "6.16", "%", 4),
    ]


@pytest.mark.parametrize(
    ("printed", "text", "status", "sign"),
    [
        ("12", "12", "value", ""),
        ("-0.5", "-0.5", "value", ""),
        ("−3", "-3", "value", ""),
        ("1.2e-5", "1.2e-5", "value", ""),
        ("", "", "missing", ""),
        ("NaN", "", "missing", "NaN"),
        ("-", "", "sign", "-"),
        (".", "", "sign", "."),
        ("/", "", "sign", "/"),
        ("x", "", "sign", "x"),
    ],
)
def test_a_sign_stays_a_sign_and_nothing_becomes_a_zero(
    tmp_path: Path, printed: str, text: str, status: str, sign: str
) -> None:
    (row,) = table(tmp_path, f"Year,Value\n2015,{printed}\n").rows
    assert (row.text, row.status, row.sign) == (text, status, sign)


def test_german_files_with_semicolons_and_decimal_commas_are_read(tmp_path: Path) -> None:
    found = table(tmp_path, "Jahr;Einheit;Träger;Wert\n2015;%;öffentlich;17,80\n", encoding="cp1252")
    (row,) = found.rows
    assert (found.dimensions, row.codes, row.unit, row.text) == (("Träger",), ("öffentlich",), "%", "17.80")


def test_names_of_sdmx_are_known_and_attributes_divide_nobody(tmp_path: Path) -> None:
    found = table(tmp_path, "TIME_PERIOD,SERIES,REF_AREA,SEX,OBS_STATUS,OBS_VALUE,UNIT_MEASURE\n2015,A,DE,,P,3,PT\n")
    (row,) = found.rows
    assert (found.dimensions, found.attributes) == (("SEX",), ("OBS_STATUS",))
    assert (row.series, row.area, row.unit, row.attributes) == ("A", "DE", "PT", ("P",))


def test_a_column_that_is_named_as_an_attribute_is_one(tmp_path: Path) -> None:
    found = table(tmp_path, "Year,Kind of estimate,Value\n2015,modelled,3\n", "kind of estimate")
    assert (found.dimensions, found.attributes) == ((), ("Kind of estimate",))


def test_periods_of_any_writing_are_read(tmp_path: Path) -> None:
    found = table(tmp_path, "Year,Value\n2015,1\n2016.0,1\n2016/17,1\n2018-06-30,1\n")
    assert sorted(row.period for row in found.rows) == ["2015", "2016", "2016/2017", "2018-06-30"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Year,Series,Group,Value\n2024,A,Foreign,19\n2025,A,Foreign,17,8\n", r"line 3: 5 cells instead of 4"),
        ("Year,Value\n2015,1\n2016\n", r"line 3: 1 cells instead of 2"),
        ("Year,Sex,Value\n2015,,about 5\n", r"line 2: the value “about 5” is neither a number nor a known sign"),
        ('Year,Value\n2015,"1,234.5"\n', r"line 2: the value “1,234.5”"),
        ("Year,Value\n2015,1\n\nsoon,2\n", r"line 4: “soon” is neither a year"),
        ("Year,Sex\n2015,F\n", r"line 1: the column “Value” is missing; there are: Year, Sex"),
        ("Sex,Value\nF,3\n", r"line 1: the column “Year” is missing"),
        ("Year,Jahr,Value\n2015,2015,3\n", r"line 1: several columns could be “Year”"),
        ("Year,Sex,Sex,Value\n2015,,,3\n", r"line 1: column 3 stands twice: “Sex”"),
        ("Year,,Value\n2015,,3\n", r"line 1: column 2 has no name"),
        ("Year,Sex,Value\n2015,F,3\n2015,F,4\n", r"line 3: it gives another value for the same thing than line 2"),
        ('Year,Sex,Value\n2015,"F,3\n2016,F,4\n', r"line 2: it cannot be cut into cells"),
    ],
)
def test_a_faulty_file_is_refused_with_file_and_line(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(InputError, match=rf"indicator_1-1-1\.csv, {words}"):
        table(tmp_path, content)


def test_lines_that_say_the_same_again_are_kept_and_counted(tmp_path: Path) -> None:
    found = table(tmp_path, "Year,Sex,Value\n2015,F,3\n2015,F,3\n")
    assert (len(found.rows), found.repeated) == (2, (3,))


def test_the_order_of_the_lines_makes_no_difference_but_to_their_numbers(tmp_path: Path) -> None:
    lines = ["2015,,3", "2016,,4", "2015,F,5", "2016,M,6"]
    one = table(tmp_path, "\n".join(["Year,Sex,Value", *lines]))
    other = table(tmp_path, "\n".join(["Year,Sex,Value", *reversed(lines)]))
    assert [row[:-1] for row in one.rows] == [row[:-1] for row in other.rows]
