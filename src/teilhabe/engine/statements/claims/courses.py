"""Courses: the trend of a series, its trend since it has turned, and the shift between its two halves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from teilhabe.codes.period import parse_period
from teilhabe.engine.statements import testing
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims.telling import (
    Saying,
    above,
    claim,
    comparable,
    distance,
    is_sliver,
    is_told,
    place_of,
    quantity,
    subjects,
    upwards,
)
from teilhabe.engine.statements.topic import Point, Series, Topic
from teilhabe.wording.message import Kind, Verdict

_TREND, _TURNED, _SHIFT, _SHIFT_ALONE = 0.55, 0.6, 0.5, 0.95
"""What these weigh beside a change from the first value to the last; a shift most where that may be chance."""
_FEWEST_FOR_TREND = 8
_PART_OF_YEAR = 100  # days


def courses(topic: Topic, series: Series, importance: float, has_moved: bool) -> Iterator[Claim]:
    """What the comparable points of a series say together; `has_moved`: whether its first and last value say so too."""
    points = series.points[comparable(series) :]
    if len(points) < 2 or not all(is_told(point) and point.period for point in (points[0], points[-1])):
        return
    if len(points) >= _FEWEST_FOR_TREND:
        yield from _trend(topic, series, points, importance * _TREND, testing.trend(topic, series))
        at, judged = testing.turned_trend(topic, series)
        yield from _trend(topic, series, points[at:], importance * _TURNED, judged)
    if not _is_part_of_year(points[-1]):
        yield from _shift(topic, series, points, importance * (_SHIFT if has_moved else _SHIFT_ALONE))


def _trend(
    topic: Topic, series: Series, points: Sequence[Point], importance: float, judged: testing.Judged
) -> Iterator[Claim]:
    slope = judged.evidence.estimate
    if judged.evidence.p is None or slope is None:
        return
    said = distance(topic, abs(slope))
    if judged.verdict == Verdict.SUPPORTED and not said.value:
        return
    yield claim(
        topic,
        Saying(
            Kind.TREND,
            (said, quantity(topic, points[0].value), quantity(topic, points[-1].value)),
            tuple(point.cell for point in points),
            importance,
            (points[0].period, points[-1].period),
            subjects(topic, series),
            upwards(slope),
            place=place_of(topic, series),
            needs_support=True,
        ),
        judged,
    )


def _is_part_of_year(point: Point) -> bool:
    """Halves of such a series hold other parts of the year."""
    period = parse_period(point.period)
    return period is not None and (period.end - period.start).days <= _PART_OF_YEAR


def _shift(topic: Topic, series: Series, points: Sequence[Point], importance: float) -> Iterator[Claim]:
    """The mean of the later half beside that of the earlier one, only where the evidence is strong."""
    start, middle, _ = testing.halves(series)
    judged = testing.strongly(testing.shift(topic, series))
    early, late = points[: middle - start], points[middle - start :]
    before, since = (fmean(point.value for point in half) for half in (early, late))
    if judged.evidence.p is None or (judged.verdict == Verdict.SUPPORTED and is_sliver(topic, before, since)):
        return
    yield claim(
        topic,
        Saying(
            Kind.SHIFT,
            (quantity(topic, since), quantity(topic, before)),
            tuple(point.cell for point in points),
            importance,
            (late[0].period, early[0].period, early[-1].period),
            subjects(topic, series),
            above(since - before),
            place=place_of(topic, series),
            needs_support=True,
        ),
        judged,
    )
