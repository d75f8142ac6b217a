"""Periods in words, from their canonical codes: days, years, halves, quarters, months, weeks, school years, spans."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from teilhabe.text import Language

_MONTHS: dict[Language, tuple[str, ...]] = {
    "de": (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_SHORT_MONTHS: dict[Language, tuple[str, ...]] = {
    "de": ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


@lru_cache(maxsize=16384)
def format_period(code: str, language: Language) -> str:
    """A period as it stands in a sentence or a table head: "31.12.2018", "April 2018", "Schuljahr 2018/19".

    ValueError for what is no canonical period code.
    """
    return _worded(code, language, _LONG)


def spoken_period(code: str, language: Language) -> str:
    """A period as running text says it: the last day of a year is "Ende 2018", "end of 2018"; else as `format_period`.

    ValueError as there.
    """
    if _YEAR_END.fullmatch(code):
        return f"{'Ende' if language == 'de' else 'end of'} {code[:4]}"
    return format_period(code, language)


def short_period(code: str, language: Language) -> str:
    """A period as it stands on an axis: "31.12.18", "Apr. 2018", "2018/19"; ValueError as in `format_period`."""
    return _worded(code, language, _SHORT)


_Worder = Callable[[re.Match[str], Language], str]


def _worded(code: str, language: Language, worders: dict[str, _Worder]) -> str:
    for shape, worder in worders.items():
        if match := re.fullmatch(shape, code, flags=re.ASCII):
            return worder(match, language)
    raise ValueError(f"not a period code: {code!r}")


def _day(match: re.Match[str], language: Language) -> str:
    day = date.fromisoformat(match[0])
    return f"{day:%d.%m.%Y}" if language == "de" else f"{day.day} {_MONTHS['en'][day.month - 1]} {day.year}"


def _short_day(match: re.Match[str], language: Language) -> str:
    day = date.fromisoformat(match[0])
    return f"{day:%d.%m.%y}" if language == "de" else f"{day.day} {_SHORT_MONTHS['en'][day.month - 1]} {day.year}"


def _year(match: re.Match[str], language: Language) -> str:
    return match[0]


def _month(match: re.Match[str], language: Language) -> str:
    return f"{_MONTHS[language][int(match[2]) - 1]} {match[1]}"


def _short_month(match: re.Match[str], language: Language) -> str:
    return f"{_SHORT_MONTHS[language][int(match[2]) - 1]} {match[1]}"


def _quarter(match: re.Match[str], language: Language) -> str:
    return f"{match[2]}. Quartal {match[1]}" if language == "de" else f"Q{match[2]} {match[1]}"


def _short_quarter(match: re.Match[str], language: Language) -> str:
    return f"{match[2]}. Qu. {match[1]}" if language == "de" else f"Q{match[2]} {match[1]}"


def _half(match: re.Match[str], language: Language) -> str:
    return f"{match[2]}. Halbjahr {match[1]}" if language == "de" else f"{_ORDINALS[match[2]]} half of {match[1]}"


def _short_half(match: re.Match[str], language: Language) -> str:
    return f"{match[2]}. Hj. {match[1]}" if language == "de" else f"H{match[2]} {match[1]}"


_ORDINALS = {"1": "first", "2": "second"}


def _school_year(match: re.Match[str], language: Language) -> str:
    return ("Schuljahr " if language == "de" else "School year ") + _short_school_year(match, language)


def _short_school_year(match: re.Match[str], language: Language) -> str:
    first, second = int(match[1]), int(match[2])
    if second != first + 1:
        raise ValueError(f"not a school year: {match[0]!r}")
    return f"{first}/{second % 100:02d}"


def _week(match: re.Match[str], language: Language) -> str:
    year, week = int(match[1]), int(match[2])
    date.fromisocalendar(year, week, 1)
    return f"{week}. Kalenderwoche {year}" if language == "de" else f"week {week} of {year}"


def _short_week(match: re.Match[str], language: Language) -> str:
    date.fromisocalendar(int(match[1]), int(match[2]), 1)
    return f"KW {int(match[2])}/{match[1]}" if language == "de" else f"W{int(match[2])} {match[1]}"


def _span(match: re.Match[str], language: Language) -> str:
    first, last = _ends(match)
    return f"{_worded(first, language, _LONG)} {'bis' if language == 'de' else 'to'} {_worded(last, language, _LONG)}"


def _short_span(match: re.Match[str], language: Language) -> str:
    first, last = _ends(match)
    if _MONTHLY.fullmatch(first):
        first, last = (f"{month[5:]}/{month[:4]}" for month in (first, last))
        return f"{first}–{last}"
    return f"{_worded(first, language, _SHORT)}–{_worded(last, language, _SHORT)}"


def _ends(match: re.Match[str]) -> tuple[str, str]:
    """First and last year of "1990-01-01/P5Y", month of "2023-10-01/P6M", day of "2020-03-09/P10D"."""
    first, count, unit = date.fromisoformat(match[1]), int(match[2]), match[3]
    if count == 0 or (first.day != 1 and unit != "D"):
        raise ValueError(f"not a span: {match[0]!r}")
    if unit == "D":
        return first.isoformat(), (first + timedelta(days=count - 1)).isoformat()
    if unit == "Y" and first.month == 1:
        return f"{first.year:04d}", f"{first.year + count - 1:04d}"
    years, month = divmod(first.month - 1 + count * (12 if unit == "Y" else 1) - 1, 12)
    return f"{first:%Y-%m}", f"{first.year + years:04d}-{month + 1:02d}"


_DAY = r"\d{4}-\d\d-\d\d"
_YEAR = r"\d{4}"
_MONTH = r"(\d{4})-(0[1-9]|1[0-2])"
_QUARTER = r"(\d{4})-Q([1-4])"
_HALF = r"(\d{4})-S([12])"
_SCHOOL_YEAR = r"(\d{4})/(\d{4})"
_WEEK = r"(\d{4})-W(\d\d)"
_SPAN = rf"({_DAY})/P(\d{{1,3}})([DMY])"
_MONTHLY = re.compile(_MONTH)
_YEAR_END = re.compile(r"\d{4}-12-31", re.ASCII)

_LONG: dict[str, _Worder] = {
    _DAY: _day,
    _YEAR: _year,
    _MONTH: _month,
    _QUARTER: _quarter,
    _HALF: _half,
    _SCHOOL_YEAR: _school_year,
    _WEEK: _week,
    _SPAN: _span,
}
_SHORT: dict[str, _Worder] = {
    _DAY: _short_day,
    _YEAR: _year,
    _MONTH: _short_month,
    _QUARTER: _short_quarter,
    _HALF: _short_half,
    _SCHOOL_YEAR: _short_school_year,
    _WEEK: _short_week,
    _SPAN: _short_span,
}
