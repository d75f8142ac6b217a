"""Where ticks stand: round numbers on the axis of values, few and readable periods on the axis of time."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from teilhabe.charts.look import SMALL, text_width
from teilhabe.charts.model import Point
from teilhabe.text import Language
from teilhabe.wording.numbers import format_number
from teilhabe.wording.periods import format_period

_LEAST_SPAN = 0.05
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 1000)
_MONTH_STEPS = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240, 600, 12000)
_ROUND_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class ValueAxis:
    """An axis of values from its first to its last tick."""

    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    @property
    def low(self) -> float:
        return self.ticks[0]

    @property
    def high(self) -> float:
        return self.ticks[-1]

    @property
    def starts_above_zero(self) -> bool:
        return self.low > 0

    def share(self, value: float) -> float:
        """How far up the axis a value stands, 0 at the first tick, 1 at the last."""
        return (value - self.low) / (self.high - self.low)


def value_axis(values: Sequence[float], intervals: int, language: Language) -> ValueAxis:
    """Round ticks around all values; zero is among them unless the smallest value is more than half the greatest.

    An axis without zero spans at least a twentieth of its values, so that nothing small looks steep.
    """
    low, high = _ends(min(values, default=0.0), max(values, default=1.0))
    step = round_step((high - low) / intervals if high > low else 1.0, whole=all(v == int(v) for v in values))
    first, last = math.floor(Decimal(repr(low)) / step), math.ceil(Decimal(repr(high)) / step)
    ticks = [step * count for count in range(first, max(last, first + 1) + 1)]
    labels = tuple(format_number(tick, _decimals(step), language) for tick in ticks)
    return ValueAxis(tuple(float(tick) for tick in ticks), labels)


def _ends(low: float, high: float) -> tuple[float, float]:
    """The stretch that an axis must show."""
    if low == high or low <= 0 <= high:
        return min(low, 0.0), max(high, 0.0)
    near, far = sorted((abs(low), abs(high)))
    if near <= far / 2:
        return min(low, 0.0), max(high, 0.0)
    missing = max(0.0, _LEAST_SPAN * far - (high - low)) / 2
    return low - missing, high + missing


def round_step(rough: float, *, whole: bool) -> Decimal:
    """The smallest of 1, 2, 2.5, 5 × a power of ten that is no smaller than `rough`; at least 1 for whole numbers."""
    power = Decimal(10) ** math.floor(math.log10(rough))
    step = next(factor * power for factor in _ROUND_STEPS if factor * power >= Decimal(repr(rough)))
    if whole and step % 1:
        return max(Decimal(1), step.to_integral_value(rounding="ROUND_CEILING"))
    return step


def _decimals(step: Decimal) -> int:
    exponent = step.normalize().as_tuple().exponent
    return max(0, -int(exponent))


@dataclass(frozen=True)
class TimeAxis:
    """An axis of days (counted as `date.toordinal` does) from the first to the last, with labelled ticks."""

    first: int
    last: int
    ticks: Mapping[int, str]
    same_day: str = ""  # "31.12.", where ticks are years but figures stand at that day of each

    def share(self, day: float) -> float:
        """How far along the axis a day stands, 0 at the first, 1 at the last."""
        return (day - self.first) / (self.last - self.first)


def day_of(iso: str) -> int:
    """An ISO date as a count of days; ValueError where it is none."""
    return date.fromisoformat(iso).toordinal()


@dataclass(frozen=True)
class PeriodTexts:
    """What may stand below each day that has a figure."""

    texts: Mapping[int, str]  # by day, ascending
    yearly: bool  # whether the texts are years, so that any year may have a tick
    same_day: str

    @property
    def room(self) -> float:
        """Width of the longest text, px."""
        return max((text_width(text, SMALL) for text in self.texts.values()), default=0.0)


def period_texts(points: Iterable[Point], language: Language) -> PeriodTexts:
    """The shortest honest names of the periods: years where every point stands for one, else the points' own ticks."""
    named = dict(sorted({day_of(point.x): point for point in points}.items()))
    yearly, same_day = _yearly(named, language)
    if yearly:
        return PeriodTexts({day: str(date.fromordinal(day).year) for day in named}, True, same_day)
    return PeriodTexts({day: point.tick or point.label for day, point in named.items()}, False, "")


def time_axis(periods: PeriodTexts, width: float, most: int) -> TimeAxis:
    """An axis through all days with at most `most` labels, fewer where they would touch within `width` px."""
    days = list(periods.texts)
    if not days:
        return TimeAxis(0, 1, {})
    count = max(2, min(most, int(width // (periods.room + 14))))
    ticks = _round_years(days, count) if periods.yearly else _every_nth(periods.texts, count)
    margin = 0.012 * (days[-1] - days[0]) or 180
    return TimeAxis(math.floor(days[0] - margin), math.ceil(days[-1] + margin), ticks, periods.same_day)


def _yearly(named: Mapping[int, Point], language: Language) -> tuple[bool, str]:
    """Whether years may stand for the points, and the day of each year they stand at if they are labelled by it."""
    dates = [date.fromordinal(day) for day in named]
    if len({(day.month, day.day) for day in dates}) > 1:
        return False, ""
    if all(point.label == str(day.year) for day, point in zip(dates, named.values(), strict=True)):
        return True, ""
    if all(point.label == format_period(point.x, language) for point in named.values()):
        return True, format_period(dates[0].isoformat(), language).removesuffix(str(dates[0].year)).strip()
    return False, ""


def _round_years(days: Sequence[int], count: int) -> dict[int, str]:
    """Years divisible by a round step, and the first and last where they do not crowd their neighbour."""
    first, last = date.fromordinal(days[0]), date.fromordinal(days[-1])
    step = next(step for step in _YEAR_STEPS if (last.year - first.year) / step <= count - 1)
    years = [year for year in range(first.year, last.year + 1) if year % step == 0]
    if not years or years[0] - first.year >= 0.5 * step:
        years.insert(0, first.year)
    if last.year - years[-1] >= 0.5 * step:
        years.append(last.year)
    day = min(first.day, 28) if first.month == 2 else first.day
    return {first.replace(year=year, day=day).toordinal(): str(year) for year in years}


def _every_nth(texts: Mapping[int, str], count: int) -> dict[int, str]:
    """Every month, quarter, half year, year … counted back from the last point, so that the newest has its label.

    Where no such step leaves labels apart, the first and the last point have one.
    """
    first, newest = min(texts), max(texts)
    for step in _MONTH_STEPS:
        chosen = {day: text for day, text in texts.items() if (_month(newest) - _month(day)) % step == 0}
        nearest = min((later - day for day, later in pairwise(chosen)), default=0)
        if 1 < len(chosen) <= count and nearest * (count - 1) >= 0.9 * (newest - first):
            return chosen
    return {day: texts[day] for day in (first, newest)}


def _month(day: int) -> int:
    calendar = date.fromordinal(day)
    return calendar.year * 12 + calendar.month


def label_expression(labels: Mapping[int, str] | Mapping[float, str]) -> str:
    """A Vega expression that prints the words we chose for each tick, so that no browser words them differently."""
    words = {str(int(tick)) if tick == int(tick) else repr(tick): text for tick, text in labels.items()}
    return f"{json.dumps(words, ensure_ascii=False)}[datum.value]"
