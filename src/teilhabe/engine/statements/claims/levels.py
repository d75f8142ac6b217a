"""Levels: what is there at the newest time, of everybody and of each group in the order of the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from math import ceil
from typing import TypeVar

from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims.telling import (
    Saying,
    at,
    claim,
    divisions_of,
    members,
    newest,
    place_of,
    places_of,
    quantity,
    whole_of,
)
from teilhabe.engine.statements.topic import Series, Topic
from teilhabe.text import Text
from teilhabe.wording.message import Kind

_T = TypeVar("_T")
_WHOLE, _GROUPS, _LATER = 0.57, 0.56, 0.03
_AT_ONCE, _MOST = 4, 12


def levels(topic: Topic, place: str) -> Iterator[Claim]:
    """The value of everybody; the values of the groups, four at a time."""
    whole, divisions = whole_of(topic, place), divisions_of(topic, place) or [places_of(topic, place)]
    period = newest([*([whole] if whole else []), *chain(*divisions)])
    if whole and (point := at(whole, period)):
        saying = Saying(Kind.LEVEL, (quantity(topic, point.value),), (point.cell,), _WHOLE, (period,))
        yield claim(topic, _with_place(saying, place_of(topic, whole)))
    for parts in divisions:
        if parts and (parts[0].key.code or len(parts) <= _AT_ONCE):  # of many places the ends are named: see the span
            yield from _in_fours(topic, parts, period)


def _in_fours(topic: Topic, series: list[Series], period: str) -> Iterator[Claim]:
    told = [(one, point) for one in series if (point := at(one, period))][:_MOST]
    for number, four in enumerate(_evenly(told)):
        saying = Saying(
            Kind.LEVEL,
            tuple(quantity(topic, point.value) for _, point in four),
            tuple(point.cell for _, point in four),
            _GROUPS - number * _LATER,
            (period,),
            members(topic, *(one for one, _ in four)),
            place=place_of(topic, four[0][0]) if four[0][0].key.code else None,
        )
        if len(saying.subjects) == len(saying.numbers):
            yield claim(topic, saying)


def _evenly(told: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """At most four at a time, and about as many each time."""
    rows = ceil(len(told) / _AT_ONCE)
    start = 0
    for row in range(rows):
        size = ceil((len(told) - start) / (rows - row))
        yield told[start : start + size]
        start += size


def _with_place(saying: Saying, name: Text | None) -> Saying:
    return Saying(saying.kind, saying.numbers, saying.cells, saying.importance, saying.periods, place=name)
