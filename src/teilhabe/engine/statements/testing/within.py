"""Comparisons within one series: change, trend, and no change."""

from __future__ import annotations

from teilhabe.engine.statements.procedures import equivalence, history, segments, trends
from teilhabe.engine.statements.procedures.autocorrelation import Observed
from teilhabe.engine.statements.procedures.history import Compared
from teilhabe.engine.statements.testing.direct import directly
from teilhabe.engine.statements.testing.judged import (
    FEW_PERSONS,
    NO_HISTORY,
    SHORT_TREND,
    Judged,
    judge,
    refuse,
)
from teilhabe.engine.statements.testing.observing import has_few, has_intervals, observed, stretch
from teilhabe.engine.statements.topic import DataKind, Series, Topic
from teilhabe.wording.message import Verdict

SMALL = 0.05
"""A value that differs by less than this part of it counts as unchanged, if that is at least one printed digit."""


def change(topic: Topic, series: Series, before: int, after: int) -> Judged:
    """Whether the value differs between two points of a series, beyond what happens from year to year anyway.

    Across a cut: not comparable. Surveys are compared by their intervals; everything else with the history of the
    series where that has six comparable points: two points close to each other with what points so close usually
    differ by, two points that are six or more apart by the level of the values from one to the other. Shorter series
    are compared by the counts behind them.
    """
    first, last = series.points[before], series.points[after]
    if refused := _refused(topic, series, before, after):
        return refused
    if topic.data is DataKind.SURVEY and has_intervals((first, last)):
        return directly(topic, last, first)
    start, end = stretch(series, after)
    if end - start + 1 < history.LEAST:
        return directly(topic, last, first)
    return changed(observed(topic, series.points[start : end + 1]), before - start, after - start)


def changed(values: Observed, before: int, after: int) -> Judged:
    """The later of two points minus the earlier, beside the history of the series."""
    difference = float(values.values[after] - values.values[before])
    if after - before + 1 < history.LEAST:
        return _history("history", difference, history.point_change(values, before, after))
    compared = history.level_change(values.part(before, after))
    estimate = compared.mixture.estimate
    if difference * estimate <= 0 or abs(difference) < abs(estimate) / 2:  # the level moved, but not these two points
        compared = history.point_change(values, before, after)
        return _history("history", difference, compared)
    return _history("level_change", estimate, compared)


def _history(procedure: str, difference: float, compared: Compared) -> Judged:
    return judge(procedure, difference, compared.interval(), compared.p, difference / compared.usual)


def halves(series: Series) -> tuple[int, int, int]:
    """The points since the last cut in two halves: the first point, the first of the later half, and the last."""
    start, end = stretch(series, len(series.points) - 1)
    return start, start + (end - start + 1) // 2, end


def shift(topic: Topic, series: Series) -> Judged:
    """Whether the mean of the later half of the points since the last cut differs from that of the earlier half.

    `estimate` is the difference of the two plain means, as the `halves` divide them.
    """
    start, middle, end = halves(series)
    points = series.points[start : end + 1]
    if has_few(topic, points):
        return refuse(Verdict.TOO_FEW, FEW_PERSONS)
    values = observed(topic, points)
    if values.values.size < 2:
        return refuse(Verdict.TOO_FEW, NO_HISTORY)
    plain = float(values.values[middle - start :].mean() - values.values[: middle - start].mean())
    if values.values.size < history.LEAST:
        return refuse(Verdict.TOO_FEW, NO_HISTORY, plain)
    mixture, usual, _ = history.shift(values)
    low, high = (bound - mixture.estimate + plain for bound in mixture.interval())
    return judge("shift", plain, (low, high), mixture.p, plain / usual)


def trend(topic: Topic, series: Series) -> Judged:
    """Whether the points since the last cut rise or fall steadily; `estimate` is the change per year."""
    start, end = stretch(series, len(series.points) - 1)
    points = series.points[start : end + 1]
    if has_few(topic, points):
        return refuse(Verdict.TOO_FEW, FEW_PERSONS)
    values = observed(topic, points)
    if values.values.size < trends.LEAST:
        slope = trends.theil_sen(values.values, values.times) if values.values.size > 1 else None
        return refuse(Verdict.TOO_FEW, SHORT_TREND, slope)
    found = trends.trend(values)
    return judge("pre_whitened_trend", found.slope, (found.low, found.high), found.p, found.slope / found.usual)


def turned_trend(topic: Topic, series: Series) -> tuple[int, Judged]:
    """Whether the points since the last cut turn once and rise or fall steadily since then.

    With the place of the turn among those points; the estimate is the change per year since then.
    """
    start, end = stretch(series, len(series.points) - 1)
    points = series.points[start : end + 1]
    if has_few(topic, points):
        return 0, refuse(Verdict.TOO_FEW, FEW_PERSONS)
    values = observed(topic, points)
    found = segments.turn(values)
    if found is None:
        return 0, refuse(Verdict.TOO_FEW, SHORT_TREND)
    return found.at, judge("turned_trend", found.after, (found.low, found.high), found.p, found.after / found.usual)


def margin(topic: Topic, value: float) -> float:
    """How far from this value another one still counts as the same, in the unit of the indicator."""
    return float(max(abs(value) * SMALL, 10.0**-topic.decimals))


def unchanged(topic: Topic, series: Series, before: int, after: int) -> Judged:
    """Whether two points are shown to be the same within the margin of the first (equivalence, not absence).

    The interval is that of 90 per cent: it lies within the margin exactly where both one-sided tests say so.
    """
    first, last = series.points[before], series.points[after]
    if refused := _refused(topic, series, before, after):
        return refused
    difference, allowed = last.value - first.value, margin(topic, first.value)
    start, end = stretch(series, after)
    if end - start + 1 < history.LEAST or (topic.data is DataKind.SURVEY and has_intervals((first, last))):
        return _equal_directly(directly(topic, last, first), allowed)
    values = observed(topic, series.points[start : end + 1])
    mixture = history.point_change(values, before - start, after - start).mixture
    return judge("equivalence", difference, mixture.interval(0.90), equivalence.within(mixture, allowed))


def _equal_directly(judged: Judged, allowed: float) -> Judged:
    """From the 95 per cent interval of a direct comparison: its half width is 1.96 standard errors."""
    evidence = judged.evidence
    if evidence.estimate is None or evidence.low is None or evidence.high is None:
        return judged
    error = (evidence.high - evidence.low) / (2 * 1.959964)
    bounds = (evidence.estimate - 1.644854 * error, evidence.estimate + 1.644854 * error)
    p = equivalence.normal_within(evidence.estimate, error, allowed)
    return judge("equivalence", evidence.estimate, bounds, p, reason=evidence.reason)


def _refused(topic: Topic, series: Series, before: int, after: int) -> Judged | None:
    """Where a cut lies between the points, or one of them rests on few persons."""
    for cut in series.cuts:
        if before < cut.at <= after:
            return refuse(Verdict.NOT_COMPARABLE, cut.why)
    if has_few(topic, (series.points[before], series.points[after])):
        return refuse(Verdict.TOO_FEW, FEW_PERSONS)
    return None
