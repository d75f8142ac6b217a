from __future__ import annotations

import io
import random
from pathlib import Path

import duckdb
import pytest

from teilhabe.engine.cube.observations import ATTRIBUTES, Cell, Dimension, Observations
from teilhabe.engine.cube.store import atomic_path, write_csv, write_parquet


def _observations(count: int = 500, seed: int = 1) -> Observations:
    rows = list(range(count))
    random.Random(seed).shuffle(rows)
    columns: dict[str, list[Cell]] = {name: [None] * count for name in ATTRIBUTES}
    columns |= {
        "ref_area": [f"{row % 7:02d}" for row in rows],
        "sex": [("M", "F", "TOTAL")[row % 3] for row in rows],
        "variable": ["population"] * count,
        "unit": ["persons"] * count,
        "obs_value": [None if row % 11 == 0 else f"{row}.50" for row in rows],
        "source_sign": ["-" if row % 11 == 0 else None for row in rows],
        "snapshot": ['a,"b'] * count,
        "source_row": [row + 2 for row in rows],
        "source_column": ["C"] * count,
    }
    return Observations((Dimension("ref_area", "Gebiet", {"00": "Null"}), Dimension("sex", "Geschlecht")), columns)


def _csv(observations: Observations, **options: object) -> str:
    stream = io.StringIO()
    write_csv(observations, stream, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def test_csv_has_the_columns_of_the_contract_in_order() -> None:
    assert _csv(_observations()).splitlines()[0] == ",".join(("ref_area", "sex", *ATTRIBUTES))


def test_the_order_of_the_file_does_not_depend_on_the_order_of_the_observations() -> None:
    assert _csv(_observations(seed=1)) == _csv(_observations(seed=2))


def test_rows_are_ordered_by_dimensions_then_by_their_place_in_the_source() -> None:
    lines = [line.split(",") for line in _csv(_observations()).splitlines()[1:]]
    keys = [(line[0], line[1], int(line[-2])) for line in lines]
    assert keys == sorted(keys)


def test_numbers_keep_their_decimals_and_missing_cells_stay_empty() -> None:
    text = _csv(_observations())
    assert ",9.50," in text
    assert "None" not in text


def test_labels_stand_in_columns_of_their_own() -> None:
    lines = _csv(_observations(), labels={"ref_area": {"00": "Null, mit Komma"}}).splitlines()
    assert lines[0].endswith(",ref_area_label")
    assert lines[1].endswith(',"Null, mit Komma"')


def test_parquet_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    for number, seed in enumerate((1, 1, 2)):
        write_parquet(_observations(5000, seed), tmp_path / f"{number}.parquet")
    contents = [(tmp_path / f"{number}.parquet").read_bytes() for number in range(3)]
    assert contents[0] == contents[1] == contents[2]


def test_parquet_holds_numbers_rows_and_texts_as_such(tmp_path: Path) -> None:
    path = tmp_path / "cube.parquet"
    write_parquet(_observations(), path)
    with duckdb.connect() as connection:
        described = connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
        kinds = {row[0]: row[1] for row in described}
        area, value, sign = (
            connection.execute(f"SELECT ref_area, obs_value, snapshot FROM '{path}' WHERE source_row = 3").fetchone()
            or ()
        )
    assert (kinds["obs_value"], kinds["source_row"], kinds["ref_area"]) == ("DOUBLE", "INTEGER", "VARCHAR")
    assert (area, value, sign) == ("01", 1.5, 'a,"b')


def test_a_file_appears_complete_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")

    def fail_half_way() -> None:
        with atomic_path(target) as part:
            part.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
