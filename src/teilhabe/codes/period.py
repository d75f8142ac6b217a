"""Periods: every way in which official statistics write a date, a year, a part of a year or a run of years."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from teilhabe.codes.spans import (
    Period,
    between,
    day_of,
    half_year_of,
    lasting,
    month_of,
    months_of,
    quarter_of,
    school_year_of,
    week_of,
    year_of,
)

__all__ = [
    "Period",
    "day_of",
    "half_year_of",
    "month_of",
    "months_of",
    "parse_period",
    "part_of_year",
    "quarter_of",
    "school_year_of",
    "split_mark",
    "week_of",
    "within_year",
    "year_of",
]

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
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_NEWEST = 50
"""A year of two digits below this lies in this century."""

_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(1[5-9]\d\d|20\d\d|21\d\d)"
_ANY_YEAR = r"(1[5-9]\d\d|20\d\d|21\d\d|'?\d\d)"
_QUARTER = r"([1-4]|i{1,3}|iv)"
_HALF = r"([12]|i{1,2})"
_QUARTERS = r"(?:quartal|vierteljahr|quarter|kvartal|vj\.?|qu?\.|qtl\.?)"
_HALVES = r"(?:halbjahr|half-?year|hj\.?)"
_SCHOOL = r"(?:schuljahr|schulj\.|sj|school year|kita-?jahr|kindergartenjahr|ausbildungsjahr)"
_WINTER, _SUMMER = r"(?:wintersemester|winter term|ws|wise)", r"(?:sommersemester|summer term|ss|sose)"
_TO = r" ?(?:bis|to|-|–|—) ?"


def _year(text: str) -> int:
    """ "2018", "18" and "'18" are one year, "87" is 1987."""
    number = int(text.lstrip("'"))
    return number if number > 99 else number + (2000 if number < _NEWEST else 1900)


def _number(text: str) -> int:
    return _ROMAN.get(text) or _ORDINALS.get(text) or int(text)


def _two_years(first: str, second: str) -> Period:
    """ "2018/19" is a school year, "2018/04" a month."""
    year = _year(first)
    if int(second) == (year + 1) % 10 ** len(second):
        return school_year_of(year)
    if len(first) == 4 and len(second) == 2 and 1 <= int(second) <= 12:
        return month_of(year, int(second))
    raise ValueError("neither a school year nor a month")


def _school_year(first: str, second: str) -> Period:
    year = _year(first)
    if int(second) != (year + 1) % 10 ** len(second):
        raise ValueError("a school year ends in the next year")
    return school_year_of(year)


def _term(year: int, month: int) -> Period:
    return lasting(date(year, month, 1), 6, "M")


def _month_span(first: tuple[int, int], last: tuple[int, int]) -> Period:
    return between(month_of(*first).start, month_of(*last).end)


_Build = Callable[[re.Match[str]], Period]
_WRITINGS: tuple[tuple[str, _Build], ...] = (
    # years
    (_YEAR, lambda m: year_of(int(m[1]))),
    (rf"(?:jahr(?:es(?:durchschnitt|summe|mittel))? )?{_YEAR}(?:,? insgesamt)?", lambda m: year_of(int(m[1]))),
    (rf"(?:ende|jahresende|end of) {_YEAR}", lambda m: day_of(int(m[1]), 12, 31)),
    # days
    (rf"(\d\d?)\. ?(\d\d?)\. ?{_YEAR}", lambda m: day_of(int(m[3]), int(m[2]), int(m[1]))),
    (r"(\d\d)\.(\d\d)\.(\d\d)", lambda m: day_of(_year(m[3]), int(m[2]), int(m[1]))),
    (
        rf"{_YEAR}-(\d\d)-(\d\d)(?:[t ]00:00(?::00(?:\.0+)?)?(?:z|\+00:00)?)?",
        lambda m: day_of(int(m[1]), int(m[2]), int(m[3])),
    ),
    (rf"(\d\d?)\. ?(\d\d?)\. ?{_YEAR} 0?0:00(?::00)?", lambda m: day_of(int(m[3]), int(m[2]), int(m[1]))),
    (rf"{_YEAR}/(\d\d)/(\d\d)", lambda m: day_of(int(m[1]), int(m[2]), int(m[3]))),
    (r"((?:19|20)\d\d)(\d\d)(\d\d)", lambda m: day_of(int(m[1]), int(m[2]), int(m[3]))),
    (rf"(\d\d?)(?:st|nd|rd|th|\.)?[ -]?{_MONTH}[ -]{_YEAR}", lambda m: day_of(int(m[3]), _MONTHS[m[2]], int(m[1]))),
    (rf"{_MONTH} (\d\d?)(?:st|nd|rd|th)?,? {_YEAR}", lambda m: day_of(int(m[3]), _MONTHS[m[1]], int(m[2]))),
    # months
    (rf"{_YEAR}[- ]?m(\d\d?)", lambda m: month_of(int(m[1]), int(m[2]))),
    (rf"m(\d\d?)[- /]{_YEAR}", lambda m: month_of(int(m[2]), int(m[1]))),
    (rf"{_YEAR}-(\d\d)", lambda m: month_of(int(m[1]), int(m[2]))),
    (r"((?:19|20)\d\d)(0[1-9]|1[0-2])", lambda m: month_of(int(m[1]), int(m[2]))),
    (rf"(\d\d?) ?[/.] ?{_YEAR}", lambda m: month_of(int(m[2]), int(m[1]))),
    (rf"{_MONTH}[ /-]?{_YEAR}", lambda m: month_of(int(m[2]), _MONTHS[m[1]])),
    (rf"{_MONTH}[ /-]('?\d\d)", lambda m: month_of(_year(m[2]), _MONTHS[m[1]])),
    (rf"{_YEAR}[ /-]?{_MONTH}", lambda m: month_of(int(m[1]), _MONTHS[m[2]])),
    # quarters and half-years
    (rf"{_YEAR}[- /]?[qk]([1-4])", lambda m: quarter_of(int(m[1]), int(m[2]))),
    (rf"q([1-4])[- /]?{_YEAR}", lambda m: quarter_of(int(m[2]), int(m[1]))),
    (rf"([1-4])q[- /]?{_YEAR}", lambda m: quarter_of(int(m[2]), int(m[1]))),
    (rf"{_QUARTER}\.? ?{_QUARTERS} ?/? ?{_ANY_YEAR}", lambda m: quarter_of(_year(m[2]), _number(m[1]))),
    (rf"{_QUARTERS} ?{_QUARTER}[ /-]{{1,3}}{_YEAR}", lambda m: quarter_of(int(m[2]), _number(m[1]))),
    (rf"{_YEAR}[ ,/-]{{1,3}}{_QUARTER}\.? ?{_QUARTERS}", lambda m: quarter_of(int(m[1]), _number(m[2]))),
    (rf"(i{{1,3}}|iv) ?[/.-] ?{_ANY_YEAR}", lambda m: quarter_of(_year(m[2]), _number(m[1]))),
    (rf"{_YEAR} ?[/ -] ?(i{{1,3}}|iv)", lambda m: quarter_of(int(m[1]), _number(m[2]))),
    (rf"{_YEAR}[- /]?[sh]([12])", lambda m: half_year_of(int(m[1]), int(m[2]))),
    (rf"h([12])[- /]?{_YEAR}", lambda m: half_year_of(int(m[2]), int(m[1]))),
    (rf"{_HALF}\.? ?{_HALVES} ?/? ?{_ANY_YEAR}", lambda m: half_year_of(_year(m[2]), _number(m[1]))),
    (rf"{_HALVES} ?{_HALF}[ /-]{{1,3}}{_YEAR}", lambda m: half_year_of(int(m[2]), _number(m[1]))),
    (rf"{_YEAR}[ ,/-]{{1,3}}{_HALF}\.? ?{_HALVES}", lambda m: half_year_of(int(m[1]), _number(m[2]))),
    (rf"(first|second) half of {_YEAR}", lambda m: half_year_of(int(m[2]), _number(m[1]))),
    (rf"(first|second|third|fourth) quarter of {_YEAR}", lambda m: quarter_of(int(m[2]), _number(m[1]))),
    # weeks
    (rf"{_YEAR}[- ]?(?:w|kw ?)(\d\d?)", lambda m: week_of(int(m[1]), int(m[2]))),
    (rf"(?:kw|week|kalenderwoche|w) ?(\d\d?)(?: ?/ ?| (?:of )?){_YEAR}", lambda m: week_of(int(m[2]), int(m[1]))),
    (rf"(\d\d?)\. ?(?:kw|woche|kalenderwoche) {_YEAR}", lambda m: week_of(int(m[2]), int(m[1]))),
    # school years and terms
    (rf"{_SCHOOL} ?{_ANY_YEAR} ?[/-] ?(\d\d|\d{{4}})", lambda m: _school_year(m[1], m[2])),
    (rf"{_YEAR} ?/ ?(\d\d|\d{{4}})", lambda m: _two_years(m[1], m[2])),
    (rf"{_WINTER} ?{_ANY_YEAR}(?: ?/ ?\d\d(?:\d\d)?)?", lambda m: _term(_year(m[1]), 10)),
    (rf"{_SUMMER} ?{_ANY_YEAR}", lambda m: _term(_year(m[1]), 4)),
    # spans
    (rf"{_YEAR}-(\d\d)p(\d\d?)m", lambda m: lasting(date(int(m[1]), int(m[2]), 1), int(m[3]), "M")),
    (
        rf"{_YEAR}-(\d\d)-(\d\d)/p(\d{{1,3}})([dmy])",
        lambda m: lasting(date(int(m[1]), int(m[2]), int(m[3])), int(m[4]), m[5].upper()),
    ),
    (
        rf"{_YEAR}-(\d\d)-(\d\d)/{_YEAR}-(\d\d)-(\d\d)",
        lambda m: between(date(int(m[1]), int(m[2]), int(m[3])), date(int(m[4]), int(m[5]), int(m[6]))),
    ),
    (
        rf"(\d\d?)\. ?(\d\d?)\. ?{_YEAR}?{_TO}(\d\d?)\. ?(\d\d?)\. ?{_YEAR}",
        lambda m: between(date(int(m[3] or m[6]), int(m[2]), int(m[1])), date(int(m[6]), int(m[5]), int(m[4]))),
    ),
    (
        rf"{_MONTH}(?: {_YEAR})?{_TO}{_MONTH}[ /-]{_YEAR}",
        lambda m: _month_span((int(m[2] or m[4]), _MONTHS[m[1]]), (int(m[4]), _MONTHS[m[3]])),
    ),
)
_FORMS = tuple((re.compile(pattern), build) for pattern, build in _WRITINGS)
_LEAD = re.compile(
    r"^(?:stand|stichtag|berichtsmonat|berichtsjahr|am|zum|im|jahr|year|as of|on)\b[: ]*"
    r"|(?<=\d) \((?:stichtag|stand)\)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def parse_period(text: str) -> Period | None:
    """The period a text names, in German, English, GENESIS, Eurostat, PX or SDMX writing; None where it names none.

    What may be read in two ways has no period here: a column decides together whether "01/02/2020" is in January and
    whether "1990-1995" are five years or six (`codes.timescale`).
    """
    plain = _LEAD.sub("", " ".join(text.split())).lower()
    for pattern, build in _FORMS:
        match = pattern.fullmatch(plain)
        if match:
            try:
                return build(match)
            except ValueError:
                continue
    return None


_MARKED = re.compile(
    r"(.*\d\.?)\s*(\*{1,3}|[¹²³⁴-⁹]+[)⁾]?|\(?[a-z\d]\)|[pvrbse]|\(?(?:vorläufig|vorl\.?|provisional|prov\.?"
    r"|geschätzt|estimated?|revidiert|revised)\)?)",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def split_mark(text: str) -> tuple[str, str]:
    """ "2023p" into "2023" and "p", "2023 1)" into "2023" and "1)"; the mark is "" where there is none.

    A mark stands behind a period only; the text comes back whole where what is left of it names none.
    """
    if parse_period(text):
        return text, ""
    match = _MARKED.fullmatch(" ".join(text.split()))
    if match and parse_period(match[1]):
        return match[1], match[2].strip("()") if match[2].startswith("(") else match[2]
    return text, ""


_PARTS: tuple[tuple[str, str], ...] = (
    ("M", r"monat ?(0?[1-9]|1[0-2])|m(0[1-9]|1[0-2])"),
    ("Q", rf"quart([1-4])|{_QUARTER}\.? ?{_QUARTERS}|q([1-4])|{_QUARTERS} ?{_QUARTER}|([a-z]+) quarter"),
    ("S", rf"halbj([12])|{_HALF}\.? ?{_HALVES}|{_HALVES} ?{_HALF}"),
)


@lru_cache(maxsize=4096)
def part_of_year(text: str) -> tuple[str, int] | None:
    """("M", 4) for "April" or "MONAT04", ("Q", 2) for "2. Quartal", ("S", 1) for "1. Halbjahr"; else None."""
    plain = " ".join(text.split()).lower()
    if plain.rstrip(".") in _MONTHS:
        return "M", _MONTHS[plain.rstrip(".")]
    for kind, pattern in _PARTS:
        match = re.fullmatch(pattern, plain)
        if match:
            named = next(group for group in match.groups() if group)
            return (kind, _number(named)) if not named.isalpha() or named in {*_ROMAN, *_ORDINALS} else None
    return None


def within_year(year: Period, kind: str, number: int) -> Period:
    """The month, quarter or half-year with this number inside a calendar year."""
    build = {"M": month_of, "Q": quarter_of, "S": half_year_of}[kind]
    return build(year.start.year, number)
