"""Periods: every way in which official statistics write a date, a year or a part of a year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan jän",
            "februar feber february feb",
            "märz maerz march mär mrz mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SCHOOL_YEAR_MONTH = 8
_MONTH_NAME = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(1[5-9]\d\d|20\d\d|21\d\d)"


@total_ordering
@dataclass(frozen=True)
class Period:
    """A reference date (start equals end) or a span of days, both ends included.

    `code`: "2018-12-31", "2018", "2018-04", "2023-Q2", "2020-S1", "2018-W05", "2023-10-01/P6M", "2018/2019".
    Periods are ordered by their end, then by their start.
    """

    code: str
    start: date
    end: date

    def __lt__(self, other: Period) -> bool:
        return (self.end, self.start) < (other.end, other.start)

    @property
    def is_date(self) -> bool:
        return self.start == self.end


def day_of(year: int, month: int, day: int) -> Period:
    """The reference date; ValueError where the calendar has no such day."""
    on = date(year, month, day)
    return Period(on.isoformat(), on, on)


def year_of(year: int) -> Period:
    return Period(f"{year:04d}", date(year, 1, 1), date(year, 12, 31))


def months_of(year: int, month: int, count: int, code: str) -> Period:
    """The span of `count` months that begins with this month; ValueError where there is no such month."""
    last = year * 12 + month - 1 + count - 1
    end_year, end_month = divmod(last, 12)
    end = date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])
    return Period(code, date(year, month, 1), end)


def month_of(year: int, month: int) -> Period:
    return months_of(year, month, 1, f"{year:04d}-{month:02d}")


def quarter_of(year: int, quarter: int) -> Period:
    return months_of(year, 3 * quarter - 2, 3, f"{year:04d}-Q{quarter}")


def half_year_of(year: int, half: int) -> Period:
    return months_of(year, 6 * half - 5, 6, f"{year:04d}-S{half}")


def school_year_of(year: int) -> Period:
    """The school year that begins in August of this year."""
    return months_of(year, _SCHOOL_YEAR_MONTH, 12, f"{year:04d}/{year + 1:04d}")


def week_of(year: int, week: int) -> Period:
    return Period(f"{year:04d}-W{week:02d}", date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))


def _span(year: int, month: int, day: int, months: int) -> Period:
    start = date(year, month, day)
    if day != 1:
        raise ValueError("a span of months begins with the first day of a month")
    return months_of(year, month, months, f"{start.isoformat()}/P{months}M")


def _two_years(year: int, second: str) -> Period:
    """ "2018/19" is a school year, "2018/04" a month."""
    if int(second) == (year + 1) % 10 ** len(second):
        return school_year_of(year)
    if len(second) == 2 and 1 <= int(second) <= 12:
        return month_of(year, int(second))
    raise ValueError("neither a school year nor a month")


def _number(text: str) -> int:
    return _ROMAN.get(text) or int(text)


_Build = Callable[[re.Match[str]], Period]
_FORMS: tuple[tuple[re.Pattern[str], _Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"{_YEAR}", lambda m: year_of(int(m[1]))),
        (rf"(\d\d?)\.(\d\d?)\.{_YEAR}", lambda m: day_of(int(m[3]), int(m[2]), int(m[1]))),
        (rf"{_YEAR}-(\d\d)-(\d\d)(?:[t ]00:00(?::00(?:\.0+)?)?z?)?", lambda m: day_of(int(m[1]), int(m[2]), int(m[3]))),
        (r"((?:19|20)\d\d)(\d\d)(\d\d)", lambda m: day_of(int(m[1]), int(m[2]), int(m[3]))),
        (rf"(\d\d?)\. ?{_MONTH_NAME} {_YEAR}", lambda m: day_of(int(m[3]), _MONTHS[m[2]], int(m[1]))),
        (rf"(\d\d?) {_MONTH_NAME} {_YEAR}", lambda m: day_of(int(m[3]), _MONTHS[m[2]], int(m[1]))),
        (rf"{_MONTH_NAME} (\d\d?),? {_YEAR}", lambda m: day_of(int(m[3]), _MONTHS[m[1]], int(m[2]))),
        (rf"{_YEAR}[- ]?m(\d\d?)", lambda m: month_of(int(m[1]), int(m[2]))),
        (rf"{_YEAR}-(\d\d)", lambda m: month_of(int(m[1]), int(m[2]))),
        (rf"(\d\d?)[/.]{_YEAR}", lambda m: month_of(int(m[2]), int(m[1]))),
        (rf"{_MONTH_NAME}[ -]?{_YEAR}", lambda m: month_of(int(m[2]), _MONTHS[m[1]])),
        (rf"{_YEAR}[ -]?{_MONTH_NAME}", lambda m: month_of(int(m[1]), _MONTHS[m[2]])),
        (rf"{_YEAR}[- /]?q([1-4])", lambda m: quarter_of(int(m[1]), int(m[2]))),
        (rf"q([1-4])[- /]?{_YEAR}", lambda m: quarter_of(int(m[2]), int(m[1]))),
        (
            rf"([1-4]|i{{1,3}}|iv)\.? ?(?:quartal|vierteljahr|quarter|vj\.?|qu?\.) ?{_YEAR}",
            lambda m: quarter_of(int(m[2]), _number(m[1])),
        ),
        (rf"{_YEAR}[- /]?[sh]([12])", lambda m: half_year_of(int(m[1]), int(m[2]))),
        (
            rf"([12]|i{{1,2}})\.? ?(?:halbjahr|half-?year|hj\.?) ?{_YEAR}",
            lambda m: half_year_of(int(m[2]), _number(m[1])),
        ),
        (rf"{_YEAR}-?w(\d\d?)", lambda m: week_of(int(m[1]), int(m[2]))),
        (rf"{_YEAR}-(\d\d)p(\d\d?)m", lambda m: _span(int(m[1]), int(m[2]), 1, int(m[3]))),
        (rf"{_YEAR}-(\d\d)-(\d\d)/p(\d\d?)m", lambda m: _span(int(m[1]), int(m[2]), int(m[3]), int(m[4]))),
        (rf"(?:wintersemester|ws|wise) {_YEAR}(?:/\d\d(?:\d\d)?)?", lambda m: _span(int(m[1]), 10, 1, 6)),
        (rf"(?:sommersemester|ss|sose) {_YEAR}", lambda m: _span(int(m[1]), 4, 1, 6)),
        (rf"(?:schuljahr |school year )?{_YEAR} ?/ ?(\d\d|\d{{4}})", lambda m: _two_years(int(m[1]), m[2])),
        (rf"schuljahr {_YEAR}-(\d\d|\d{{4}})", lambda m: _two_years(int(m[1]), m[2])),
    )
)
_LEAD = re.compile(r"^(?:stand|stichtag|am|zum|jahr|year|as of)\b[: ]*", re.IGNORECASE)


@lru_cache(maxsize=65536)
def parse_period(text: str) -> Period | None:
    """The period a text names, in German, English, GENESIS, Eurostat or SDMX writing; None where it names none."""
    plain = _LEAD.sub("", " ".join(text.split())).lower()
    for pattern, build in _FORMS:
        match = pattern.fullmatch(plain)
        if match:
            try:
                return build(match)
            except ValueError:
                continue
    return None


@lru_cache(maxsize=4096)
def part_of_year(text: str) -> tuple[str, int] | None:
    """("M", 4) for "April" or "MONAT04", ("Q", 2) for "2. Quartal", ("S", 1) for "1. Halbjahr"; else None."""
    plain = " ".join(text.split()).lower()
    if plain.rstrip(".") in _MONTHS:
        return "M", _MONTHS[plain.rstrip(".")]
    for kind, pattern in (
        ("M", r"monat(0[1-9]|1[0-2])"),
        ("Q", r"quart([1-4])|([1-4]|i{1,3}|iv)\.? ?(?:quartal|vierteljahr|quarter)"),
        ("S", r"halbj([12])|([12]|i{1,2})\.? ?(?:halbjahr|half-?year)"),
    ):
        match = re.fullmatch(pattern, plain)
        if match:
            return kind, _number(next(group for group in match.groups() if group))
    return None


def within_year(year: Period, kind: str, number: int) -> Period:
    """The month, quarter or half-year with this number inside a calendar year."""
    build = {"M": month_of, "Q": quarter_of, "S": half_year_of}[kind]
    return build(year.start.year, number)
