from __future__ import annotations

import pytest

from teilhabe.engine.preparation.reading.grid import (
    column_letter,
    cut,
    cut_columns,
    ends_inside_quotes,
    recognise_delimiter,
    without_declaration,
)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ";"),
        ("a,b,c\n1.5,2.5,3.5\n", ","),
        ("a\tb\n1,5\t2;5\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ('"a;b",c\n"d;e",f\n', ","),
        ("Tabelle: 1\nTitel, mit Komma;;\n;x;y\nA, Stadt;1;2\nB, Stadt;1;2\n", ";"),
        ("one column only\n1\n", ";"),
    ],
)
def test_the_delimiter_is_the_one_most_lines_agree_on(text: str, delimiter: str) -> None:
    assert recognise_delimiter(text) == delimiter


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_a_spreadsheet(index: int, letter: str) -> None:
    assert column_letter(index) == letter


def test_records_know_their_physical_line() -> None:
    grid = cut("t.csv", 'a;b\n\n"x\ny";1\nz;2\n', ";")
    assert list(grid.records) == [["a", "b"], [], ["x\ny", "1"], ["z", "2"]]
    assert list(grid.lines) == [1, 2, 3, 5]


def test_columns_leave_out_blank_lines_and_fill_short_rows() -> None:
    sheet = cut_columns("t.csv", "a;b;\n1;2;\n\n3\n4;5;\n", ";")
    assert sheet.header == ("a", "b", "")
    assert [list(column) for column in sheet.columns[:2]] == [["1", "3", "4"], ["2", "", "5"]]
    assert (list(sheet.lines), sheet.uneven) == ([2, 4, 5], ((4, 1),))


def test_several_header_rows_are_joined() -> None:
    sheet = cut_columns("t.csv", 'Ort;Kinder;Kinder\n;"unter\n3";3 bis 5\nA;1;2\n', ";", header_rows=2)
    assert sheet.header == ("Ort", "Kinder unter 3", "Kinder 3 bis 5")
    assert list(sheet.lines) == [4]


def test_a_declared_delimiter_is_believed_and_keeps_the_line_numbers() -> None:
    assert without_declaration("sep=|\na|b\n") == ("\na|b\n", "|")
    assert without_declaration("a;b\n") == ("a;b\n", None)


def test_a_file_that_ends_in_an_open_quote_is_seen() -> None:
    assert ends_inside_quotes('a;b\n"open\nand on')
    assert not ends_inside_quotes('a;b\n"closed\n";1\n')
    assert not ends_inside_quotes('a;5" pipe\n1;2\n'.replace('5"', "5"))
