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


SMALL = [
    (area, nat, sex, age, 2024, persons)
    for area, persons in (("01", 90), ("02", 80), ("03", 120))
    for nat in ("DE", "FOREIGN")
    for sex in "FM"
    for age in range(101)
]
EVERYBODY = [("TOTAL", "birth", 0.003, 0), *(("TOTAL", age, 0.01, 0.05 if 18 < age < 45 else 0) for age in range(101))]


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path]:
    """Three areas, the largest of which is large enough to stand alone."""
    return (
        write(tmp_path / "population.csv", "area,citizenship,sex,age,year,persons", SMALL),
        write(tmp_path / "rates.csv", "area,age,mortality,fertility", EVERYBODY),
    )


def test_areas_below_the_least_unit_are_joined_and_it_is_said(
    small: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--until", "2025", "--draws", "0", "--by", "area"]
    assert main(["--lang", "en", "project", *map(str, small), *arguments, "--min-unit", "40000"]) == 0
    told = capsys.readouterr()
    assert {row["area"] for row in rows_of(told.out)} == {"01+02", "03"}
    assert "Areas below 40000 inhabitants are joined (--min-unit): 01+02." in told.err
    single = by(project(capsys, *small, *arguments), 2025, "area")
    joined = by(rows_of(told.out), 2025, "area")
    assert joined["01+02",] == pytest.approx(single["01",] + single["02",], rel=1e-9)


def test_the_same_files_give_the_same_draws_and_a_range_around_the_median(
    small: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [*small, "--until", 2027, "--draws", 50, "--by", "area,citizenship"]
    first, again = project(capsys, *arguments), project(capsys, *arguments)
    assert first == again
    assert first != project(capsys, *arguments, "--seed", 1)
    for row in first[len(first) // 2 :]:
        assert float(row["lo_80"]) < float(row["median"]) < float(row["hi_80"])


def test_given_totals_are_met_and_special_persons_do_not_age(
    small: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    totals = write(tmp_path / "totals.csv", "year,area,persons", [(2026, "03", 50000)])
    dorm = write(tmp_path / "special.csv", "area,citizenship,sex,age,persons", [("01", "DE", "F", 20, 70)])
    found = project(capsys, *small, "--until", 2026, "--draws", 0, "--totals", totals, "--special", dorm)
    assert by(found, 2026, "area")["03",] == pytest.approx(50000)
    women = by(found, 2026, "area", "citizenship", "sex", "age")
    assert women["01", "DE", "F", "20"] > women["01", "DE", "F", "22"] + 60


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ("age,mortality\n0,0.01\n", "rates.csv: mortality or survival is missing for 01, DE, F, birth"),
        ("age,fertility\n0,0.01\n", "rates.csv: the column mortality or survival is missing."),
        ("age,mortality\n0,1.5\n", "rates.csv, line 2: mortality must lie between 0 and 1, but is 1.5."),
        ("age,mortality\n0,viel\n", "rates.csv, line 2: “viel” in “mortality” is no number."),
        ("age,mortality\n140,0.5\n", "rates.csv, line 2: the population has no age 140."),
        ("age,mortality,in_number\n30,0.5,7\n", "rates.csv, line 2: in_number needs citizenship, sex and age"),
        ("age,mortality\n30,0.5\n30,0.4\n", "rates.csv, line 3: these rates stand in line 2 already."),
        ("mortality\n0.5\n", "rates.csv: one of the columns age (at the beginning) and age_reached (at the end)"),
        ("area,age,mortality\n77,3,0.5\n", "rates.csv: there are no rates for any area of the population"),
        ("citizenship,age,mortality\nXY,3,0.5\n", "rates.csv, line 2: “XY” in “citizenship” does not occur"),
        ("scenario,age,mortality\na,3,0.5\nb,3,0.5\n", "rates.csv: please choose one of the scenarios"),
    ],
)
def test_bad_rates_are_refused_in_one_sentence(
    small: tuple[Path, Path], rates: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    small[1].write_text(rates, encoding="utf-8")
    assert main(["--lang", "en", "project", *map(str, small), "--until", "2026"]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("sex,age,persons\nF,0,1\nF,1,1\n", "the column year is missing"),
        ("sex,age,year,persons\nF,0,2024,1\nF,2,2024,1\n", "age groups must begin at 0"),
        ("sex,age,year,persons\nM,0,2024,1\nM,1,2024,1\n", "there are no women (F) in sex"),
        (
            "sex,age,year,persons\nF,0,2024,-1\nF,1,2024,1\n",
            "line 2: the number of persons is missing here or negative",
        ),
        ("sex,age,year,persons\nF,0,2024,1\nF,1,2024,1\nF,1,2024,1\n", "line 4: this cell stands further up"),
        ("sex,age,year,persons\nF,0,2024,1\nM,1,2024,1\nTOTAL,1,2024,1\n", "line 4: this is a sum"),
        ("nat,sex,age,year,persons\nA,F,0,2024,1\nB,F,1,2024,1\n", "say with --national"),
    ],
)
def test_a_bad_population_is_refused_in_one_sentence(
    small: tuple[Path, Path], lines: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    small[0].write_text(lines, encoding="utf-8")
    assert main(["--lang", "en", "project", *map(str, small), "--until", "2026"]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [["--until", "2024"], ["--until", "2030", "--draws", "-1"], ["--until", "2030", "--by", "colour"]],
    ids=["no year to go", "negative draws", "unknown column"],
)
def test_wrong_usage_ends_with_one_sentence(
    small: tuple[Path, Path], wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "de", "project", *map(str, small), *wrong]) == 2
    assert capsys.readouterr().err.startswith("teilhabe: --")


def test_rates_are_estimated_from_the_flows_of_a_register_and_tried_on_its_past(
    swiss: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [swiss / "ag_population_subregional.csv", swiss / "ag_migration_subregional.csv"]
    found = project(capsys, *files, "--until", 2030, "--draws", 0, "--by", "citizenship")
    assert by(found, 2030, "citizenship")["int",] == pytest.approx(236_000, rel=0.02)
    assert main(["--lang", "en", "project", *map(str, files), "--backcast", "--draws", "100"]) == 0
    told = capsys.readouterr()
    assert len(rows_of(told.out)) == 60
    assert "60 cases: mean error 1." in told.err


def test_special_persons_are_a_part_of_the_population(
    small: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dorm = write(tmp_path / "special.csv", "area,citizenship,sex,age,persons", [("01", "DE", "F", 20, 91)])
    assert main(["--lang", "en", "project", *map(str, small), "--until", "2026", "--special", str(dorm)]) == 1
    assert "01, DE, F, 20 has fewer" in capsys.readouterr().err
