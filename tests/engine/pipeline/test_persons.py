"""A register of single persons in a build: off without a statistics unit, and nothing of a person leaves it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from tests.engine.pipeline.conftest import CITY, Builder, build_in, write_city

from teilhabe.engine.pipeline.build import build
from teilhabe.engine.pipeline.city import read_city
from teilhabe.errors import DeclarationError, InputError
from teilhabe.release.reader import Release

UNIT = """
[statistics_unit]
name = { de = "Statistikstelle", en = "Statistics unit" }
legal_basis = "Satzung über die kommunale Statistik"
"""
SOURCES = """
[datasets.people]
file = "{folder}/register-*.csv"
title = "Melderegister"
publisher = "Statistikstelle"
licence = "intern"
complete = true
[datasets.people.persons]
id = "nr"
reference_date = {{ in_file_name = true }}
ref_area = "bezirk"
sex = "geschlecht"
age = {{ birth_date = "geburt" }}
citizenship = "staat"
"""


def _rows(count: int, year: int) -> list[str]:
    areas = ("99001001", "99001002", "99001003")
    return [
        f"p{i};{areas[i % 3]};{'wm'[i % 2]};{1950 + i % 60}-03-04;{'000' if i % 5 else '475'}"
        for i in range(count + year % 10)
    ]


def _write(root: Path) -> Path:
    """The small city with a register that lies outside its folder."""
    registers, folder = root / "zone", write_city(root)
    registers.mkdir()
    for year in (2020, 2021):
        lines = ["nr;bezirk;geschlecht;geburt;staat", *_rows(600, year), ""]
        (registers / f"register-{year}.csv").write_text("\n".join(lines), encoding="utf-8")
    (folder / "city.toml").write_text(CITY + UNIT, encoding="utf-8")
    (folder / "sources.toml").write_text(SOURCES.format(folder=registers), encoding="utf-8")
    return folder


@pytest.fixture
def register_city(tmp_path: Path) -> Path:
    return _write(tmp_path)


@pytest.fixture(scope="module")
def built_register(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Release]:
    """The folder above everything, and the release that was built in it."""
    root = tmp_path_factory.mktemp("register")
    release, _ = build_in(_write(root), root / "workspace")
    return root, release


def test_without_a_statistics_unit_single_persons_are_refused(register_city: Path) -> None:
    (register_city / "city.toml").write_text(CITY, encoding="utf-8")
    with pytest.raises(DeclarationError) as caught:
        read_city(register_city)
    assert "statistics_unit" in caught.value.text.de
    assert "nur eine Statistikstelle" in caught.value.text.de


def test_a_build_counts_the_register(built_register: tuple[Path, Release]) -> None:
    _, release = built_register
    sql = (
        "SELECT time_period, value FROM read_parquet(?) "
        "WHERE indicator = 'pop_total' AND ref_area = '99001' AND breakdown = ''"
    )
    with duckdb.connect() as connection:
        found = connection.execute(sql, [str(release.directory / "tables/figures.parquet")]).fetchall()
    assert sorted(found) == [("2020-12-31", 600.0), ("2021-12-31", 601.0)]


def test_the_release_and_the_workspace_hold_no_person_and_no_path(built_register: tuple[Path, Release]) -> None:
    root, release = built_register
    written = b"".join(path.read_bytes() for path in release.directory.rglob("*") if path.suffix in (".json", ".csv"))
    assert b"register-*.csv" in written
    assert str(root).encode() not in written
    kept = [path for path in (root / "workspace").rglob("*") if path.is_file()]
    assert not [path for path in kept if path.name.startswith("register-") or b"-03-04" in path.read_bytes()]


def test_a_second_build_does_nothing_and_a_shuffled_register_changes_no_figure(
    register_city: Path, build_city: Builder, tmp_path: Path
) -> None:
    first, _ = build_city(register_city)
    again, reports = build_city(register_city)
    assert not any(report.ran for report in reports)
    assert again.id == first.id
    file = tmp_path / "zone" / "register-2021.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([head, *reversed(rows), ""]), encoding="utf-8")
    shuffled, _ = build_city(register_city)
    tables = [entry.manifest.outputs for entry in (first, shuffled)]
    figures = "tables/figures.parquet"
    assert tables[0][figures] == tables[1][figures]


def test_an_unknown_area_stops_the_build_with_file_line_and_column(register_city: Path, tmp_path: Path) -> None:
    file = tmp_path / "zone" / "register-2021.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("99001002", "99001009", 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(build(register_city, tmp_path / "workspace", lambda name, done, total: None))
    assert "register-2021.csv, Zeile 3: Spalte bezirk: 1 Zeile mit unbekanntem Code" in caught.value.text.de


@pytest.mark.parametrize("key", ['protected_by = "schon geschützt"', "generated = true", "threshold = 1"])
def test_person_level_data_are_never_declared_harmless(register_city: Path, key: str) -> None:
    sources = register_city / "sources.toml"
    sources.write_text(sources.read_text(encoding="utf-8").replace("complete = true", key), encoding="utf-8")
    with pytest.raises(DeclarationError):
        read_city(register_city)


def test_a_missing_register_is_one_sentence(register_city: Path, tmp_path: Path) -> None:
    for file in (tmp_path / "zone").iterdir():
        file.unlink()
    with pytest.raises(InputError, match="there is no such file"):
        list(build(register_city, tmp_path / "workspace", lambda name, done, total: None))
