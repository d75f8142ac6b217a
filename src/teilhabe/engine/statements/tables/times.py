"""Times: the period of a table that has no column for it, from the names of its columns or its title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from teilhabe.codes.period import parse_period
from teilhabe.codes.spans import lasting
from teilhabe.engine.statements.tables.grid import Codes, Course
from teilhabe.engine.statements.tables.reading import Column
from teilhabe.text import Text

_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(rf"(?<!\d)({_YEAR})\s?(?:bis|to|–|-)\s?({_YEAR})(?!\d)")
_DAY = re.compile(rf"(?<!\d)\d{{1,2}}\.\s?(?:\d{{1,2}}\.|[A-Z][a-zä]+)\s?{_YEAR}(?!\d)")
_MONTH = re.compile(
    rf"\b(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember) {_YEAR}"
)
_SINGLE = re.compile(rf"(?<![\d.,/–-]){_YEAR}(?![\d/])")
_EARLIER = re.compile(r"\b(?:seit|gegenüber|gegen|ab|since|from|compared (?:with|to)|vs\.?)\s*$", re.IGNORECASE)
_REST = re.compile(
    r"\s*(?:,|\(\)|\bim jahre?|\bder jahre|\bin den jahren|\bim|\bin|\bende|\bstand|\bam)?\s*$", re.IGNORECASE
)


def period_of(text: str) -> str:
    """The one period that a text is about: a span before a day, a month, a year; "" where it names none or several."""
    plain = text.replace("\u00a0", " ").replace("&nbsp;", " ")
    if spans := {(int(first), int(last)) for first, last in _SPAN.findall(plain)}:
        first, last = spans.pop()
        return lasting(date(first, 1, 1), last - first + 1, "Y").code if not spans and first < last else ""
    for pattern in (_DAY, _MONTH, _SINGLE):
        found = {match[0] for match in pattern.finditer(plain) if not _EARLIER.search(plain[: match.start()])}
        if found:
            return _only(found)
    return ""


def _only(found: set[str]) -> str:
    period = parse_period(found.pop()) if len(found) == 1 else None
    return period.code if period else ""


def without_period(name: str) -> str:
    """The name of a column without the period that it states: "Ausländeranteil 2024" is "Ausländeranteil"."""
    if not period_of(name):
        return name
    for pattern in (_SPAN, _DAY, _MONTH, _SINGLE):
        if (match := pattern.search(name)) and not _EARLIER.search(name[: match.start()]):
            return _REST.sub("", _REST.sub("", name[: match.start()]) + name[match.end() :]).strip() or name
    return name


def dated(columns: Sequence[Column], title: str) -> list[Column]:
    """The columns with the period that they or the title name, where the table itself names none."""
    if any(period for column in columns for course in column.figures.values() for period in course):
        return list(columns)
    own = {period for column in columns if (period := period_of(column.name))}
    shared = own.pop() if len(own) == 1 else period_of(title)
    return [_at(column, period_of(column.name) or shared) for column in columns]


def _at(column: Column, period: str) -> Column:
    figures = {codes: _moved(course, period) for codes, course in column.figures.items()}
    return replace(column, name=without_period(column.name), figures=figures)


def _moved(course: Course, period: str) -> Course:
    return {period: replace(next(iter(course.values())), period=period)}


def of_one_length(
    figures: Mapping[Codes, Course], breaks: Mapping[str, Text]
) -> tuple[dict[Codes, Course], dict[str, Text]]:
    """Figures of periods of one length, and where they cannot be compared with those before.

    Years beside their months tell the same twice: the more frequent length stays. Where one length follows another
    (a census, then several years pooled), all stay, with a cut between them.
    """
    periods = {period: _days(period) for course in figures.values() for period in course if period}
    runs = _runs(sorted(periods, key=_moment), periods)
    if len(runs) <= len(set(periods.values())):
        cuts = {run[0]: _LENGTH for run in runs[1:]}
        return dict(figures), {**breaks, **cuts}
    lengths = list(periods.values())
    kept = max(set(lengths), key=lambda length: (lengths.count(length), -length))
    return {
        codes: {period: point for period, point in course.items() if periods.get(period, kept) == kept}
        for codes, course in figures.items()
    }, dict(breaks)


_LENGTH = Text(
    "Die Zahlen davor und danach beziehen sich auf verschieden lange Zeiträume.",
    "The figures before and after refer to periods of different length.",
)


def _moment(period: str) -> tuple[str, str]:
    parsed = parse_period(period)
    return (parsed.end.isoformat(), parsed.start.isoformat()) if parsed else (period, period)


def _days(period: str) -> int:
    """The length of a period, roughly: months and years of any length are alike."""
    parsed = parse_period(period)
    return round(((parsed.end - parsed.start).days + 1) / 30.5) if parsed else 0


def _runs(ordered: Sequence[str], lengths: Mapping[str, int]) -> list[list[str]]:
    runs: list[list[str]] = []
    for period in ordered:
        if runs and lengths[runs[-1][-1]] == lengths[period]:
            runs[-1].append(period)
        else:
            runs.append([period])
    return runs
