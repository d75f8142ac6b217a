"""Comparisons of two series at the same time: gap, ratio, and whether a gap has become narrower or wider."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from teilhabe.engine.statements.procedures import history
from teilhabe.engine.statements.procedures.autocorrelation import Observed
from teilhabe.engine.statements.testing.direct import bounds, by_intervals, directly, ratio_directly
from teilhabe.engine.statements.testing.judged import (
    CROSSED,
    FEW_PERSONS,
    NO_HISTORY,
    NO_VALUE,
    SHORT_HISTORY,
    Judged,
    judge,
    refuse,
)
from teilhabe.engine.statements.testing.observing import has_counts, has_few, has_intervals, observed, stretch
from teilhabe.engine.statements.testing.within import changed
from teilhabe.engine.statements.topic import DataKind, Point, Series, Topic
from teilhabe.text import Text
from teilhabe.wording.message import Verdict

_FURTHEST = 700.0
"""The logarithm of the largest factor that a number can hold."""


def gap(topic: Topic, first: Series, second: Series, period: str) -> Judged:
    """Whether two groups, or two places, differ at one time; `estimate` is first minus second.

    Surveys are compared by their intervals; everything else with what the gap usually strays by from year to year,
    where six years of it are comparable; shorter series by the counts behind them.
    """
    pair = _paired(topic, first, second, period)
    if isinstance(pair, Judged):
        return pair
    one, other = pair.firsts[pair.at], pair.seconds[pair.at]
    if pair.is_sampled:
        return by_intervals(one, other)
    if pair.is_short:
        return directly(topic, one, other)
    compared = history.point(pair.difference(topic), pair.at)
    mixture = compared.mixture
    return judge("history", one.value - other.value, mixture.interval(), mixture.p, mixture.estimate / compared.usual)


def ratio(topic: Topic, first: Series, second: Series, period: str) -> Judged:
    """How many times the first is the second at one time; `low` and `high` bound the factor."""
    pair = _paired(topic, first, second, period)
    if isinstance(pair, Judged):
        return pair
    one, other = pair.firsts[pair.at], pair.seconds[pair.at]
    if other.value <= 0 or one.value < 0:
        return refuse(Verdict.TOO_FEW, NO_VALUE)
    if not pair.is_short and not pair.is_sampled and pair.is_positive(topic):
        return _logarithmic(topic, pair)
    if has_counts(topic.measure, (one, other)) and topic.data is DataKind.FULL_COUNT:
        low, high, p = ratio_directly(topic, one, other)
        return judge("score", one.value / other.value, (low, high), p, reason=SHORT_HISTORY)
    return _sampled_ratio(one, other) if pair.is_sampled else refuse(Verdict.TOO_FEW, NO_HISTORY)


def _logarithmic(topic: Topic, pair: _Pair) -> Judged:
    """The logarithm of the ratio beside what it usually strays by."""
    logarithms = history.log_quotient(observed(topic, pair.firsts), observed(topic, pair.seconds))
    compared = history.point(logarithms, pair.at)
    low, high = (math.exp(min(end, _FURTHEST)) for end in compared.mixture.interval())
    factor = pair.firsts[pair.at].value / pair.seconds[pair.at].value
    return judge("history", factor, (low, high), compared.mixture.p, compared.mixture.estimate / compared.usual)


def _sampled_ratio(one: Point, other: Point) -> Judged:
    """Of two estimates with intervals (MOVER, Donner and Zou 2012): from the bounds of both."""
    (one_low, one_high), (other_low, other_high) = bounds(one), bounds(other)
    factor = one.value / other.value
    if other_low <= 0:
        return refuse(Verdict.TOO_FEW, NO_HISTORY, factor)
    low = _mover(one.value, other.value, one_low, other_high, -1)
    high = _mover(one.value, other.value, one_high, other_low, 1)
    judged = by_intervals(one, other)
    return replace(judged, evidence=replace(judged.evidence, estimate=factor, low=low, high=high))


def _mover(a: float, b: float, bound_a: float, bound_b: float, sign: int) -> float:
    """One bound of a / b, from the bound of a on the same side and that of b on the other."""
    root = (a * b) ** 2 - bound_a * bound_b * (2 * a - bound_a) * (2 * b - bound_b)
    return (a * b + sign * math.sqrt(max(root, 0.0))) / (bound_b * (2 * b - bound_b))


def convergence(topic: Topic, first: Series, second: Series, before: str, after: str) -> Judged:
    """Whether the gap of two groups has become narrower or wider; `estimate` is the later gap minus the earlier.

    Both gaps are sizes, without a sign; a gap that has turned round is neither narrower nor wider.
    """
    pair = _paired(topic, first, second, after)
    if isinstance(pair, Judged):
        return pair
    if before not in pair.periods:
        return refuse(*_between(first, second, before, after))
    start = pair.periods.index(before)
    gaps = pair.difference(topic)
    sign = math.copysign(1.0, float(gaps.values[start]))
    if sign * float(gaps.values[pair.at]) < 0:
        return refuse(Verdict.CHANCE, CROSSED)
    if pair.is_short:
        return refuse(Verdict.TOO_FEW, NO_HISTORY, sign * float(gaps.values[pair.at] - gaps.values[start]))
    return changed(replace(gaps, values=sign * gaps.values), start, pair.at)


@dataclass(frozen=True)
class _Pair:
    """The points that both series have in one comparable stretch, and which of them is asked about."""

    firsts: list[Point]
    seconds: list[Point]
    at: int
    is_sampled: bool

    @property
    def periods(self) -> list[str]:
        return [point.period for point in self.firsts]

    @property
    def is_short(self) -> bool:
        return len(self.firsts) < history.LEAST

    def is_positive(self, topic: Topic) -> bool:
        """Whether every value is printed as more than nothing: the logarithm of less means nothing."""
        least = 10.0**-topic.decimals / 2
        return all(point.value >= least for point in (*self.firsts, *self.seconds))

    def difference(self, topic: Topic) -> Observed:
        """First minus second at every time."""
        one, other = observed(topic, self.firsts), observed(topic, self.seconds)
        return Observed(one.values - other.values, np.hypot(one.spread, other.spread), one.times)


def _paired(topic: Topic, first: Series, second: Series, period: str) -> _Pair | Judged:
    ours, theirs = _comparable(first, period), _comparable(second, period)
    shared = [key for key in ours if key in theirs]
    if period not in shared:
        return refuse(Verdict.TOO_FEW, NO_VALUE)
    firsts, seconds = [ours[key] for key in shared], [theirs[key] for key in shared]
    at = shared.index(period)
    if has_few(topic, (firsts[at], seconds[at])):
        return refuse(Verdict.TOO_FEW, FEW_PERSONS)
    is_sampled = topic.data is DataKind.SURVEY and has_intervals((firsts[at], seconds[at]))
    return _Pair(firsts, seconds, at, is_sampled)


def _comparable(series: Series, period: str) -> dict[str, Point]:
    """The points of the stretch in which this period lies."""
    at = next((place for place, point in enumerate(series.points) if point.period == period), None)
    if at is None:
        return {}
    start, end = stretch(series, at)
    return {point.period: point for point in series.points[start : end + 1]}


def _between(first: Series, second: Series, before: str, after: str) -> tuple[Verdict, Text]:
    """Why the earlier gap cannot be compared: a cut of one of the series, or no value."""
    for series in (first, second):
        periods = [point.period for point in series.points]
        if before not in periods:
            return Verdict.TOO_FEW, NO_VALUE
        for cut in series.cuts:
            if periods.index(before) < cut.at <= periods.index(after):
                return Verdict.NOT_COMPARABLE, cut.why
    return Verdict.TOO_FEW, NO_VALUE
