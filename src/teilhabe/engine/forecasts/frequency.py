"""How often a series is counted, and what its next periods are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import reduce
from math import gcd

from teilhabe.codes.spans import Period, half_year_of, month_of, quarter_of, school_year_of, week_of, year_of
from teilhabe.codes.timescale import read_periods
from teilhabe.errors import InputError
from teilhabe.text import Text


class Frequency(StrEnum):
    """SDMX CL_FREQ, as far as official series use it; `UNKNOWN` counts steps that have no date."""

    YEAR = "A"
    HALF_YEAR = "S"
    QUARTER = "Q"
    MONTH = "M"
    WEEK = "W"
    DAY = "D"
    UNKNOWN = "U"

    @property
    def cycle(self) -> int:
        """Periods after which a season comes back; 1 where there is none."""
        return _CYCLES[self]

    @property
    def label(self) -> Text:
        return _LABELS[self]


_CYCLES = {
    Frequency.YEAR: 1,
    Frequency.HALF_YEAR: 2,
    Frequency.QUARTER: 4,
    Frequency.MONTH: 12,
    Frequency.WEEK: 52,
    Frequency.DAY: 7,
    Frequency.UNKNOWN: 1,
}
_LABELS = {
    Frequency.YEAR: Text("Jahre", "years"),
    Frequency.HALF_YEAR: Text("Halbjahre", "half-years"),
    Frequency.QUARTER: Text("Quartale", "quarters"),
    Frequency.MONTH: Text("Monate", "months"),
    Frequency.WEEK: Text("Wochen", "weeks"),
    Frequency.DAY: Text("Tage", "days"),
    Frequency.UNKNOWN: Text("Schritte", "steps"),
}
_MONTHS = {Frequency.YEAR: 12, Frequency.HALF_YEAR: 6, Frequency.QUARTER: 3, Frequency.MONTH: 1}
_WHOLE = re.compile(r"-?\d+")
_YEARS = range(1500, 2200)
_WEEK = 7
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d", "%Y%m%d")


@dataclass(frozen=True)
class Calendar:
    """Periods of one rhythm as whole numbers, one after the other, and back in the writing of the file.

    `numbers` has the number of each text that was read; numbers of neighbouring periods differ by 1.
    """

    frequency: Frequency
    numbers: dict[str, int]
    write: Callable[[int], str]


def read_calendar(texts: Sequence[str], season: int | None = None) -> Calendar:
    """The rhythm in which these texts name periods; InputError where they share none.

    Whole numbers that are no years count steps: of them only `season` tells the rhythm (4 quarters, 12 months).
    """
    distinct = sorted(set(texts))
    if all(_WHOLE.fullmatch(text) for text in distinct):
        return _steps(distinct, season)
    scale = read_periods(distinct)
    for text in distinct:
        if scale.periods.get(text) is None:
            raise InputError(
                f"ds: „{text}“ ist kein Zeitraum; verstanden werden etwa 2018, 2018-S1, 2018-Q3, 2018-04, 2018-12-31.",
                f"ds: “{text}” is no period; understood are for example 2018, 2018-S1, 2018-Q3, 2018-04, 2018-12-31.",
            )
    periods = {text: period for text, period in scale.periods.items() if period is not None}
    return _dates(periods) if all(period.is_date for period in periods.values()) else _spans(periods)


def _steps(texts: Sequence[str], season: int | None) -> Calendar:
    """Years, or steps; years far apart (each fifth one) count as one step."""
    values = [int(text) for text in texts]
    width = _common([value - values[0] for value in values]) or 1
    are_years = all(value in _YEARS for value in values)
    by_season = {2: Frequency.HALF_YEAR, 4: Frequency.QUARTER, 12: Frequency.MONTH, 52: Frequency.WEEK}
    frequency = by_season.get(season or 1, Frequency.YEAR if are_years else Frequency.UNKNOWN)
    first = min(values)
    return Calendar(
        frequency,
        {text: (value - first) // width for text, value in zip(texts, values, strict=True)},
        lambda number: str(first + number * width),
    )


def _common(differences: Sequence[int]) -> int:
    return reduce(gcd, differences, 0)


def _dates(periods: dict[str, Period]) -> Calendar:
    """Days at a regular distance: whole months where they are the first or last or one same day of theirs."""
    days = {text: period.start for text, period in periods.items()}
    at_ends = all((day + timedelta(days=1)).day == 1 for day in days.values())
    if at_ends or len({day.day for day in days.values()}) == 1:
        return _monthly_dates(days, at_ends=at_ends)
    first, write = min(days.values()), _writer(days)
    distances = {text: (day - first).days for text, day in days.items()}
    width = _common(list(distances.values())) or 1
    if width % _WEEK == 0:
        width = _WEEK
    return Calendar(
        Frequency.WEEK if width == _WEEK else Frequency.DAY,
        {text: distance // width for text, distance in distances.items()},
        lambda number: write(first + timedelta(days=number * width)),
    )


def _writer(days: dict[str, date]) -> Callable[[date], str]:
    """How the file writes its days; ISO 8601 where that is none of the usual ways."""
    text, latest = max(days.items(), key=lambda entry: entry[1])
    pattern = next((each for each in _DAYS if latest.strftime(each) == text), "%Y-%m-%d")
    return lambda day: day.strftime(pattern)


def _monthly_dates(days: dict[str, date], *, at_ends: bool) -> Calendar:
    months = {text: day.year * 12 + day.month - 1 for text, day in days.items()}
    first = min(months.values())
    width = _common([month - first for month in months.values()]) or 12
    lasting = max(months for months in _MONTHS.values() if width % months == 0)
    frequency = next(each for each, months in _MONTHS.items() if months == lasting)
    step = width if lasting == 12 else lasting
    on, write = next(iter(days.values())).day, _writer(days)
    return Calendar(
        frequency,
        {text: (month - first) // step for text, month in months.items()},
        lambda number: write(_day_in(first + number * step, on, at_ends=at_ends)),
    )


def _day_in(month: int, on: int, *, at_ends: bool) -> date:
    if at_ends:
        following = month + 1
        return date(following // 12, following % 12 + 1, 1) - timedelta(days=1)
    return date(month // 12, month % 12 + 1, on)


def _spans(periods: dict[str, Period]) -> Calendar:
    """Years, half-years, quarters, months or weeks, all of one length."""
    found = {_kind_of(period) for period in periods.values()}
    if len(found) != 1 or None in found:
        some = ", ".join(f"{text}" for text in sorted(periods)[:3])
        raise InputError(
            f"ds: Die Zeiträume haben verschiedene Längen ({some} …); eine Datei enthält Reihen einer Frequenz.",
            f"ds: the periods differ in length ({some} …); a file holds series of one frequency.",
        )
    (frequency,) = found
    assert frequency is not None
    text, latest = max(periods.items(), key=lambda entry: entry[1])
    build = _builder(frequency, latest)
    written = _as_in(text, build(_number_of(frequency, latest)).code)
    return Calendar(
        frequency,
        {text: _number_of(frequency, period) for text, period in periods.items()},
        lambda number: written(build(number).code),
    )


def _kind_of(period: Period) -> Frequency | None:
    length = (period.end - period.start).days + 1
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    if period.start.day == 1 and months in _MONTHS.values() and (period.end + timedelta(days=1)).day == 1:
        return next(each for each, width in _MONTHS.items() if width == months)
    return Frequency.WEEK if length == _WEEK else None


def _number_of(frequency: Frequency, period: Period) -> int:
    if frequency is Frequency.WEEK:
        return period.start.toordinal() // _WEEK
    return (period.start.year * 12 + period.start.month - 1) // _MONTHS[frequency]


def _builder(frequency: Frequency, latest: Period) -> Callable[[int], Period]:
    """From a number to its period; years that begin in August are school years."""
    if frequency is Frequency.WEEK:
        return _week
    if frequency is Frequency.YEAR:
        return year_of if latest.start.month == 1 else school_year_of
    of_year = {Frequency.HALF_YEAR: half_year_of, Frequency.QUARTER: quarter_of, Frequency.MONTH: month_of}[frequency]
    parts = 12 // _MONTHS[frequency]
    return lambda number: of_year(number // parts, number % parts + 1)


def _week(number: int) -> Period:
    year, week, _ = date.fromordinal(number * _WEEK + 1).isocalendar()
    return week_of(year, week)


def _as_in(text: str, code: str) -> Callable[[str], str]:
    """How the file writes what the code names, where both hold the same numbers: "2018Q1" for "2018-Q1"."""
    ours = re.findall(r"\d+", code)
    theirs = re.findall(r"\d+", text)
    if len(ours) != len(theirs) or not all(map(_ends_with, ours, theirs)):
        return lambda code: code
    frame = re.split(r"\d+", text)
    styles = [_style(*pair) for pair in zip(ours, theirs, strict=True)]
    return lambda code: _filled(frame, styles, re.findall(r"\d+", code))


def _ends_with(ours: str, theirs: str) -> bool:
    """Whether the file means this number, shortened perhaps: "19" for 2019."""
    return int(ours[-len(theirs) :]) == int(theirs)


def _style(ours: str, theirs: str) -> Callable[[str], str]:
    """How the file writes such a number: cut to its last digits, filled with zeros, or as it is."""
    width = len(theirs)
    if int(ours) != int(theirs):
        return lambda number: number[-width:]
    filled = width if len(ours) == width else 0
    return lambda number: str(int(number)).zfill(filled)


def _filled(frame: Sequence[str], styles: Sequence[Callable[[str], str]], numbers: Sequence[str]) -> str:
    entries = [style(number) for style, number in zip(styles, numbers, strict=True)]
    return frame[0] + "".join(entry + after for entry, after in zip(entries, frame[1:], strict=True))
