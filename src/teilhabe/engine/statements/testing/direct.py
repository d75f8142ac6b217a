"""Two values on their own, without a history: by their counts or by their intervals."""

from __future__ import annotations

from teilhabe.engine.statements.procedures import counts, shares
from teilhabe.engine.statements.testing.judged import NO_HISTORY, SHORT_HISTORY, Judged, judge, refuse
from teilhabe.engine.statements.testing.observing import has_counts, has_intervals, numerator
from teilhabe.engine.statements.topic import DataKind, Measure, Point, Topic
from teilhabe.wording.message import Verdict


def directly(topic: Topic, first: Point, second: Point) -> Judged:
    """First minus second, by the numbers behind them; too few where there are none."""
    if topic.data is DataKind.SURVEY and has_intervals((first, second)):
        return by_intervals(first, second)
    if topic.data is DataKind.FULL_COUNT and has_counts(topic.measure, (first, second)):
        return _by_shares(topic, first, second) if topic.measure is Measure.SHARE else _by_counts(topic, first, second)
    return refuse(Verdict.TOO_FEW, NO_HISTORY, first.value - second.value)


def by_intervals(first: Point, second: Point) -> Judged:
    low, high, p = shares.intervals_apart(first.value, bounds(first), second.value, bounds(second))
    return judge("intervals", first.value - second.value, (low, high), p)


def bounds(point: Point) -> tuple[float, float]:
    """The interval of a point that has one."""
    assert point.low is not None
    assert point.high is not None
    return point.low, point.high


def _by_shares(topic: Topic, first: Point, second: Point) -> Judged:
    numbers = (*_numbers(topic, first), *_numbers(topic, second))
    low, high = shares.difference(*numbers)
    p = shares.equal_shares(*numbers)
    return judge(
        "score", first.value - second.value, (low * topic.factor, high * topic.factor), p, reason=SHORT_HISTORY
    )


def _by_counts(topic: Topic, first: Point, second: Point) -> Judged:
    numbers = (*_numbers(topic, first), *_numbers(topic, second))
    low, high = counts.difference(*numbers)
    p = counts.equal_rates(*numbers)
    return judge(
        "exact_poisson", first.value - second.value, (low * topic.factor, high * topic.factor), p, reason=SHORT_HISTORY
    )


def _numbers(topic: Topic, point: Point) -> tuple[float, float]:
    """Count and exposure; the exposure of a count alone is 1."""
    exposure = 1.0 if topic.measure is Measure.COUNT else point.denominator
    return numerator(topic.factor, point), exposure or 1.0


def ratio_directly(topic: Topic, first: Point, second: Point) -> tuple[float, float, float]:
    """Bounds of first over second, and the chance of no difference."""
    numbers = (*_numbers(topic, first), *_numbers(topic, second))
    if topic.measure is Measure.SHARE:
        return (*shares.ratio(*numbers), shares.equal_shares(*numbers))
    return (*counts.ratio(*numbers), counts.equal_rates(*numbers))
