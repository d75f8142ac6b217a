"""CSV files of counts: read without guessing, written back with every row in its place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from teilhabe.engine.disclosure.count_files import (
    Columns,
    CountFile,
    marked,
    read_count_file,
    table_of,
    unprotected_numbers,
)
from teilhabe.engine.disclosure.protected_files import protected_text
from teilhabe.engine.disclosure.tables import TOTAL
from teilhabe.errors import InputError

AB = Columns(("a", "b"), "n")


def file(folder: Path, text: str | bytes, name: str = "t.csv") -> CountFile:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_count_file(path)


@pytest.mark.parametrize(
    "text",
    [
        "a,b,n\nx,1,4\ny,2,1.5\n",
        "\ufeffa;b;n\r\nx;1;4\r\n\r\ny;2;1,5\r\n",
        "a\tb\tn\nx\t1\t4,0\ny\t2\t1.5",
        'a,b,n\n"x","1","4"\ny,2,"1,5"\n',
    ],
)
def test_common_ways_of_writing_a_table_are_read_alike(tmp_path: Path, text: str) -> None:
    table, notes = table_of(file(tmp_path, text), AB)
    assert table.codes == (("x", "1"), ("y", "2"))
    assert table.values.tolist() == [4, 1.5]
    assert notes == ()


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    found = file(tmp_path, 'a,b,n\n"x\nx",1,4\n\ny,2,5\n')
    assert found.lines == (2, 5)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no rows"),
        ("a,b,n\n", "no rows"),
        ("a,b\nx,1\n", "no column “n”; there are a, b"),
        ("a,a,n\nx,1,2\n", "stands there twice"),
        ("a,b,n\nx,1\n", "line 2: there are 2 entries below 3 headings"),
        ("a,b,n\nx,1,4\nx,1,5\n", "line 3: the cell (a=x, b=1) stands in line 2 already"),
        ("a,b,n\nx,,4\n", "line 2: “b” is empty"),
        ("a,b,n\nx,1,\n", "line 2: “” is no number"),
        ("a,b,n\nx,1,-\n", "“-” is no number"),
        ("a,b,n\nx,1,nan\n", "“nan” is no number"),
        ("a,b,n\nx,1,1e5\n", "“1e5” is no number"),
        ("a;b;n\nx;1;1.234\n", "can mean two things"),
        ("a,b,n,conf_status\nx,1,,C\n", "hidden already"),
        (b"a,b,n\nS\xfcd,1,2\n", "no text in UTF-8"),
        ('a,b,n\n"x,1,2\n', "breaks off"),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused(tmp_path: Path, text: str | bytes, reason: str) -> None:
    with pytest.raises(InputError) as refusal:
        table_of(file(tmp_path, text), AB)
    assert reason in refusal.value.text.en


def test_totals_by_another_name_are_recognised_and_told(tmp_path: Path) -> None:
    table, notes = table_of(file(tmp_path, "a,b,n\nx,1,4\nInsgesamt,1,4\n"), AB)
    assert table.codes == (("x", "1"), (TOTAL, "1"))
    assert "“Insgesamt” in “a” is TOTAL" in notes[0].en


@pytest.mark.parametrize("codes", [("TOTAL", "Summe"), ("Summe", "Alle")])
def test_nothing_is_taken_for_a_total_where_it_may_be_none(tmp_path: Path, codes: tuple[str, str]) -> None:
    table, notes = table_of(file(tmp_path, f"a,b,n\n{codes[0]},1,4\n{codes[1]},1,4\n"), AB)
    assert {code for code, _ in table.codes} == set(codes)
    assert notes == ()


def test_totals_can_be_declared_or_follow_from_the_hierarchy(tmp_path: Path) -> None:
    text = "a,b,n\nx,1,4\nStadt,1,4\n"
    for columns in (
        Columns(("a", "b"), "n", total_words=frozenset({"Stadt"})),
        Columns(("a", "b"), "n", roots={"a": "Stadt"}),
    ):
        assert table_of(file(tmp_path, text), columns)[0].codes[1] == (TOTAL, "1")


def test_what_was_hidden_before_is_unknown(tmp_path: Path) -> None:
    table, _ = table_of(file(tmp_path, "a,b,n,conf_status\nx,1,,C\ny,1,5,F\n"), AB, is_protected=True)
    assert np.isnan(table.values).tolist() == [True, False]


def test_the_largest_contributors_must_fit_their_sum(tmp_path: Path) -> None:
    columns = Columns(("a",), "euro", largest=("first", "second"))
    good = file(tmp_path, "a,euro,first,second\nx,10,6,4\n")
    assert table_of(good, columns)[0].largest is not None
    for row in ("x,10,4,6", "x,10,8,4", "x,10,8,-1"):
        with pytest.raises(InputError, match="must descend"):
            table_of(file(tmp_path, f"a,euro,first,second\n{row}\n"), columns)


def test_every_row_stays_in_its_place_with_its_other_columns(tmp_path: Path) -> None:
    found = file(tmp_path, '\ufeffnote;a;b;n;first\n"one; two";x;1;4;3\n ;y;2;1,5;1\n')
    written = protected_text(found, Columns(("a", "b"), "n", largest=("first",)), np.array([True, False]))
    assert written == '\ufeffnote;a;b;n;conf_status\n"one; two";x;1;;C\n ;y;2;1,5;F\n'


def test_a_status_that_was_there_is_renewed(tmp_path: Path) -> None:
    found = file(tmp_path, "a,b,conf_status,n\nx,1,F,4\n")
    assert protected_text(found, AB, np.array([True])) == "a,b,n,conf_status\nx,1,,C\n"


def test_marks_stand_in_a_column_or_in_a_file(tmp_path: Path) -> None:
    found = file(tmp_path, "a,b,n,keep\nx,1,4,ja\ny,Total,5,\n")
    table, _ = table_of(found, AB)
    listed = tmp_path / "keep.csv"
    listed.write_text("b,a\nTotal,y\n", encoding="utf-8")
    assert marked(found, table, "keep").tolist() == [True, False]
    assert marked(found, table, str(listed)).tolist() == [False, True]
    listed.write_text("b,a\n7,y\n", encoding="utf-8")
    for mark in (str(listed), "nowhere"):
        with pytest.raises(InputError):
            marked(found, table, mark)


def test_figures_in_other_columns_are_noticed(tmp_path: Path) -> None:
    found = file(tmp_path, 'a,b,n,share,name\nx,1,4,"2,5",q\ny,2,5,7,r\n')
    assert unprotected_numbers(found, AB) == ("share",)
