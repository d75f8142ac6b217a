"""Groups: how far two of them are apart, whether they come closer, and the span of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teilhabe.engine.statements import testing
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims.telling import (
    Saying,
    above,
    at,
    bare,
    claim,
    comparable,
    dimension_of,
    distance,
    divisions_of,
    groups_of,
    is_count,
    is_part,
    is_sliver,
    members,
    moment,
    newest,
    place_of,
    places_of,
    quantity,
    subjects,
    whole_of,
)
from teilhabe.engine.statements.topic import Point, Series, Topic
from teilhabe.text import Text
from teilhabe.wording.message import Direction, Kind, Verdict

_GAP, _RATIO, _CONVERGENCE, _SPREAD, _STRUCTURE = 0.78, 0.42, 0.58, 0.72, 0.6
_OF_PARTS, _OF_PLACES = 0.44, 0.56
_PLACE = Text("Ort", "place")
_FACTOR = 1.5  # from here on it is told how many times one is the other
_FEWEST_FOR_SPREAD = 3


def groups(topic: Topic, place: str) -> Iterator[Claim]:
    """The gap of the two groups of reference, what explains a gap, and the span of all groups or places."""
    pair = _reference(topic, groups_of(topic, place))
    if pair:
        yield from _gap(topic, *pair)
        yield from _convergence(topic, *pair)
    yield from _structures(topic, groups_of(topic, place))
    for parts in divisions_of(topic, place) or [places_of(topic, place)]:
        yield from _spread(topic, parts)


def _structures(topic: Topic, found: Sequence[Series]) -> Iterator[Claim]:
    """What the composition of two groups explains of the gap between them, at the newest time of which it is known."""
    parted = max(topic.parted, key=lambda one: moment(one.period), default=None)
    if parted is None or not is_part(parted.composition, parted.gap):
        return
    known = {series.key: series for series in found}
    first, second = known.get(parted.first), known.get(parted.second)
    if first is None or second is None:
        return
    judged = testing.gap(topic, first, second, parted.period)
    ends = [at(series, parted.period) for series in (first, second)]
    size = distance(topic, abs(parted.gap))
    if judged.evidence.p is None or (judged.verdict == Verdict.SUPPORTED and not size.value):
        return
    explained = parted.composition if parted.gap > 0 else -parted.composition
    saying = Saying(
        Kind.STRUCTURE,
        (size, distance(topic, explained)),
        (*parted.cells, *(point.cell for point in ends if point)),
        _STRUCTURE,
        (parted.period,),
        (*subjects(topic, first, second), parted.over),
        above(parted.gap),
        place=place_of(topic, first),
        needs_support=True,
    )
    yield claim(topic, saying, judged)


def _reference(topic: Topic, found: Sequence[Series]) -> tuple[Series, Series] | None:
    if topic.reference is None:
        return None
    known = {(series.key.dimension, series.key.code): series for series in found}
    first, second = ((key.dimension, key.code) for key in topic.reference)
    return (known[first], known[second]) if first in known and second in known else None


def _gap(topic: Topic, first: Series, second: Series) -> Iterator[Claim]:
    period = newest([first, second])
    one, other = at(first, period), at(second, period)
    if one is None or other is None:
        return
    said = (quantity(topic, one.value), quantity(topic, other.value))
    parts = Saying(
        Kind.GAP,
        (*said, distance(topic, abs(one.value - other.value))),
        (one.cell, other.cell),
        _GAP,
        (period,),
        subjects(topic, first, second),
        above(one.value - other.value),
        place=place_of(topic, first),
    )
    judged = testing.gap(topic, first, second, period)
    if not (is_sliver(topic, one.value, other.value) and judged.verdict == Verdict.SUPPORTED):
        yield claim(topic, parts, judged)
    is_told = said[0].value > 0 < said[1].value
    if is_told and not 1 / _FACTOR < one.value / other.value < _FACTOR:
        factor = bare(one.value / other.value, 1)
        told = Saying(
            Kind.RATIO,
            (*said, factor),
            parts.cells,
            _RATIO,
            parts.periods,
            parts.subjects,
            place=parts.place,
        )
        yield claim(topic, told, testing.ratio(topic, first, second, period))


def _convergence(topic: Topic, first: Series, second: Series) -> Iterator[Claim]:
    shared = _shared(first, second)
    if len(shared) < 2:
        return
    before, after = shared[0], shared[-1]
    old = [at(series, before) for series in (first, second)]
    new = [at(series, after) for series in (first, second)]
    points = [point for point in (*old, *new) if point is not None]
    if len(points) < 4:
        return
    gap_before, gap_after = points[0].value - points[1].value, points[2].value - points[3].value
    if gap_before * gap_after < 0 or is_sliver(topic, abs(gap_before), abs(gap_after)):
        return
    direction = Direction.NARROWER if abs(gap_after) < abs(gap_before) else Direction.WIDER
    saying = Saying(
        Kind.CONVERGENCE,
        (distance(topic, abs(gap_before)), distance(topic, abs(gap_after))),
        tuple(point.cell for point in points),
        _CONVERGENCE,
        (before, after),
        subjects(topic, first, second),
        direction,
        place=place_of(topic, first),
    )
    yield claim(topic, saying, testing.convergence(topic, first, second, before, after))


def _shared(first: Series, second: Series) -> list[str]:
    """The periods of both that can be compared with their last ones, in order of time."""
    later = {point.period for point in second.points[comparable(second) :]}
    both = {point.period for point in first.points[comparable(first) :]} & later
    return sorted((period for period in both if period), key=moment)


def _are_parts(topic: Topic, points: Sequence[Point]) -> bool:
    """Whether the values are parts of one whole, whose sizes naturally differ."""
    total = sum(point.value for point in points)
    is_divided = is_count(topic) and whole_of(topic, topic.home) is not None
    return topic.is_additive or is_divided or (topic.unit == "percent" and abs(total - 100) <= 0.1 * len(points))


def _spread(topic: Topic, series: Sequence[Series]) -> Iterator[Claim]:
    period = newest(series)
    told = [(point, one) for one in series if (point := at(one, period))]
    if len(told) < _FEWEST_FOR_SPREAD:
        return
    low, lowest = min(told, key=lambda pair: pair[0].value)
    high, highest = max(told, key=lambda pair: pair[0].value)
    if is_sliver(topic, low.value, high.value):
        return
    are_parts = _are_parts(topic, [point for point, _ in told])
    saying = Saying(
        Kind.SPREAD,
        (quantity(topic, low.value), quantity(topic, high.value)),
        (low.cell, high.cell),
        _OF_PARTS if are_parts else _SPREAD if told[0][1].key.code else _OF_PLACES,
        (period,),
        _between(topic, lowest, highest),
        place=place_of(topic, told[0][1]) if told[0][1].key.code else None,
    )
    yield claim(topic, saying)


def _between(topic: Topic, lowest: Series, highest: Series) -> tuple[Text, ...]:
    """What groups differ by; of places also which two lie at the ends: whoever lives there wants to know."""
    by = dimension_of(topic, lowest)
    names = members(topic, lowest, highest)
    if lowest.key.code or len(names) < 2:
        return by
    return (*(by or (_PLACE,)), *names)
