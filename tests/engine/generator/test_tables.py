from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from teilhabe.engine.generator.tables import Table, table, with_column, without, write

AXES = (("sex", ("M", "X")), ("age", ("Y0", "Y1")))
COUNTS = np.array([[3, 0], [0, 1]])


def test_rows_stand_in_the_order_of_the_codes() -> None:
    assert table("t.csv", AXES, COUNTS).columns == {
        "sex": ["M", "M", "X", "X"],
        "age": ["Y0", "Y1", "Y0", "Y1"],
        "obs_value": ["3", "0", "0", "1"],
    }


def test_zeros_are_left_out_on_request() -> None:
    assert table("t.csv", AXES, COUNTS, keep_zeros=False).columns["obs_value"] == ["3", "1"]


def test_zeros_of_one_code_are_left_out_on_request() -> None:
    assert without(table("t.csv", AXES, COUNTS), sex="X").columns["obs_value"] == ["3", "0", "1"]


def test_a_derived_column_follows_its_source() -> None:
    derived = with_column(table("t.csv", AXES, COUNTS), "unit", "sex", {"M": "persons", "X": "places"})
    assert derived.columns["unit"] == ["persons", "persons", "places", "places"]


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = write(table("t.csv", AXES, COUNTS, keep_zeros=False), tmp_path)
    assert path.read_bytes() == b"sex,age,obs_value\nM,Y0,3\nX,Y1,1\n"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_written_under_the_final_name_when_columns_do_not_fit(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zip"):
        write(Table("t.csv", {"a": ["1", "2"], "obs_value": ["1"]}), tmp_path)
    assert list(tmp_path.iterdir()) == []
