"""Spans: a day or a run of days with the one code that stands for it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

_SCHOOL_YEAR_MONTH = 8


@total_ordering
@dataclass(frozen=True)
class Period:
    """A reference date (start equals end) or a span of days, both ends included.

    `code`: "2018-12-31", "2018", "2018-04", "2023-Q2", "2020-S1", "2018-W05", "2018/2019" (school year), and for any
    other span its first day and its length: "2023-10-01/P6M", "1990-01-01/P5Y", "2020-03-09/P10D".
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
    return Period(code, date(year, month, 1), _end_of(year, month, count))


def _end_of(year: int, month: int, count: int) -> date:
    end_year, end_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])


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
    """The ISO week, Monday to Sunday."""
    return Period(f"{year:04d}-W{week:02d}", date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))


def lasting(start: date, count: int, unit: str) -> Period:
    """The span of `count` days ("D"), months ("M") or years ("Y") from `start`; ValueError for a length of 0."""
    if count < 1:
        raise ValueError("a span lasts at least one day")
    if unit == "D":
        return between(start, start + timedelta(days=count - 1))
    if start.day != 1:
        raise ValueError("a span of months begins with the first day of a month")
    return between(start, _end_of(start.year, start.month, count * (12 if unit == "Y" else 1)))


def between(first: date, last: date) -> Period:
    """The span of these days, both included, by its shortest code; ValueError where it is empty."""
    if last < first:
        raise ValueError(f"no days between {first} and {last}")
    if first == last:
        return day_of(first.year, first.month, first.day)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day != 1 or last != _end_of(first.year, first.month, months):
        return Period(f"{first.isoformat()}/P{(last - first).days + 1}D", first, last)
    named = _NAMED[months](first.year, first.month) if months in _NAMED else None
    length = f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
    return named or Period(f"{first.isoformat()}/{length}", first, last)


def _quarter(year: int, month: int) -> Period | None:
    return quarter_of(year, month // 3 + 1) if month % 3 == 1 else None


def _half_year(year: int, month: int) -> Period | None:
    return half_year_of(year, month // 6 + 1) if month % 6 == 1 else None


def _twelve_months(year: int, month: int) -> Period | None:
    if month == 1:
        return year_of(year)
    return school_year_of(year) if month == _SCHOOL_YEAR_MONTH else None


_NAMED: Mapping[int, Callable[[int, int], Period | None]] = {
    1: month_of,
    3: _quarter,
    6: _half_year,
    12: _twelve_months,
}
"""Lengths in months that have a name of their own where they begin in the right month."""
