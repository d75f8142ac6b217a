"""Places: one place beside the others and beside the whole."""

from __future__ import annotations

from collections.abc import Iterator

from teilhabe.engine.statements import testing
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims.telling import (
    Saying,
    above,
    at,
    claim,
    distance,
    is_count,
    is_sliver,
    newest,
    place_of,
    quantity,
    whole_of,
)
from teilhabe.engine.statements.topic import Key, Point, Series, Topic
from teilhabe.text import Text
from teilhabe.wording.message import Direction, Kind, Verdict

_DIFFERENCE, _RANK, _TARGET = 0.68, 0.5, 0.7
_FEWEST_PLACES = 5


def places(topic: Topic, place: str) -> Iterator[Claim]:
    """The difference to the home of the topic, and the rank among all places of its kind."""
    own, home = whole_of(topic, place), whole_of(topic, topic.home)
    name = place_of(topic, own) if own else None
    if own is None or name is None:
        return
    if home is not None and home is not own and not is_count(topic):
        yield from _difference(topic, own, home, name)
    yield from _rank(topic, own, name)


def _difference(topic: Topic, own: Series, home: Series, name: Text) -> Iterator[Claim]:
    period = newest([own])
    one, other, whole = at(own, period), at(home, period), place_of(topic, home)
    if one is None or other is None or whole is None:
        return
    judged = testing.gap(topic, own, home, period)
    if is_sliver(topic, one.value, other.value) and judged.verdict == Verdict.SUPPORTED:
        return
    saying = Saying(
        Kind.DIFFERENCE,
        (
            quantity(topic, one.value),
            quantity(topic, other.value),
            distance(topic, abs(one.value - other.value)),
        ),
        (one.cell, other.cell),
        _DIFFERENCE,
        (period,),
        (name, whole),
        above(one.value - other.value),
    )
    yield claim(topic, saying, judged)


def _rank(topic: Topic, own: Series, name: Text) -> Iterator[Claim]:
    """The rank of a place, where both neighbours in the order differ from it by more than chance."""
    period = newest([own])
    others = [series for series in topic.series if not series.key.code and series.key not in (Key(), Key(topic.home))]
    told = [(series, point) for series in others if (point := at(series, period))]
    if own not in others or len(told) < _FEWEST_PLACES:
        return
    ordered = sorted(told, key=lambda pair: -pair[1].value)
    rank = next(number for number, (series, _) in enumerate(ordered) if series is own)
    neighbours = ordered[max(rank - 1, 0) : rank] + ordered[rank + 1 : rank + 2]
    for series, _ in neighbours:
        judged = testing.gap(topic, own, series, period)
        if judged.verdict != Verdict.SUPPORTED:
            return
    point = ordered[rank][1]
    from_top = rank < len(ordered) / 2
    saying = Saying(
        Kind.RANK,
        (quantity(topic, point.value),),
        tuple(found.cell for _, found in ordered),
        _RANK,
        (period,),
        direction=Direction.HIGHEST if from_top else Direction.LOWEST,
        rank=(rank + 1 if from_top else len(ordered) - rank, len(ordered)),
        place=name,
    )
    yield claim(topic, saying, judged)


def target(topic: Topic, place: str) -> Iterator[Claim]:
    """How far the newest value is from what somebody has decided to reach."""
    own = whole_of(topic, place)
    point: Point | None = at(own, newest([own])) if own else None
    if topic.goal is None or own is None or point is None or is_sliver(topic, point.value, topic.goal.value):
        return
    missing = point.value - topic.goal.value
    saying = Saying(
        Kind.TARGET,
        (
            quantity(topic, point.value),
            quantity(topic, topic.goal.value),
            distance(topic, abs(missing)),
        ),
        (point.cell,),
        _TARGET,
        (point.period, topic.goal.period),
        direction=above(missing),
        place=place_of(topic, own),
    )
    yield claim(topic, saying)
