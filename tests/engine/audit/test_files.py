"""Protected tables are read as a stranger reads them."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest

from teilhabe.engine.audit.files import Line, label, number, read_table
from teilhabe.errors import InputError


def lines(folder: Path, text: str, dimensions: tuple[str, ...] = ("place", "sex")) -> list[Line]:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return read_table(path, dimensions, "n")[1]


def intervals(folder: Path, *values: str) -> list[tuple[float, float]]:
    rows = "".join(f"{position};F;{value};F\n" for position, value in enumerate(values))
    return [(line.low, line.high) for line in lines(folder, f"place;sex;n;conf_status\n{rows}")]


def test_totals_by_any_usual_name_are_no_code(tmp_path: Path) -> None:
    (first, second) = lines(tmp_path, "place,sex,n\nA,TOTAL,5\nInsgesamt,F,7\n")
    assert (first.key, second.key) == (frozenset({("place", "A")}), frozenset({("sex", "F")}))


@pytest.mark.parametrize("sign", ["", " ", "x", "•", "*", ".", "...", "/", ":", "NA"])
def test_signs_of_secrecy_tell_nothing(tmp_path: Path, sign: str) -> None:
    assert intervals(tmp_path, sign) == [(0, inf)]


def test_a_dash_is_exactly_nothing_and_a_comma_is_a_decimal_one(tmp_path: Path) -> None:
    assert intervals(tmp_path, "-", "12", "12,5", "-3") == [(0, 0), (12, 12), (12.5, 12.5), (-3, -3)]


def test_a_told_range_is_information(tmp_path: Path) -> None:
    assert intervals(tmp_path, "<3", "<= 3", "1-2", "1–5") == [(0, 2), (0, 3), (1, 2), (1, 5)]


def test_a_figure_that_is_marked_as_hidden_and_stands_there_is_told(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, "place,sex,n,conf_status\nA,F,2,C\n")
    assert (line.low, line.high, line.hidden) == (2, 2, True)


def test_a_byte_order_mark_and_quotes_do_no_harm(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, '\ufeffplace;sex;n\n"A; B";"F";"7"\n')
    assert dict(line.key)["place"] == "A; B"


def test_only_the_dimensions_that_a_file_has_are_its_own(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("place,n\nA,5\n", encoding="utf-8")
    assert read_table(path, ("place", "sex"), "n")[0] == ("place",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no header"),
        ("place,sex,count\nA,F,1\n", "no column n"),
        ("ort,n\nA,1\n", "no column place, sex"),
        ("place,sex,n\nA,F,one\n", "line 2: 'one' is no number"),
        ("place,sex,n\nA,F,inf\n", "line 2: 'inf' is no number"),
        ("place,sex,n\nA,F,1.234.567\n", "no number"),
        ("place,sex,n\n,F,1\n", "line 2: the code in column place is missing"),
        ("place,sex,n\nA\n", "line 2: the code in column sex is missing"),
        ("place,sex,n\nA,F,1\nA,F,1\n", "line 3: this cell stands in line 2 already"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        lines(tmp_path, text)


def test_a_file_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(b"\xff\xfe\x00\x81")
    for name in ("picture.csv", "nowhere.csv"):
        with pytest.raises(InputError, match=name):
            read_table(tmp_path / name, ("a",), "n")


def test_a_cell_is_named_by_its_codes_in_the_order_asked_for() -> None:
    assert label(frozenset({("sex", "F"), ("place", "A")}), ("place", "sex")) == "place=A · sex=F"
    assert label(frozenset(), ("place", "sex")) == "TOTAL"


def test_numbers_are_read_to_the_last_digit() -> None:
    assert [number(Path("t"), 1, text) for text in ("0.10", "1e3", ".5", "+7")] == [0.1, 1000, 0.5, 7]
