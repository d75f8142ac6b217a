from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from teilhabe.engine.generator import GeneratorConfig, generate

OF_THE_WHOLE_CITY = "volunteering-years.csv"
"""As the office hands it over: it names no area, the recipe does."""
CONTRACT_COLUMNS = {
    "time_period",
    "ref_area",
    "sex",
    "age",
    "citizenship",
    "residence_status",
    "migration_status",
    "family_language",
    "school_type",
    "certificate",
    "stay",
    "language_need",
    "checkups",
    "status",
    "poverty_risk",
    "qualification",
    "education",
    "tenure",
    "german_skills",
    "experience",
    "volunteering",
    "outcome",
    "measures",
    "career_group",
    "variable",
    "unit",
    "base",
    "obs_value",
}


def _bytes(config: GeneratorConfig, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    return {path.name: path.read_bytes() for path in generate(config, folder)}


def test_the_same_configuration_gives_the_same_bytes(small_city: GeneratorConfig, tmp_path: Path) -> None:
    assert _bytes(small_city, tmp_path / "a") == _bytes(small_city, tmp_path / "b")


def test_another_process_with_another_hash_order_gives_the_same_bytes(
    small_city: GeneratorConfig, tmp_path: Path
) -> None:
    here = _bytes(small_city, tmp_path / "here")
    there = tmp_path / "there"
    there.mkdir()
    program = (
        "from pathlib import Path; from teilhabe.engine.generator import generate; "
        "from teilhabe.engine.generator.config import District, GeneratorConfig; "
        f"generate({small_city!r}, Path({str(there)!r}))"
    )
    environment = {"PYTHONHASHSEED": "4711", "PYTHONPATH": os.pathsep.join(sys.path), "PATH": ""}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    assert {path.name: path.read_bytes() for path in there.iterdir()} == here


def test_another_seed_gives_another_city(small_city: GeneratorConfig, tmp_path: Path) -> None:
    one, other = _bytes(small_city, tmp_path / "a"), _bytes(replace(small_city, seed=8), tmp_path / "b")
    assert one.keys() == other.keys()
    assert one["register.csv"] != other["register.csv"]


def test_the_files_are_returned_sorted_and_nothing_else_is_left_behind(
    small_city: GeneratorConfig, tmp_path: Path
) -> None:
    files = generate(small_city, tmp_path)
    assert list(files) == sorted(tmp_path.iterdir())


def test_generating_again_replaces_the_files(small_city: GeneratorConfig, tmp_path: Path) -> None:
    generate(replace(small_city, seed=8), tmp_path)
    first = {path.name: path.read_bytes() for path in generate(small_city, tmp_path)}
    assert first == _bytes(small_city, tmp_path / "fresh")


@pytest.mark.parametrize("years", [(2008, 2009), (2023, 2025), (1995, 1999), (2024, 2030)])
@pytest.mark.parametrize("districts", [1, 3])
def test_any_span_of_years_and_any_number_of_districts_gives_complete_files(
    small_city: GeneratorConfig, years: tuple[int, int], districts: int, tmp_path: Path
) -> None:
    config = replace(small_city, first_year=years[0], last_year=years[1], areas=small_city.areas[:districts])
    assert all(path.stat().st_size for path in generate(config, tmp_path))


def test_every_file_uses_the_column_names_of_the_data_contract(musterstadt) -> None:
    for path in musterstadt.folder.iterdir():
        header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert set(header) <= CONTRACT_COLUMNS, path.name
        assert {"time_period", "obs_value"} <= set(header), path.name
        assert "ref_area" in header or path.name == OF_THE_WHOLE_CITY
        assert len(header) == len(set(header)), path.name


def test_every_generated_file_is_declared_as_a_source_and_the_other_way_round(musterstadt, city_folder: Path) -> None:
    declared = tomllib.loads((city_folder / "sources.toml").read_text(encoding="utf-8"))["datasets"]
    generated = {entry["file"] for entry in declared.values() if entry.get("generated")}
    assert generated == {path.name for path in musterstadt.folder.iterdir()}


def test_every_source_has_variable_unit_and_concept_once(musterstadt, city_folder: Path) -> None:
    declared = tomllib.loads((city_folder / "sources.toml").read_text(encoding="utf-8"))["datasets"]
    for entry in declared.values():
        if entry.get("generated"):
            header = (musterstadt.folder / entry["file"]).read_text(encoding="utf-8").partition("\n")[0].split(",")
            constants = set(entry["recipe"]["constants"])
            assert not constants & set(header), entry["file"]
            assert {"variable", "unit", "concept", "base"} <= constants | set(header) | {"concept"}, entry["file"]


def test_no_file_states_a_cell_twice_or_a_value_that_is_no_whole_number(musterstadt) -> None:
    for path in musterstadt.folder.iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        place = lines[0].split(",").index("obs_value")
        rows = [line.split(",") for line in lines[1:]]
        keys = {tuple(row[:place] + row[place + 1 :]) for row in rows}
        assert len(keys) == len(rows), path.name
        assert all(str(int(row[place])) == row[place] for row in rows), path.name


def test_nothing_is_counted_below_zero_but_a_balance(musterstadt) -> None:
    for path in musterstadt.folder.iterdir():
        if path.name != "inner_moves.csv":
            assert all(int(row["obs_value"]) >= 0 for row in musterstadt.rows(path.name)), path.name
