"""A city's series as a forecast sees it: shown values at equal steps, and what the steps are called."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from teilhabe.codes.period import Period, parse_period
from teilhabe.engine.forecasts.frequency import Calendar, read_calendar
from teilhabe.engine.forecasts.series import Kind, Series
from teilhabe.engine.indicators.breaks import Segment
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.results import Figure, Result
from teilhabe.errors import InputError

States = Mapping[date, Mapping[str, float]]
"""What was known earlier: period → shown value, by the day since which it was known."""


FEWEST = 3
"""Fewer values are no course; nobody expects to hear how they go on."""


@dataclass(frozen=True)
class Numbered:
    """A series of today and its earlier states, all numbered alike."""

    series: Series
    states: Mapping[date, Series]
    calendar: Calendar

    def period(self, number: int) -> str:
        """The canonical code of the period of this number."""
        return self.calendar.write(number)

    def day(self, number: int) -> date:
        """The last day of that period, at which it stands in a picture."""
        return _parsed(self.period(number)).end

    def number_of(self, day: date) -> int:
        """The number of the first period of the series that ends on this day or later."""
        count = len(self.series.values)
        return self.series.first + bisect_left(range(count), day, key=lambda place: self.day(self.series.first + place))


def numbered(result: Result, states: States) -> Numbered | None:
    """The city's own series; None where it is not to be forecast, shows too few values, or follows no rhythm."""
    shown = {figure.value.period: figure.shown for figure in result.city if figure.shown is not None}
    if not result.definition.is_foreseen or len(shown) < FEWEST:
        return None
    try:
        calendar = read_calendar([*shown, *(period for values in states.values() for period in values)])
    except InputError:
        return None
    if any(parse_period(period) is None for period in calendar.numbers):
        return None
    definition, numbers = result.definition, calendar.numbers
    today = _series(definition, calendar, shown, _kind(definition, result.city))
    today = replace(today, breaks=tuple(_cuts(result.segments, numbers)))
    earlier = {
        day: replace(_series(definition, calendar, values, today.kind), breaks=today.breaks)
        for day, values in states.items()
        if values
    }
    return Numbered(today, earlier, calendar)


def _series(definition: Definition, calendar: Calendar, shown: Mapping[str, float], kind: Kind) -> Series:
    """Shown values in their places, NaN between them."""
    numbers = [calendar.numbers[period] for period in shown]
    first, last = min(numbers), max(numbers)
    values = np.full(last - first + 1, np.nan)
    values[np.array(numbers) - first] = list(shown.values())
    whole = definition.range.high if kind is Kind.SHARE else None
    return Series(definition.id, calendar.frequency, first, values, kind, whole=whole)


def _kind(definition: Definition, figures: Sequence[Figure]) -> Kind:
    """What the values are, as far as formula and range of the definition tell."""
    if definition.range.low == 0 and definition.range.high in (1, 100):
        return Kind.SHARE
    if definition.numerator.minus:
        return Kind.BALANCE
    if definition.formula == "rate":
        return Kind.RATE
    if definition.formula != "count":
        return Kind.UNSTATED
    period = _parsed(figures[-1].value.period)
    return Kind.STOCK if period.start == period.end else Kind.FLOW


def _parsed(period: str) -> Period:
    found = parse_period(period)
    assert found is not None  # `numbered` takes no series with other periods
    return found


def _cuts(segments: Sequence[Segment], numbers: Mapping[str, int]) -> Iterable[int]:
    """The first shown period behind each break."""
    for segment in segments[1:]:
        inside = [numbers[value.period] for value in segment.values if value.period in numbers]
        if inside:
            yield min(inside)
