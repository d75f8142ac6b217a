"""What is odd is named and counted; what cannot be counted stops the count, with column and line."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from tests.engine.preparation.persons.conftest import HEADER, MAPPING, Cells, Count, Rows, mapping

from teilhabe.errors import InputError

GOOD = "2024-12-31;1990-01-01;w;000;;1;000;;;HW"


def test_few_unknown_codes_are_counted_as_unknown_and_named(write: Rows, count: Count, cells: Cells) -> None:
    odd = "2024-12-31;1990-01-01;z;138;;1;000;;;HW"  # 138: Yugoslavia, which no longer exists
    counted = count(write(*(f"{i};{GOOD}" for i in range(99)), f"x;{odd}"))
    assert {finding.severity for finding in counted.findings} == {"warning"}
    texts = " ".join(finding.text.de for finding in counted.findings)
    assert "Spalte sex: 1 Zeile mit unbekanntem Code, nämlich „z“ (1)" in texts
    assert "Spalte s1: 1 Zeile mit unbekanntem Code, nämlich „138“ (1)" in texts
    assert ("UNKNOWN", "UNKNOWN", 1) in cells("sex", "citizenship")


def test_many_unknown_codes_say_that_the_column_is_declared_wrongly(write: Rows, count: Count, tmp_path: Path) -> None:
    counted = count(write(f"a;{GOOD}", f"b;{GOOD.replace(';w;', ';2;')}"))
    (finding,) = counted.findings
    assert (finding.code, finding.severity, finding.row, finding.column) == ("unknown-code", "error", 3, "sex")
    assert not (tmp_path / "out.parquet").exists()


def test_codes_of_the_city_go_before_ours(write: Rows, count: Count, cells: Cells) -> None:
    declared = MAPPING.replace('sex = "sex"', 'sex = { column = "sex", codes = { 1 = "M", 2 = "F" } }')
    declared = declared.replace('["s1", "s2"]', '{ columns = ["s1", "s2"], codes = { 138 = "OTHER", D = "DE" } }')
    file = write("a;2024-12-31;1990-01-01;2;138;;1;000;;;HW", "b;2024-12-31;1990-01-01;1;D;;1;000;;;HW")
    assert count(file, declared=mapping(declared)).findings == ()
    assert cells("sex", "citizenship") == [("F", "OTHER", 1), ("M", "DE", 1)]


def test_a_person_without_a_known_area_is_never_lost(write: Rows, count: Count, cells: Cells) -> None:
    odd = (GOOD.replace(";1;000", ";9;000"), GOOD.replace(";1;000", ";;000"))
    file = write(*(f"{i};{row}" for i, row in enumerate((GOOD, *odd, *[GOOD] * 37))))
    counted = count(file)
    assert {(finding.severity, finding.row) for finding in counted.findings} == {("error", 3), ("error", 4)}
    declared = mapping(MAPPING.replace('ref_area = "bezirk"', 'ref_area = { column = "bezirk", unknown = "2" }'))
    assert {finding.severity for finding in count(file, declared=declared).findings} == {"warning"}
    assert cells("ref_area") == [("1", 38), ("2", 2)]


def test_days_of_birth_are_never_repeated_in_a_finding(write: Rows, count: Count) -> None:
    (finding,) = count(write(f"a;{GOOD.replace('1990-01-01', '1990-13-45')}")).findings
    assert "1990" not in finding.text.de + finding.text.en
    assert finding.code == "impossible-date"


def test_a_reference_date_must_be_a_whole_day(write: Rows, count: Count) -> None:
    (finding,) = count(write(f"a;{GOOD.replace('2024-12-31', '2024')}")).findings
    assert (finding.severity, finding.row, finding.column) == ("error", 2, "stichtag")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "leer"),
        ("nr;stichtag;geb\na;b;c\n", "Zeile 1: Es fehlt: bezirk, s1, s2"),
        (f"{HEADER}\na;{GOOD}\nb;{GOOD};mehr\n", "Zeile 3"),
        (f"{HEADER}\na;{GOOD}\nb;zu wenig\n", "Zeile 3"),
        (f'{HEADER}\na;{GOOD}\n"b;{GOOD}\n', "Zeile 3"),
        (f"{HEADER};sex\na;{GOOD};w\n", "Zeile 1: Die Spalte sex kommt mehrmals vor"),
        (f"{HEADER}\n", "niemand"),
        (f"{HEADER}\na;{GOOD.replace('HW', 'NW')}\n", "niemand"),
        ("PK\x03\x04 workbook", "Arbeitsmappen"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_one_sentence(
    tmp_path: Path, count: Count, content: str, expected: str
) -> None:
    path = tmp_path / "register.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        count(path)
    assert expected in caught.value.text.de
    assert "1990" not in caught.value.text.de
    assert not (tmp_path / "out.parquet").exists()


def test_a_column_that_differs_in_every_row_is_declared_wrongly(
    write: Rows, count: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teilhabe.engine.preparation.persons.counting.MOST_DIFFERENT", 50)
    declared = mapping(MAPPING.replace('sex = "sex"', 'sex = "nr"').replace('id = "nr"', ""))
    with pytest.raises(InputError, match="differs in nearly every row"):
        count(write(*(f"{i};{GOOD}" for i in range(60))), declared=declared)


def test_a_reference_date_in_two_files_is_refused(write: Rows, count: Count) -> None:
    with pytest.raises(InputError, match="2024-12-31 stands in another file"):
        count(write(f"a;{GOOD}", name="a.csv"), write(f"b;{GOOD}", name="b.csv"))


def test_lines_above_the_header_and_other_delimiters_are_read(tmp_path: Path, count: Count) -> None:
    path = tmp_path / "register.txt"
    lines = ["Auszug aus dem Melderegister", "", HEADER.replace(";", "\t"), f"a;{GOOD}".replace(";", "\t")]
    path.write_text("\r\n".join([*lines, ""]), encoding="utf-8")
    assert count(path).persons == 1


def test_parquet_with_types_is_read_like_text(tmp_path: Path, count: Count, cells: Cells) -> None:
    path = tmp_path / "register.parquet"
    duckdb.execute(
        "COPY (SELECT 7 AS nr, DATE '2024-12-31' AS stichtag, DATE '1990-05-01' AS geb, 'w' AS sex, '475' AS s1, "
        "NULL AS s2, 1 AS bezirk, '475' AS gebland, TIMESTAMP '2022-01-01 08:00:00' AS zuzug, "
        "NULL AS status, 'HW' AS wohnung) "
        f"TO '{path}' (FORMAT parquet)"
    )
    assert count(path).findings == ()
    assert cells("ref_area", "age", "citizenship") == [("1", "Y34", "A8", 1)]
    assert cells("stay", variable="population_by_stay") == [("Y_LT5", 1)]


def test_a_damaged_parquet_file_is_refused(tmp_path: Path, count: Count) -> None:
    path = tmp_path / "register.parquet"
    path.write_bytes(b"PAR1 and nothing else")
    with pytest.raises(InputError, match="damaged"):
        count(path)
