"""Intervals: columns that hold the limits of another column become the intervals of its points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from teilhabe.engine.statements.tables.grid import Codes, Course
from teilhabe.engine.statements.tables.reading import Column

_INTERVAL = r"(?:vertrauensintervall|konfidenzintervall|vertrauensbereich|confidence interval|\bk\.?i\.?|\bc\.?i\.?)"
_LIMIT = re.compile(rf"(?P<name>.*?)[\s,;:(_-]*(?:\d\d\s*%?[-\s]*)?{_INTERVAL}(?P<which>.*)", re.IGNORECASE)
_LOW = re.compile(r"unter|lower|low|min|von|links|\bu\b", re.IGNORECASE)
_HIGH = re.compile(r"ober|upper|high|max|bis|rechts|\bo\b", re.IGNORECASE)


def with_intervals(columns: Sequence[Column]) -> list[Column]:
    """The columns of values, their points with the limits that stand in columns of their own."""
    limits: dict[tuple[str, bool], Column] = {}
    for column in columns:
        match = _LIMIT.fullmatch(column.name)
        if match and bool(_LOW.search(match["which"])) != bool(_HIGH.search(match["which"])):
            limits[match["name"].strip(), bool(_LOW.search(match["which"]))] = column
    if not limits:
        return list(columns)
    taken = {column.name for column in limits.values()}
    return [
        _limited(column, limits.get((column.name, True)), limits.get((column.name, False)))
        for column in columns
        if column.name not in taken
    ]


def _limited(column: Column, low: Column | None, high: Column | None) -> Column:
    if low is None or high is None:
        return column
    figures = {codes: _with_limits(codes, course, low, high) for codes, course in column.figures.items()}
    return replace(column, figures=figures)


def _with_limits(codes: Codes, course: Course, low: Column, high: Column) -> Course:
    lows, highs = low.figures.get(codes, {}), high.figures.get(codes, {})
    return {
        period: replace(point, low=lows[period].value, high=highs[period].value)
        if period in lows and period in highs
        else point
        for period, point in course.items()
    }
