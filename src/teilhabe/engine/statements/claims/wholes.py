"""Wholes: what a sum is made of, how much of it few groups hold, and what its structure explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from teilhabe.engine.indicators.expressions.decomposition import kitagawa
from teilhabe.engine.statements import testing
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims.telling import (
    Saying,
    at,
    bare,
    claim,
    comparable,
    dimension_of,
    distance,
    divisions_of,
    is_part,
    members,
    newest,
    percentage,
    place_of,
    places_of,
    quantity,
    upwards,
    whole_of,
)
from teilhabe.engine.statements.topic import Point, Series, Topic
from teilhabe.wording.message import Kind

_COMPOSITION, _CONCENTRATION, _DECOMPOSITION = 0.7, 0.38, 0.5
_PARTS = 3
_HALF, _FEWEST_FOR_CONCENTRATION = 0.5, 8


def wholes(topic: Topic, place: str) -> Iterator[Claim]:
    """Sum and parts, concentration, and the part of a change that the structure of the groups explains."""
    whole = whole_of(topic, place)
    for parts in divisions_of(topic, place) or [places_of(topic, place)]:
        if whole is None or len(parts) < 2:
            continue
        if topic.is_additive:
            yield from _composition(topic, whole, parts)
            yield from _concentration(topic, whole, parts)
        yield from _decomposition(topic, whole, parts)


def _composition(topic: Topic, whole: Series, parts: Sequence[Series]) -> Iterator[Claim]:
    period = newest([whole])
    total = at(whole, period)
    told = [(series, point) for series in _first_parts(topic, parts, period) if (point := at(series, period))]
    if total is None or total.value <= 0 or not told:
        return
    saying = Saying(
        Kind.COMPOSITION,
        (quantity(topic, total.value), *(percentage(point.value / total.value * 100) for _, point in told)),
        (total.cell, *(point.cell for _, point in told)),
        _COMPOSITION,
        (period,),
        members(topic, *(series for series, _ in told)),
        place=place_of(topic, whole),
    )
    if len(saying.subjects) == len(told):
        yield claim(topic, saying)


def _first_parts(topic: Topic, parts: Sequence[Series], period: str) -> list[Series]:
    """Three parts: the first of the table where groups are not ranked, otherwise the largest, in the table's order."""
    if len(parts) <= _PARTS or parts[0].key.dimension in topic.unranked:
        return list(parts[:_PARTS])
    sizes = {series.key: point.value for series in parts if (point := at(series, period))}
    largest = sorted(sizes, key=lambda key: -sizes[key])[:_PARTS]
    return [series for series in parts if series.key in largest]


def _concentration(topic: Topic, whole: Series, parts: Sequence[Series]) -> Iterator[Claim]:
    period = newest([whole])
    total, points = at(whole, period), [point for series in parts if (point := at(series, period))]
    if total is None or total.value <= 0 or len(points) < _FEWEST_FOR_CONCENTRATION:
        return
    ordered = sorted(points, key=lambda point: -point.value)
    count = _fewest_for_half(ordered, total.value)
    if not 0 < count * 3 <= len(ordered):
        return
    held = sum(point.value for point in ordered[:count]) / total.value * 100
    saying = Saying(
        Kind.CONCENTRATION,
        (bare(count), percentage(held)),
        (total.cell, *(point.cell for point in ordered[:count])),
        _CONCENTRATION,
        (period,),
        place=place_of(topic, whole),
    )
    yield claim(topic, saying)


def _fewest_for_half(ordered: Sequence[Point], total: float) -> int:
    """The fewest groups that hold half of the whole together."""
    held = 0.0
    for count, point in enumerate(ordered, start=1):
        held += point.value
        if held >= _HALF * total:
            return count
    return 0


def _decomposition(topic: Topic, whole: Series, parts: Sequence[Series]) -> Iterator[Claim]:
    """How much of a change comes from another make-up by groups, where the counts behind the shares are known."""
    first, last = comparable(whole), len(whole.points) - 1
    if last <= first or not (name := dimension_of(topic, parts[0])):
        return
    ends = [whole.points[first], whole.points[last]]
    counts = [_counts(parts, end) for end in ends]
    if any(found is None for found in counts):
        return
    (events_old, persons_old), (events_new, persons_new) = (found for found in counts if found is not None)
    parted = kitagawa(persons_new, events_new, persons_old, events_old)
    change, explained = ends[1].value - ends[0].value, float(parted.composition) * topic.factor
    judged = testing.change(topic, whole, first, last)
    if judged.evidence.p is None or not is_part(explained, change):
        return
    sign = 1 if change > 0 else -1
    saying = Saying(
        Kind.DECOMPOSITION,
        (distance(topic, abs(change)), distance(topic, sign * explained)),
        tuple(end.cell for end in ends),
        _DECOMPOSITION,
        (ends[0].period, ends[1].period),
        name,
        upwards(change),
        place=place_of(topic, whole),
        needs_support=True,
    )
    yield claim(topic, saying, judged)


def _counts(parts: Sequence[Series], end: Point) -> tuple[np.ndarray, np.ndarray] | None:
    """Events and persons of each group; None unless the groups make up the whole."""
    points = [at(series, end.period) for series in parts]
    events = [point.numerator for point in points if point and point.numerator is not None]
    persons = [point.denominator for point in points if point and point.denominator]
    if end.numerator is None or not len(events) == len(persons) == len(parts):
        return None
    if not np.isclose(sum(events), end.numerator) or not np.isclose(sum(persons), end.denominator or 0.0):
        return None
    return np.array(events), np.array(persons)
