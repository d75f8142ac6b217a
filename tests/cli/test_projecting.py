"""`teilhabe project`, on cases whose answer is known."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from teilhabe.cli import main

COHORT = "forecast-cohort"
OFFICIAL = "fso_parameters_reference_2025-2030_derived.csv"
Rows = Sequence[Mapping[str, str]]


@pytest.fixture
def swiss(shared_data: Path) -> Path:
    return shared_data / COHORT


def rows_of(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text)))


def project(capsys: pytest.CaptureFixture[str], *arguments: object) -> Rows:
    assert main(["--lang", "en", "project", *map(str, arguments)]) == 0
    return rows_of(capsys.readouterr().out)


def by(rows: Rows, year: int, *columns: str) -> dict[tuple[str, ...], float]:
    found: dict[tuple[str, ...], float] = defaultdict(float)
    for row in rows:
        if row["year"] == str(year):
            found[tuple(row[column] for column in columns)] += float(row["median"])
    return found


def write(path: Path, header: str, lines: Sequence[Sequence[object]]) -> Path:
    path.write_text("\n".join([header, *(",".join(map(str, line)) for line in lines)]) + "\n", encoding="utf-8")
    return path


def test_sweden_1998_comes_out_to_the_last_person(
    swiss: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = rows_of((swiss / "preston_box_6_2_sweden.csv").read_text(encoding="utf-8"))
    people = [(sex, row["age_from"], 1993, row["population_1993"]) for sex in "FM" for row in given]
    rates = [
        (row["age_from"], row["survival_to_next_group"], row["annual_net_migration_proportion"], row["fertility_rate"])
        for row in given
    ]
    population = write(tmp_path / "population.csv", "sex,age,year,persons", people)
    assumed = write(tmp_path / "rates.csv", "age,survival,net_rate,fertility", [("birth", 0.994974, "", ""), *rates])
    found = by(project(capsys, population, assumed, "--until", 1998, "--step", 5, "--draws", 0), 1998, "sex", "age")
    for row in given:
        assert round(found["F", row["age_from"]]) == int(row["expected_female_1998"])
        assert round(found["M", row["age_from"]]) == int(row["expected_male_1998"])


def test_aargau_2030_is_near_the_official_result_for_both_citizenships(
    swiss: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = project(capsys, swiss / "fso_population_derived.csv", swiss / OFFICIAL, "--until", 2030, "--draws", 0)
    assert by(found, 2024, "citizenship") == {("ch",): 531021.0, ("int",): 204787.0}
    for (citizenship,), persons in by(found, 2030, "citizenship").items():
        assert persons == pytest.approx(official(swiss, 2030)[citizenship], rel=0.002)


def test_from_the_official_start_every_cell_of_six_years_is_the_official_one(
    swiss: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The scenario began with other persons than were counted later; its own method is taken over with its start."""
    given = [row for row in rows_of((swiss / OFFICIAL).read_text(encoding="utf-8")) if row["year"] == "2025.0"]
    lines = [(row["nat"], row["sex"], int(float(row["age"])) - 1, 2024, row["start_n"]) for row in given]
    oldest = [(row["nat"], row["sex"], 100, 2024, 0) for row in given if row["age"] == "100.0"]
    start = write(
        tmp_path / "start.csv", "citizenship,sex,age,year,persons", [line for line in lines if line[2] >= 0] + oldest
    )
    found = project(capsys, start, swiss / OFFICIAL, "--until", 2030, "--draws", 0)
    cells = {year: by(found, year, "citizenship", "sex", "age") for year in range(2025, 2031)}
    for row in rows_of((swiss / OFFICIAL).read_text(encoding="utf-8")):
        persons = cells[int(float(row["year"]))][row["nat"], row["sex"], str(int(float(row["age"])))]
        assert persons == pytest.approx(float(row["fso_projection_n"]), abs=1.0)


def official(swiss: Path, year: int) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for row in rows_of((swiss / OFFICIAL).read_text(encoding="utf-8")):
        if float(row["year"]) == year:
            sums[row["nat"]] += float(row["fso_projection_n"])
    return sums
