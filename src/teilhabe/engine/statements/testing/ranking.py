"""Which place something takes among others, how sure that is, and whether it is among the first."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from teilhabe.engine.indicators.expressions.arrays import Array
from teilhabe.engine.indicators.expressions.quantiles import two_sided
from teilhabe.engine.statements.procedures import history, ranks
from teilhabe.engine.statements.testing.judged import Judged, judge
from teilhabe.engine.statements.testing.observing import has_few, has_intervals, observed, stretch
from teilhabe.engine.statements.topic import DataKind, Point, Series, Topic

LEADERS = 3
"""So many are the first, or the last."""
_REACH = 2 * two_sided(0.95)


class Standing(NamedTuple):
    """The place of one value, counted from the nearer end, and whether the draws support it, or one of the first."""

    place: int
    is_from_top: bool
    exactly: Judged
    among_first: Judged


def standing(topic: Topic, several: tuple[Series, ...], own: Series, period: str) -> Standing | None:
    """How one of several series stands at one time; None where it is not known how far their values stray.

    Every value is drawn 2,000 times from what it might as well have been: the chance is that of another place.
    """
    found = _drawn(topic, several, period)
    if found is None or own not in several:
        return None
    at = several.index(own)
    is_from_top = bool(found[0].place[at] <= found[1].place[at])
    order = found[0 if is_from_top else 1]
    place = int(order.place[at])
    bounds = float(order.best[at]), float(order.worst[at])
    exactly, among = (
        judge("ranks", place, bounds, _chance(float(share[at]))) for share in (order.exactly, order.among_first)
    )
    return Standing(place, is_from_top, exactly, among)


def _chance(share: float) -> float:
    """Of being elsewhere; no number of draws proves that it never happens."""
    return (1 + (1 - share) * ranks.DRAWS) / (1 + ranks.DRAWS)


@lru_cache(maxsize=8)  # each of many places asks for the order of all
def _drawn(topic: Topic, several: tuple[Series, ...], period: str) -> tuple[ranks.Ranks, ranks.Ranks] | None:
    """The order from the top and from the bottom."""
    found = [_value(topic, series, period) for series in several]
    if any(one is None for one in found):
        return None
    values, errors = np.array([one for one in found if one is not None]).T
    return ranks.rank(values, errors, LEADERS), ranks.rank(-values, errors, LEADERS)


def _value(topic: Topic, series: Series, period: str) -> tuple[float, float] | None:
    """The value at this time and how far it strays: by sampling, as the series shows, or else by chance alone."""
    at = next((place for place, point in enumerate(series.points) if point.period == period), None)
    if at is None or has_few(topic, (series.points[at],)):
        return None
    point = series.points[at]
    start, end = stretch(series, at)
    if topic.data is DataKind.SURVEY and has_intervals((point,)):
        return point.value, _sampled(point)
    values = observed(topic, series.points[start : end + 1])
    if end - start + 1 >= history.LEAST:
        return point.value, history.point(values, at - start).mixture.error
    return (point.value, float(values.spread[at - start])) if topic.data is DataKind.FULL_COUNT else None


def _sampled(point: Point) -> float:
    bounds: Array = np.array([point.low, point.high], dtype=np.float64)
    return float(np.diff(bounds)[0]) / _REACH
