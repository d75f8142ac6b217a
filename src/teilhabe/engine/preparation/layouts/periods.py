"""Periods of titles: a table that names its one year in the title is about that year."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from teilhabe.codes.period import parse_period
from teilhabe.engine.cube.coded import Coded
from teilhabe.engine.preparation.draft import Draft, RawDimension
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.layouts.titles import Heading
from teilhabe.engine.preparation.meaning.roles import Role, by_content, by_name, names_period
from teilhabe.text import Text

_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_DATE = re.compile(rf"\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.\s?|(?:{_MONTHS})\s)(?:19|20)\d\d\b")
_MONTH = re.compile(rf"\b(?:{_MONTHS})\s(?:19|20)\d\d\b")
_YEAR = re.compile(r"(?<![\d.,/–-])(?:19|20)\d\d(?![\d.,]?\d|\s?[/–-]\s?\d|er\b)")
_OTHER = re.compile(
    r"\b(gebietsstand|gebietsreform|zensus|census|basis|base|seit|since|ab|from|bis|until|von|stand|erstellt|quelle|©|"
    r"copyright|=)\W*$",
    re.IGNORECASE,
)
"""Behind these words a year says something else than what the figures are about."""
_STAND = re.compile(r"\bStand:?\s+(?:vom |am |zum )?(\d\d?\. ?\d\d?\. ?(?:19|20)\d\d)(?![\d ]*[:/])", re.IGNORECASE)
_TITLE = Text("im Titel", "in the title")


def with_period(
    dimensions: Sequence[RawDimension], heading: Heading, variables: Collection[str]
) -> tuple[list[RawDimension], list[Finding]]:
    """The dimensions, with the one period of the title where none of them is a period.

    `variables` are the names of the measures: where some of them say periods, the title speaks for none of them.
    """
    roles = {role for dimension in dimensions for role in _roles(dimension)}
    if "time_period" in roles or not dimensions:
        return list(dimensions), []
    found = title_period(heading.lines)
    if "part_of_year" in roles and not found.isdigit():
        return list(dimensions), []
    if not found or any(_tells_another(name, found) for name in set(variables)):
        return list(dimensions), []
    period = RawDimension("", "time_period", [found] * len(dimensions[0].codes))
    return [*dimensions, period], [_told(found)]


def _roles(dimension: RawDimension) -> tuple[Role | None, Role | None]:
    return by_name(dimension.source_name, dimension.title), by_content(Coded.of(dimension.texts).cells)


def _tells_another(variable: str, period: str) -> bool:
    """Whether a measure is called like a period that is not the one of the title."""
    parts = [part for part in map(str.strip, variable.split(",")) if names_period(part)]
    return any((read := parse_period(part)) is None or read.code != period for part in parts)


def title_period(lines: Sequence[str]) -> str:
    """The one date, month or year that the titles name; "" where they name none or several."""
    for pattern in (_DATE, _MONTH, _YEAR):
        found = {m[0] for line in lines for m in pattern.finditer(line) if not _OTHER.search(line[: m.start()])}
        codes = {period.code for text in found if (period := parse_period(text))}
        if codes:
            return codes.pop() if len(codes) == 1 else ""
    return _reference_date(lines)


def _reference_date(lines: Sequence[str]) -> str:
    """The one "Stand" that is the first or the last day of a month: other days are those of a retrieval."""
    found = [period for line in lines for match in _STAND.finditer(line) if (period := parse_period(match[1]))]
    days = {period.code for period in found if period.start.day == 1 or (period.start + timedelta(1)).day == 1}
    return days.pop() if len(days) == 1 and len({period.code for period in found}) == 1 else ""


def with_period_of_sheet(draft: Draft, sheet: str) -> Draft:
    """The draft with the period after which its sheet is named, where nothing else says one."""
    period = parse_period(sheet)
    found = {role for dimension in draft.dimensions for role in _roles(dimension)}
    if period is None or {"time_period", "part_of_year"} & found or not draft.dimensions:
        return draft
    if any(_tells_another(name, period.code) for name in set(draft.variables)):
        return draft
    raw = RawDimension("", "time_period", Coded.constant(period.code, len(draft.values)))
    place = Text("im Namen des Blattes", "in the name of the sheet")
    return replace(draft, dimensions=[*draft.dimensions, raw], findings=(*draft.findings, _told(period.code, place)))


def _told(period: str, place: Text = _TITLE) -> Finding:
    return Finding(
        "period-from-title",
        "note",
        Text(
            f"Die Tabelle nennt ihren Zeitraum nur {place.de}: {period}. Ein Rezept kann einen anderen angeben.",
            f"The table names its period {place.en} only: {period}. A recipe may state another.",
        ),
        data={"period": period},
    )
