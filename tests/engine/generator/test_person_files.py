"""An invented register as a file: the same bytes again, and labelled as invented on every row."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb

from teilhabe.engine.generator.person_files import COLUMNS, NOTICE, write_csv, write_parquet
from teilhabe.engine.generator.persons import RegisterConfig

CONFIG = RegisterConfig(persons=1_500, years=(2024, 2025), districts=3, seed=8)


def _text(config: RegisterConfig = CONFIG) -> str:
    stream = io.BytesIO()
    write_csv(config, stream, lambda done, total: None)
    return stream.getvalue().decode()


def test_equal_configurations_give_equal_bytes_and_other_seeds_others() -> None:
    assert _text() == _text()
    assert _text() != _text(RegisterConfig(1_500, (2024, 2025), 3, seed=9))


def test_every_row_says_that_it_is_invented() -> None:
    first, *lines = _text().splitlines()
    assert NOTICE.de in first
    assert NOTICE.en in first
    rows = list(csv.DictReader(lines, delimiter=";"))
    assert len(rows) == 3_000
    assert all(row["person_id"].startswith("erfunden-") for row in rows)
    assert {row["stichtag"] for row in rows} == {"2024-12-31", "2025-12-31"}
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_a_block_lies_in_its_district() -> None:
    rows = csv.DictReader(_text().splitlines()[1:], delimiter=";")
    assert all(row["baublock"].startswith(row["stadtteil"]) for row in rows)


def test_parquet_holds_the_same_rows_and_the_notice(tmp_path: Path) -> None:
    path = tmp_path / "register.parquet"
    write_parquet(CONFIG, path, lambda done, total: None)
    found = duckdb.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    expected = [tuple(cell or None for cell in row) for row in csv.reader(_text().splitlines()[2:], delimiter=";")]
    assert found == expected
    metadata = duckdb.execute("SELECT key, value FROM parquet_kv_metadata(?)", [str(path)]).fetchall()
    assert (b"notice", f"{NOTICE.de} {NOTICE.en}".encode()) in metadata


def test_progress_ends_with_all_rows() -> None:
    told: list[tuple[int, int]] = []
    write_csv(CONFIG, io.BytesIO(), lambda done, total: told.append((done, total)))
    assert told[-1] == (3_000, 3_000)
