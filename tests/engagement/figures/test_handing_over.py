"""The files in the file drop: each month once, made up for where a night was missed, and no person in them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.engagement.figures.handing_over import SERIES, handed_over, write_missing
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engine.indicators.catalogue import read_catalogue
from teilhabe.wording.units import UNITS

pytestmark = pytest.mark.django_db

BEGUN = datetime(2025, 11, 20, tzinfo=UTC)


@pytest.fixture
def canary(cast: Cast) -> str:
    """The name of somebody who has done something since November 2025."""
    person = make_volunteer("Kanarie", created_at=BEGUN, since=BEGUN.date(), limits="Kanarie mag keine Treppen")
    opportunity = make_opportunity(cast.organisation, "Kanarienvögel füttern", created_at=BEGUN)
    Assignment.objects.create(volunteer=person, opportunity=opportunity, task="Kanarie", starts_on=BEGUN.date())
    return "Kanarie"


def test_every_month_that_is_over_is_there_and_the_year_with_its_december(canary: str, tmp_path: Path) -> None:
    assert [path.name for path in write_missing(tmp_path, date(2026, 2, 1))] == [
        "volunteering-2025-11.csv",
        "volunteering-2025-12.csv",
        "volunteering-2025.csv",
        "volunteering-2026-01.csv",
    ]


def test_a_month_that_was_missed_is_made_up_for_and_what_is_there_stays(canary: str, tmp_path: Path) -> None:
    write_missing(tmp_path, date(2026, 2, 1))
    (tmp_path / "volunteering-2025-12.csv").unlink()
    kept = tmp_path / "volunteering-2026-01.csv"
    kept.write_text("wie es war", encoding="utf-8")
    assert [path.name for path in write_missing(tmp_path, date(2026, 2, 9))] == ["volunteering-2025-12.csv"]
    assert kept.read_text(encoding="utf-8") == "wie es war"


def test_what_can_no_longer_be_counted_is_not_made_up_for(canary: str, tmp_path: Path) -> None:
    names = [path.name for path in write_missing(tmp_path, date(2028, 6, 15))]
    assert names[0] == "volunteering-2026-06.csv"
    assert "volunteering-2026.csv" not in names
    assert "volunteering-2027.csv" in names


def test_all_years_are_in_one_file_below_one_header(canary: str, tmp_path: Path) -> None:
    write_missing(tmp_path, date(2026, 1, 5))
    write_missing(tmp_path, date(2027, 1, 5))
    lines = (tmp_path / "volunteering-years.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "time_period,variable,unit,obs_value"
    assert lines.count("2025,active_volunteers,persons,1") == 1
    assert lines.count("2026,active_volunteers,persons,1") == 1
    assert {line.partition(",")[0] for line in lines[1:]} == {"2025", "2026"}


def test_nobody_is_in_the_files_and_only_owner_and_group_may_read(canary: str, tmp_path: Path) -> None:
    write_missing(tmp_path, date(2026, 2, 1))
    paths = list(tmp_path.iterdir())
    assert not any(canary in path.read_text(encoding="utf-8") for path in paths)
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o640}


def test_nothing_is_handed_over_where_nobody_was_ever_there(tmp_path: Path) -> None:
    assert write_missing(tmp_path, date(2026, 2, 1)) == []
    assert handed_over(tmp_path) == []


def test_every_series_of_the_years_is_one_that_an_indicator_asks_for() -> None:
    asked = {part.variable for definition in read_catalogue().definitions for part in definition.parts}
    assert {variable for variable, _unit in SERIES.values()} <= asked
    assert {unit for _variable, unit in SERIES.values()} <= set(UNITS)
