"""A register of a dozen invented persons, small enough to be counted by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.preparation.persons import Counted, PersonMapping, count_persons, read_mapping

HEADER = "nr;stichtag;geb;sex;s1;s2;bezirk;gebland;zuzug;status;wohnung"
MAPPING = """
id = "nr"
reference_date = "stichtag"
sex = "sex"
age = { birth_date = "geb" }
citizenship = ["s1", "s2"]
ref_area = "bezirk"
residence_status = "status"
stay = "zuzug"
migration_status = { birth_country = "gebland" }
residence = "wohnung"
"""
AREAS = ("1", "2")

Rows = Callable[..., Path]
Count = Callable[..., Counted]
Cells = Callable[..., list[tuple[object, ...]]]


def mapping(text: str = MAPPING, folder: Path = Path()) -> PersonMapping:
    return read_mapping(Declaration(tomllib.loads(text), "sources.toml → datasets → register → persons"), folder)


@pytest.fixture
def write(tmp_path: Path) -> Rows:
    """Writes rows below the header; a row may leave out what stands at its end."""

    def writer(*rows: str, name: str = "register.csv", header: str = HEADER, encoding: str = "utf-8") -> Path:
        width = header.count(";")
        lines = [header, *(row + ";" * (width - row.count(";")) for row in rows)]
        path = tmp_path / name
        path.write_text("\n".join([*lines, ""]), encoding=encoding)
        return path

    return writer


@pytest.fixture
def count(tmp_path: Path) -> Count:
    def counter(*files: Path, declared: PersonMapping | None = None, areas: tuple[str, ...] = AREAS) -> Counted:
        return count_persons(files, declared or mapping(), areas, tmp_path / "out.parquet")

    return counter


@pytest.fixture
def cells(tmp_path: Path) -> Cells:
    """The counted persons by the named dimensions, sorted."""

    def reader(*dimensions: str, variable: str = "population") -> list[tuple[object, ...]]:
        names = ", ".join(dimensions)
        sql = (
            f"SELECT {names}, sum(obs_value)::INTEGER FROM read_parquet(?) "
            f"WHERE variable = ? GROUP BY {names} ORDER BY {names}"
        )
        return duckdb.execute(sql, [str(tmp_path / "out.parquet"), variable]).fetchall()

    return reader
