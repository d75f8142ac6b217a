"""Places: one place beside the others and beside the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

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

_DIFFERENCE, _RANK, _LEADING, _TARGET = 0.68, 0.5, 0.48, 0.7
_FEWEST_PLACES = 5
_FEWEST_FOR_LEADING = 3 * testing.LEADERS


def places(topic: Topic, place: str) -> Iterator[Claim]:
    """The difference to the home of the topic, and the rank among all places of its kind."""
    own, home = whole_of(topic, place), whole_of(topic, topic.home)
    name = place_of(topic, own) if own else None
    if own is None or name is None:
        return
    if home is not None and home is not own and not is_count(topic):
        yield from _difference(topic, own, home, name)
    yield from _standing(topic, own, name)


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


def _standing(topic: Topic, own: Series, name: Text) -> Iterator[Claim]:
    """The rank of a place, and whether it is one of the three highest or lowest, as draws of all values support it."""
    period = newest([own])
    peers = _peers(topic, period)
    if len(peers) < _FEWEST_PLACES or own not in peers:
        return
    found = testing.standing(topic, tuple(peers), own, period)
    if found is None:
        return
    yield _ranked(topic, peers, own, name, Kind.RANK, found.place, found)
    if found.place <= testing.LEADERS and len(peers) >= _FEWEST_FOR_LEADING:
        yield _ranked(topic, peers, own, name, Kind.LEADING, testing.LEADERS, found)


@lru_cache(maxsize=8)  # each of many places asks for them
def _peers(topic: Topic, period: str) -> Mapping[Series, Point]:
    """The places of one kind and their values at this time."""
    others = (series for series in topic.series if not series.key.code and series.key not in (Key(), Key(topic.home)))
    return {series: point for series in others if (point := at(series, period))}


def _ranked(
    topic: Topic,
    peers: Mapping[Series, Point],
    own: Series,
    name: Text,
    kind: Kind,
    rank: int,
    found: testing.Standing,
) -> Claim:
    saying = Saying(
        kind,
        (quantity(topic, peers[own].value),),
        tuple(point.cell for point in peers.values()),
        _RANK if kind == Kind.RANK else _LEADING,
        (peers[own].period,),
        direction=Direction.HIGHEST if found.is_from_top else Direction.LOWEST,
        rank=(rank, len(peers)),
        place=name,
        needs_support=True,
    )
    return claim(topic, saying, found.exactly if kind == Kind.RANK else found.among_first)


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
