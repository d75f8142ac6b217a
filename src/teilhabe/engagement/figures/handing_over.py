"""The files in the file drop: one for each month and each year that is over, and one with all years for declaring."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

from django.db.models import Min
from django.utils.timezone import localdate

from teilhabe.engagement.figures.counting import ALL, CITY, Figure, figures
from teilhabe.engagement.figures.spans import Span, over_between
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.rules.periods import later
from teilhabe.engagement.volunteers.models import Volunteer

NAME = "volunteering-"
ALL_YEARS = f"{NAME}years.csv"
SERIES = {
    ("active_volunteers", ALL): ("active_volunteers", "persons"),
    ("opportunities_published", ALL): ("opportunities_published", "cases"),
    ("offers_received", ALL): ("offers_received", "cases"),
    ("days_to_fill", "days:median"): ("days_to_fill_median", "days"),
    ("volunteers_begun_a_year_before", ALL): ("volunteers_begun_a_year_before", "persons"),
    ("volunteers_lost_within_a_year", ALL): ("volunteers_lost_within_a_year", "persons"),
    ("volunteer_hours", ALL): ("volunteer_hours", "hours"),
    ("sign_ups", ALL): ("sign_ups", "cases"),
    ("sign_ups", "outcome:missed"): ("sign_ups_missed", "cases"),
}
"""What of a year becomes a series of an indicator: by variable and breakdown its name and unit there."""
MOST_MONTHS = 24
"""Older ones are not made up for: too much of them is deleted by then."""


@dataclass(frozen=True)
class HandedOver:
    """A file that lies there: of which time, made when, and how many figures it holds."""

    period: str
    made_at: datetime
    figures: int


def write_missing(folder: Path, today: date) -> list[Path]:
    """The files of what is over and not written yet; what was written once stays as it is.

    People and what they did are deleted when their time is over: a file made anew would forget them.
    """
    missing = [span for span in _over(today) if not path_of(span.name, folder).exists()]
    made = [_write(span, folder) for span in missing]
    if made:
        _put(folder / ALL_YEARS, _joined(folder))
    return made


def path_of(period: str, folder: Path) -> Path:
    return folder / f"{NAME}{period}.csv"


def handed_over(folder: Path) -> list[HandedOver]:
    """What lies there, the newest first."""
    paths = [path for path in folder.glob(f"{NAME}2*.csv") if path.is_file()]
    return [_told(path) for path in sorted(paths, reverse=True)]


def as_csv(rows: Sequence[Figure]) -> str:
    written = StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow([field.name for field in fields(Figure)])
    lines.writerows(astuple(each) for each in rows)
    return written.getvalue()


def _over(today: date) -> list[Span]:
    """Since anything was kept; a year only where all its months can be counted."""
    begun = min(filter(None, (_first(Volunteer), _first(Opportunity))), default=None)
    if begun is None:
        return []
    countable = later(today, months=-MOST_MONTHS).replace(day=1)
    since = max(begun.replace(month=1, day=1), countable)
    return [span for span in over_between(max(begun, countable), today) if span.first >= since]


def _first(model: type[Volunteer | Opportunity]) -> date | None:
    moment = model._default_manager.aggregate(first=Min("created_at"))["first"]
    return localdate(moment) if moment else None


def _write(span: Span, folder: Path) -> Path:
    return _put(path_of(span.name, folder), as_csv(figures(span)))


def _put(path: Path, text: str) -> Path:
    """Readable by owner and group only; there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.chmod(0o640)
    return unfinished.replace(path)


def _joined(folder: Path) -> str:
    """All years as the engine declares them: of the whole city only, with a variable and a unit for each series."""
    written = StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(["time_period", "variable", "unit", "obs_value"])
    for path in sorted(folder.glob(f"{NAME}2???.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["ref_area"] == CITY]
            lines.writerows(_series(row) for row in rows if (row["variable"], row["breakdown"]) in SERIES)
    return written.getvalue()


def _series(row: Mapping[str, str]) -> tuple[str, str, str, str]:
    variable, unit = SERIES[row["variable"], row["breakdown"]]
    return row["time_period"], variable, unit, row["obs_value"]


def _told(path: Path) -> HandedOver:
    made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return HandedOver(path.stem.removeprefix(NAME), made_at, len(path.read_text(encoding="utf-8").splitlines()) - 1)
