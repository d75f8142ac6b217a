"""Released points as arrays: values, how far chance alone would move them, and when they were."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from teilhabe.codes.period import parse_period
from teilhabe.engine.indicators.expressions.arrays import Array
from teilhabe.engine.indicators.expressions.quantiles import two_sided
from teilhabe.engine.statements.procedures.autocorrelation import Observed
from teilhabe.engine.statements.topic import DataKind, Measure, Point, Series, Topic

_REACH = 2 * two_sided(0.95)
_DAYS = 365.2425
FEWEST = 30
"""Shares and rates of fewer persons are not compared."""


def observed(topic: Topic, points: Sequence[Point]) -> Observed:
    """The points of one stretch without cuts."""
    return _observed(topic.decimals, topic.data, topic.measure, topic.factor, tuple(points))


@lru_cache(maxsize=256)  # the same stretch is asked about many times in a row
def _observed(decimals: int, data: DataKind, measure: Measure, factor: float, points: tuple[Point, ...]) -> Observed:
    values = np.array([point.value for point in points])
    rounding = (10.0**-decimals) ** 2 / 12
    return Observed(values, np.sqrt(_by_chance(data, measure, factor, points) + rounding), times(points))


def times(points: Sequence[Point]) -> Array:
    """In years; the places in the series where a period cannot be read or time does not move on."""
    years = [_year(point.period) for point in points]
    known = np.array([np.nan if year is None else year for year in years])
    places: Array = np.arange(len(points), dtype=np.float64)
    return known if bool(np.all(np.diff(known) > 0)) and not np.isnan(known).any() else places


@lru_cache(maxsize=4096)
def _year(code: str) -> float | None:
    period = parse_period(code)
    return period.end.toordinal() / _DAYS if period else None


def _by_chance(data: DataKind, measure: Measure, factor: float, points: Sequence[Point]) -> Array:
    """Variances: of sampling where there are intervals, else those of Poisson or binomial counts, else 0."""
    if data is DataKind.SURVEY and has_intervals(points):
        return np.array([((point.high or 0.0) - (point.low or 0.0)) / _REACH for point in points]) ** 2
    if data is not DataKind.FULL_COUNT or not has_counts(measure, points):
        return np.zeros(len(points))
    events = _smooth(np.array([numerator(factor, point) for point in points]))
    if measure is Measure.COUNT:
        return np.maximum(events, 0.5) * factor**2
    persons = np.array([point.denominator or 1.0 for point in points])
    if measure is Measure.RATE:
        return np.maximum(events, 0.5) * (factor / persons) ** 2
    share = np.clip((events + 0.5) / (_smooth(persons) + 1), 0.0, 1.0)
    variances: Array = share * (1 - share) / persons * factor**2
    return variances


def _smooth(counts: Array) -> Array:
    """Each count as the mean of itself and its neighbours, so that a low count does not make itself look certain."""
    if counts.size < 3:
        return np.full_like(counts, counts.mean())
    padded = np.concatenate([counts[:1], counts, counts[-1:]])
    smooth: Array = (padded[:-2] + padded[1:-1] + padded[2:]) / 3
    return smooth


def has_intervals(points: Sequence[Point]) -> bool:
    return all(point.low is not None and point.high is not None for point in points)


def has_counts(measure: Measure, points: Sequence[Point]) -> bool:
    """Whether the counts behind the values are known; a count is its own."""
    if measure is Measure.COUNT:
        return all(point.value >= 0 for point in points)
    if measure is Measure.OTHER:
        return False
    return all(point.numerator is not None and (point.denominator or 0) > 0 for point in points)


def numerator(factor: float, point: Point) -> float:
    """The count behind a value; a count without a numerator is its own."""
    if point.numerator is not None:
        return point.numerator
    return point.value / factor


def has_few(topic: Topic, points: Sequence[Point]) -> bool:
    """Whether a share or a rate of a full count rests on so few persons that nothing is said about it."""
    if topic.data is not DataKind.FULL_COUNT or topic.measure not in (Measure.SHARE, Measure.RATE):
        return False
    return any(point.denominator is not None and point.denominator < FEWEST for point in points)


def stretch(series: Series, at: int) -> tuple[int, int]:
    """The first and the last point that may be compared with this one."""
    cuts = [cut.at for cut in series.cuts]
    first = max((cut for cut in cuts if cut <= at), default=0)
    last = min((cut for cut in cuts if cut > at), default=len(series.points)) - 1
    return first, last
