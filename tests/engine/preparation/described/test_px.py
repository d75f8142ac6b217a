"""PX: languages, periods, signs, keys, and files that end too early."""

from __future__ import annotations

import pytest

from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import UnreadableFile

HEAD = """CHARSET="ANSI";
AXIS-VERSION="2013";
LANGUAGE="en";
LANGUAGES="en","de";
MATRIX="KURSE";
TITLE="Courses by district "
"and quarter";
TITLE[de]="Kurse nach Bezirk";
STUB="district";
STUB[de]="Bezirk";
HEADING="quarter","measure";
HEADING[de]="Quartal","Merkmal";
CONTVARIABLE="measure";
VALUES("district")="all districts","North; upper","South";
VALUES[de]("Bezirk")="Alle Bezirke","Nord","Süd";
CODES("district")="0","1","2";
ELIMINATION("district")="all districts";
MAP("district")="districts";
VALUES("quarter")="2023K3","2023K4";
VALUES[de]("Quartal")="2023K3","2023K4";
TIMEVAL("quarter")=TLIST(Q1),"20233","20234";
VALUES("measure")="participants","cost";
VALUES[de]("Merkmal")="Teilnehmende","Kosten";
CODES("measure")="PART","COST";
UNITS("participants")="persons";
UNITS("cost")="1000 euros";
LAST-UPDATED="20240501 09:00";
NOTE[de]="Nur geförderte Kurse.";
DATASYMBOL2="confidential";
"""
DATA = 'DATA=\n30 1.5 40 2.0\n10 0.5 "." "-"\n20 1.0 ".." "...";\n'


def _prepare(text: str) -> Prepared:
    return prepare(Snapshot("table.px", "0" * 64, text.encode("cp1252")))


def test_codes_periods_and_units_come_from_the_keywords() -> None:
    columns = _prepare(HEAD + DATA).observations.columns
    assert list(columns["ref_area"]) == ["TOTAL"] * 4 + ["1"] * 4 + ["2"] * 4
    assert list(columns["time_period"]) == ["2023-Q3", "2023-Q3", "2023-Q4", "2023-Q4"] * 3
    assert list(columns["variable"]) == ["PART", "COST"] * 6
    assert list(columns["unit"]) == ["persons", "1000 euros"] * 6


def test_signs_stay_signs() -> None:
    columns = _prepare(HEAD + DATA).observations.columns
    assert list(columns["obs_value"])[4:] == ["10", "0.5", None, None, "20", "1.0", None, None]
    assert list(columns["source_sign"])[6:8] == [".", "-"]
    assert list(columns["obs_status"])[6:] == ["O", "A", "A", "A", "Q", "O"]
    assert list(columns["conf_status"])[10] == "C"


def test_every_figure_knows_its_line_and_place() -> None:
    columns = _prepare(HEAD + DATA).observations.columns
    first = HEAD.count("\n") + 2
    assert list(columns["source_row"])[:5] == [first] * 4 + [first + 1]
    assert list(columns["source_column"])[:5] == ["A", "B", "C", "D", "A"]


def test_german_goes_before_the_default_language() -> None:
    prepared = _prepare(HEAD + DATA)
    assert prepared.inspection.title == "Kurse nach Bezirk"
    assert prepared.inspection.footers == ("Nur geförderte Kurse.",)
    assert prepared.inspection.stand == "Stand: 2024-05-01 09:00"
    area = next(dimension for dimension in prepared.inspection.dimensions if dimension.name == "ref_area")
    assert area.codes == {"TOTAL": "Alle Bezirke", "1": "Nord", "2": "Süd"}
    assert {variable.code: variable.label for variable in prepared.inspection.variables} == {
        "PART": "Teilnehmende",
        "COST": "Kosten",
    }


def test_rows_with_keys_need_not_be_complete_or_in_order() -> None:
    keyed = 'KEYS("district")=CODES;\nDATA=\n"2",1 2 3 4\n"0",5 6 7 8;\n'
    columns = _prepare(HEAD + keyed).observations.columns
    assert list(columns["ref_area"]) == ["2"] * 4 + ["TOTAL"] * 4
    assert list(columns["obs_value"]) == [str(number) for number in range(1, 9)]


def test_a_file_that_ends_too_early_is_an_error_and_keeps_what_it_has() -> None:
    prepared = _prepare(HEAD + DATA[: DATA.index('"."')])
    assert [finding.code for finding in prepared.errors] == ["truncated"]
    assert list(prepared.observations.columns["obs_value"]) == ["30", "1.5", "40", "2.0", "10", "0.5"]


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD + "DATA=\n;\n",
        HEAD[: HEAD.index("VALUES")],
        HEAD + DATA.replace(";", " 5;"),
        HEAD.replace('CODES("district")="0","1","2"', 'CODES("district")="0","1"') + DATA,
        HEAD.replace('STUB="district";', "").replace('HEADING="quarter","measure";', "") + DATA,
        HEAD + 'KEYS("district")=CODES;\nDATA=\n"7",1 2 3 4;\n',
        HEAD + 'KEYS("district")=CODES;\nDATA=\n"1",1 2 3\n"2",1 2 3 4;\n',
        HEAD + 'KEYS("district")=CODES;\nDATA=\n"1",1 2 3 4 5\n"2",1 2 3 4;\n',
    ],
)
def test_a_file_that_contradicts_itself_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"table\.px"):
        _prepare(text)


def test_a_decimal_comma_is_no_delimiter() -> None:
    values = list(_prepare(HEAD + DATA.replace(".5", ",5").replace(".0", ",0")).observations.columns["obs_value"])
    assert values[:6] == ["30", "1.5", "40", "2.0", "10", "0.5"]
