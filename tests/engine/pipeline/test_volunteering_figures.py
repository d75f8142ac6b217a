"""What the office hands over about volunteering becomes indicators, and the gate guards it like everything else."""

from __future__ import annotations

import csv

import pytest
from tests.engine.pipeline.conftest import build_in, write_city

from teilhabe.release.reader import Release

SOURCE = """
[datasets.volunteering]
file = "volunteering-years.csv"
title = "Ehrenamt in Zahlen"
publisher = "Integrationsbüro"
licence = "CC0-1.0"
[datasets.volunteering.recipe.constants]
ref_area = "99001"
concept = "none"
base = "volunteer_records"
"""
YEARS = """time_period,variable,unit,obs_value
2021,active_volunteers,persons,106
2021,opportunities_published,cases,60
2021,offers_received,cases,48
2021,days_to_fill_median,days,31
2021,volunteers_begun_a_year_before,persons,50
2021,volunteers_lost_within_a_year,persons,2
2021,volunteer_hours,hours,4210
2021,sign_ups,cases,400
2021,sign_ups_missed,cases,20
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    root = tmp_path_factory.mktemp("volunteering")
    folder = write_city(root)
    with (folder / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(SOURCE)
    (folder / "volunteering-years.csv").write_text(YEARS, encoding="utf-8")
    return build_in(folder, root / "workspace")[0]


def told(release: Release, indicator: str) -> dict[str, str]:
    with (release.directory / f"csv/{indicator}.csv").open(newline="", encoding="utf-8") as file:
        return next(row for row in csv.DictReader(file) if not row["breakdown"] and row["ref_area"] == "99001")


@pytest.mark.parametrize(
    ("indicator", "value"),
    [("soc_vol_offers", 125), ("soc_vol_days", 31), ("soc_vol_hours", 4210), ("soc_vol_missed", 5)],
)
def test_the_years_of_the_office_are_indicators(release: Release, indicator: str, value: float) -> None:
    assert float(told(release, indicator)["value"]) == value


def test_two_who_left_are_not_told(release: Release) -> None:
    row = told(release, "soc_vol_left")
    assert row["status"] == "protected"
    assert row["value"] == row["numerator"] == ""
