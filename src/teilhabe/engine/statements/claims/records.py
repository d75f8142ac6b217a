"""Records: the highest and lowest values of a series, and the span of the last year of monthly ones."""

from __future__ import annotations

from collections.abc import Iterator

from teilhabe.codes.period import parse_period
from teilhabe.engine.statements import testing
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims.telling import (
    Saying,
    claim,
    comparable,
    groups_of,
    is_sliver,
    is_told,
    place_of,
    quantity,
    subjects,
    whole_of,
)
from teilhabe.engine.statements.topic import Point, Series, Topic
from teilhabe.wording.message import Direction, Kind

_RECORD, _RANK, _YEAR = 0.56, 0.3, 0.9
_FEWEST = 8
"""Records and ranks of periods are told of at least so many comparable points."""
_LAST_RANK = 3
_MOST_GROUPS = 8


def records(topic: Topic, place: str) -> Iterator[Claim]:
    """Records and ranks of the newest value, and the extremes within the last year."""
    whole = whole_of(topic, place)
    for number, series in enumerate([*([whole] if whole else []), *groups_of(topic, place)][:_MOST_GROUPS]):
        weight = 1.0 - 0.03 * number
        yield from _within_a_year(topic, series, weight if whole is not series else 0.8)
        points = series.points[comparable(series) :]
        if len(points) >= _FEWEST and is_told(points[-1]) and points[-1].period:
            yield from _record(topic, series, points, weight)


def _record(topic: Topic, series: Series, points: tuple[Point, ...], weight: float) -> Iterator[Claim]:
    """The newest value where it is the highest or lowest of all, or the second or third, as they are said."""
    last, earlier = points[-1], points[:-1]
    for direction, sign in ((Direction.HIGHEST, 1), (Direction.LOWEST, -1)):
        if any(is_sliver(topic, point.value, last.value) for point in earlier):
            return
        better = [point for point in earlier if sign * point.value > sign * last.value]
        if not better:
            closest = max(range(len(earlier)), key=lambda place: sign * earlier[place].value)
            offset = len(series.points) - len(points)
            judged = testing.change(topic, series, offset + closest, len(series.points) - 1)
            if judged.evidence.p is not None:
                yield claim(topic, _saying(topic, series, points, direction, _RECORD * weight), judged)
        elif len(better) < _LAST_RANK:
            yield from _rank(topic, series, points, direction, len(better) + 1, weight)


def _saying(topic: Topic, series: Series, points: tuple[Point, ...], direction: Direction, importance: float) -> Saying:
    return Saying(
        Kind.RECORD,
        (quantity(topic, points[-1].value),),
        tuple(point.cell for point in points),
        importance,
        (points[-1].period, points[0].period),
        subjects(topic, series),
        direction,
        place=place_of(topic, series),
        needs_support=True,
    )


def _rank(
    topic: Topic, series: Series, points: tuple[Point, ...], direction: Direction, rank: int, weight: float
) -> Iterator[Claim]:
    """The place of the newest value: both its neighbours in the order differ from it by more than chance."""
    sign = 1 if direction == Direction.HIGHEST else -1
    offset = len(series.points) - len(points)
    ordered = sorted(range(len(points)), key=lambda place: -sign * points[place].value)
    place = ordered.index(len(points) - 1)
    neighbours = ordered[place - 1 : place] + ordered[place + 1 : place + 2]
    judged = testing.weakest(
        testing.change(topic, series, offset + neighbour, len(series.points) - 1) for neighbour in neighbours
    )
    if judged.evidence.p is None:
        return
    saying = Saying(
        Kind.RANK,
        (quantity(topic, points[-1].value),),
        tuple(point.cell for point in points),
        _RANK * weight,
        (points[-1].period,),
        subjects(topic, series),
        direction,
        (rank, len(points)),
        place_of(topic, series),
        needs_support=True,
    )
    yield claim(topic, saying, judged)


def _within_a_year(topic: Topic, series: Series, weight: float) -> Iterator[Claim]:
    """Lowest and highest value of the parts of the last year."""
    points = [point for point in _last_year(series.points[comparable(series) :]) if is_told(point)]
    if len(points) < 4:
        return
    low, high = min(points, key=lambda point: point.value), max(points, key=lambda point: point.value)
    if is_sliver(topic, low.value, high.value):
        return
    saying = Saying(
        Kind.SPREAD,
        (quantity(topic, low.value), quantity(topic, high.value)),
        (low.cell, high.cell),
        _YEAR * weight,
        (points[0].period, points[-1].period),
        subjects(topic, series),
        place=place_of(topic, series),
    )
    yield claim(topic, saying)


def _last_year(points: tuple[Point, ...]) -> list[Point]:
    """The points that end in the last calendar year, where they are parts of it."""
    last = parse_period(points[-1].period) if points and points[-1].period else None
    if last is None or (last.end - last.start).days > 100:
        return []
    parsed = [(point, parse_period(point.period)) for point in points]
    return [point for point, period in parsed if period and period.end.year == last.end.year]
