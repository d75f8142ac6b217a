"""Timescale: the periods of a column read together, where a text alone may mean two things.

"01/02/2020" is a day in January or in February, "1990-1995" are five years or six, "2011/12" is a school year or a
month: the other entries of the column tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from teilhabe.codes.period import parse_period
from teilhabe.codes.spans import Period, day_of, half_year_of, lasting, month_of, quarter_of, school_year_of

_SLASHED = re.compile(r"(\d\d?)[/-](\d\d?)[/-](\d{4}|\d\d)")
_TWO_PARTS = re.compile(r"(1[5-9]\d\d|20\d\d)/(0[1-9]|1[0-2])")
_YEARS = re.compile(r"(1[5-9]\d\d|20\d\d|21\d\d) ?(?:bis|to|-|–|—) ?(1[5-9]\d\d|20\d\d|21\d\d|\d\d)")
_PARTS = {
    kind: re.compile(
        rf"(?P<number>[1-{last}]) ?[/.-] ?(?P<year>\d{{4}})|(?P<first>\d{{4}}) ?[/.-] ?(?P<last>[1-{last}])"
    )
    for kind, last in (("Q", 4), ("S", 2))
}
"""Below "Quartal" or "Halbjahr" these are no months."""

_ENOUGH = 3
"""So many days that are all the first or the last of their month in one reading only decide for that reading."""


@dataclass(frozen=True)
class Timescale:
    """The period of each text, None where it names none; the texts among them that may mean another day."""

    periods: Mapping[str, Period | None]
    ambiguous: tuple[str, ...] = ()


def read_parts(texts: Collection[str], kind: str) -> Mapping[str, Period]:
    """Quarters ("Q") or half-years ("S") such as "1/2021" or "2021-4"; empty where one text can be none."""
    found = {text: _PARTS[kind].fullmatch(" ".join(text.split())) for text in texts}
    build = quarter_of if kind == "Q" else half_year_of
    return {
        text: build(int(match["year"] or match["first"]), int(match["number"] or match["last"]))
        for text, match in found.items()
        if match and all(found.values())
    }


def read_periods(texts: Collection[str]) -> Timescale:
    """All different entries of a column of periods."""
    plain = {text: " ".join(text.split()) for text in texts}
    slashed = {text: match for text, t in plain.items() if (match := _SLASHED.fullmatch(t))}
    days, ambiguous = _slashed_days(slashed)
    spans = _year_spans({text: match for text, t in plain.items() if (match := _YEARS.fullmatch(t))})
    months = _months_with_slash(plain)
    found = {text: parse_period(text) for text in texts}
    spans = {text: span for text, span in spans.items() if found[text] is None}  # "2018-12" is a month
    found |= spans | months | days
    return Timescale(found, ambiguous)


def _slashed_days(slashed: Mapping[str, re.Match[str]]) -> tuple[dict[str, Period | None], tuple[str, ...]]:
    """Day first or month first, whichever the calendar allows for all; day first, as in Europe, where both do."""
    readings = {
        is_day_first: {text: _day(match, is_day_first=is_day_first) for text, match in slashed.items()}
        for is_day_first in (True, False)
    }
    possible = [reading for reading in readings.values() if None not in reading.values()]
    if not possible or not slashed:
        return dict.fromkeys(slashed), ()
    regular = [reading for reading in possible if _is_regular(reading.values())]
    if len(possible) == 1 or len(regular) == 1:
        return (regular if len(regular) == 1 else possible)[0], ()
    different = tuple(text for text in slashed if readings[True][text] != readings[False][text])
    return readings[True], different


def _day(match: re.Match[str], *, is_day_first: bool) -> Period | None:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    try:
        return day_of(year, second, first) if is_day_first else day_of(year, first, second)
    except ValueError:
        return None


def _is_regular(days: Collection[Period | None]) -> bool:
    """Whether enough days are all the first or all the last of their month."""
    known = {day.start for day in days if day}
    return len(known) >= _ENOUGH and (all(day.day == 1 for day in known) or all(_is_last(day) for day in known))


def _is_last(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


def _months_with_slash(plain: Mapping[str, str]) -> dict[str, Period | None]:
    """ "2011/12" is a month where "2011/11" or "2010/07" stands beside it, which can be no school year."""
    found = {text: match for text, t in plain.items() if (match := _TWO_PARTS.fullmatch(t))}
    if not any(int(m[2]) != (int(m[1]) + 1) % 100 for m in found.values()):
        return {}
    return {text: month_of(int(m[1]), int(m[2])) for text, m in found.items()}


def _year_spans(found: Mapping[str, re.Match[str]]) -> dict[str, Period | None]:
    """Runs of years, both ends included; where each begins in the year in which another ends, the end is not.

    Runs of one year to the next are school years or the like: half of each year belongs to them.
    """
    ends = {text: (int(m[1]), _full(int(m[1]), m[2])) for text, m in found.items()}
    starts = {first for first, _ in ends.values()}
    shares_edges = any(last in starts for _, last in ends.values())
    continues = any(last + 1 in starts for _, last in ends.values())
    read = partial(_years, is_half_open=shares_edges and not continues)
    return {text: read(first, last) for text, (first, last) in ends.items() if first < last}


def _full(first: int, second: str) -> int:
    """ "1990-95" ends in 1995."""
    return int(second) if len(second) == 4 else first - first % 100 + int(second)


def _years(first: int, last: int, *, is_half_open: bool) -> Period:
    if is_half_open and last == first + 1:
        return school_year_of(first)
    return lasting(date(first, 1, 1), last - first + (not is_half_open), "Y")
