"""A cube from a few rows, for everything that computes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest

from teilhabe.engine.cube.observations import ATTRIBUTES
from teilhabe.engine.cube.query import Cube

Rows = Sequence[dict[str, object]]
CubeMaker = Callable[..., Cube]


@pytest.fixture
def make_cube(tmp_path: Path) -> CubeMaker:
    """Builds a cube of datasets given as keyword arguments, each a list of rows; missing attributes are empty."""

    def make(**datasets: Rows) -> Cube:
        return Cube({name: _parquet(tmp_path / f"{name}.parquet", rows) for name, rows in datasets.items()})

    return make


def _parquet(path: Path, rows: Rows) -> Path:
    names = [*dict.fromkeys(name for row in rows for name in row if name not in ATTRIBUTES), *ATTRIBUTES]
    full = [_full(names, row, number) for number, row in enumerate(rows, 2)]
    types = {"obs_value": "DOUBLE", "source_row": "INTEGER"}
    columns = ", ".join(f"{name}::{types.get(name, 'VARCHAR')} AS {name}" for name in names)
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE t AS SELECT {columns} FROM (SELECT unnest($1, recursive := true))", [full])
    connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path


def _full(names: list[str], row: dict[str, object], number: int) -> dict[str, object]:
    given = {"variable": "population", "obs_status": "A", "source_column": "C", "source_row": number, **row}
    return {name: given.get(name) for name in names}
