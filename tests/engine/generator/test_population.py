from __future__ import annotations

from collections import Counter

import pytest

GROUPS = {"Y_LT3": (0, 2), "Y3T5": (3, 5), "Y6T17": (6, 17), "Y18T64": (18, 64), "Y_GE65": (65, 100)}
STATUSES = {
    "DE": {"NOT_APPLICABLE"},
    "EU": {"FREE_MOVEMENT"},
    "UA": {"PERMANENT", "TEMPORARY", "TEMP_PROTECTION"},
    "A8": {"PERMANENT", "TEMPORARY", "PROTECTED", "OPEN", "TOLERATED"},
    "OTHER": {"PERMANENT", "TEMPORARY", "PROTECTED", "OPEN", "TOLERATED"},
    "UNKNOWN": {"PERMANENT", "TEMPORARY", "PROTECTED", "OPEN", "TOLERATED"},
}


def test_the_register_holds_every_district_and_year_and_no_empty_row(musterstadt) -> None:
    rows = musterstadt.rows("register.csv")
    assert {row["ref_area"] for row in rows} == set(musterstadt.config.districts)
    assert {row["time_period"] for row in rows} == {f"{year}-12-31" for year in range(2008, 2026)}
    assert all(int(row["obs_value"]) > 0 for row in rows)


def test_every_citizenship_has_the_statuses_that_the_law_gives_it(musterstadt) -> None:
    found: dict[str, set[str]] = {}
    for row in musterstadt.rows("register.csv"):
        found.setdefault(row["citizenship"], set()).add(row["residence_status"])
    assert found == STATUSES


def test_temporary_protection_begins_in_2022(musterstadt) -> None:
    protected = musterstadt.sums(
        "register.csv", "time_period", keep=lambda row: row["residence_status"] == "TEMP_PROTECTION"
    )
    assert min(protected) == ("2022-12-31",)


def test_migration_status_adds_up_to_the_register_in_every_district_and_age_group(musterstadt) -> None:
    expected: Counter[tuple[str, ...]] = Counter()
    group_of = {age: code for code, (first, last) in GROUPS.items() for age in range(first, last + 1)}
    for row in musterstadt.rows("register.csv"):
        group = group_of[int(row["age"].strip("Y_GE"))]
        expected[row["time_period"], row["ref_area"], group] += int(row["obs_value"])
    assert musterstadt.sums("migration_status.csv", "time_period", "ref_area", "age") == expected


def test_everybody_with_a_foreign_citizenship_counts_as_with_migration_background(musterstadt) -> None:
    foreign = musterstadt.sums("register.csv", "time_period", "ref_area", keep=lambda row: row["citizenship"] != "DE")
    background = musterstadt.sums(
        "migration_status.csv", "time_period", "ref_area", keep=lambda row: row["migration_status"] == "WITH"
    )
    assert all(background[key] > foreign[key] for key in foreign)


def _gap(musterstadt, date: str, german: bool | None = None) -> float:
    def wanted(row: dict[str, str]) -> bool:
        return row["time_period"] == date and german in (None, row["citizenship"] == "DE")

    official = sum(musterstadt.sums("population_official.csv", "sex", keep=wanted).values())
    return official / sum(musterstadt.sums("register.csv", "sex", keep=wanted).values()) - 1


@pytest.mark.parametrize("year", range(2008, 2026))
def test_the_official_count_stays_near_the_register(musterstadt, year: int) -> None:
    assert abs(_gap(musterstadt, f"{year}-12-31")) < 0.02


def test_the_census_of_2022_corrects_the_official_count_and_not_the_register(musterstadt) -> None:
    everyone = _gap(musterstadt, "2022-12-31") - _gap(musterstadt, "2021-12-31")
    foreign = _gap(musterstadt, "2022-12-31", german=False) - _gap(musterstadt, "2021-12-31", german=False)
    assert everyone == pytest.approx(-0.014, abs=0.002)
    assert foreign == pytest.approx(-0.08, abs=0.005)


def test_the_census_of_2011_corrects_the_official_count_downwards(musterstadt) -> None:
    assert _gap(musterstadt, "2011-12-31") < _gap(musterstadt, "2010-12-31") - 0.015


def test_the_base_of_the_official_count_changes_with_each_census(musterstadt) -> None:
    bases = {row["time_period"]: row["base"] for row in musterstadt.rows("population_official.csv")}
    assert {date[:4] for date, base in bases.items() if base.endswith("1987")} == {"2008", "2009", "2010"}
    assert {date[:4] for date, base in bases.items() if base.endswith("2022")} == {"2022", "2023", "2024", "2025"}
    assert bases["2011-12-31"] == bases["2021-12-31"] == "population_update_2011"
