"""Words of direction against the values that they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teilhabe.engine.statements.prose.backing import Backing, Table
from teilhabe.engine.statements.prose.binding import Bound
from teilhabe.engine.statements.prose.labels import own
from teilhabe.engine.statements.topic import Point, Series
from teilhabe.text import Text
from teilhabe.wording.message import Direction
from teilhabe.wording.reading.found import Findings

_WRONG_WAY = Text(
    "Die Werte gehen in die andere Richtung: erst {first:g}, dann {last:g}.",
    "The values go the other way: first {first:g}, then {last:g}.",
)
_WRONG_EXTREME = Text(
    "Es gibt einen Wert, der weiter außen liegt: {value:g}.", "There is a value further out: {value:g}."
)
_EXCEPT = re.compile(
    r"\b(?:neben|nach|außer|ausser|abgesehen|von den|unter den|innerhalb|einige"
    r"|after|apart|except|besides|among|within)\b",
    re.IGNORECASE,
)
"""Words with which the highest of some only is meant."""
_WAYS = {Direction.UP: 1, Direction.DOWN: -1, Direction.ABOVE: 1, Direction.BELOW: -1}
_EXTREMES = {Direction.HIGHEST: max, Direction.LOWEST: min}

Backed = Sequence[tuple[Bound, Backing]]


def turned_wrong(found: Findings, table: Table, backed: Backed) -> Iterator[Text]:
    """What the sentence says of higher and lower that its backed numbers do not show."""
    directions = [movement.direction for movement in found.movements]
    ways = {_WAYS[direction] for direction in directions if direction in _WAYS}
    if len(ways) == 1:
        yield from _wrong_way(ways.pop(), backed)
    if _EXCEPT.search(found.text):
        return
    extremes = {direction for direction in directions if direction in _EXTREMES}
    if len(extremes) == 1 and not found.standings:
        yield from _wrong_extreme(extremes.pop(), table, backed)


def _wrong_way(way: int, backed: Backed) -> Iterator[Text]:
    """Of two values of one series the later against the earlier, of two groups the first against the second."""
    levels = [backing for _, backing in backed if backing.how == "value"]
    if len(levels) != 2:
        yield from _wrong_change(way, backed)
        return
    first, last = levels
    if first.series == last.series:
        first, last = sorted(levels, key=lambda backing: backing.period)
        is_right = (last.value - first.value) * way > 0
    else:
        is_right = (first.value - last.value) * way > 0
    if not is_right:
        yield Text(*(text.format(first=first.value, last=last.value) for text in _WRONG_WAY))


def _wrong_change(way: int, backed: Backed) -> Iterator[Text]:
    """A change that is told alone: "um 142 gestiegen"."""
    for bound, backing in backed:
        if bound.role == "by" and backing.how in ("change", "per cent") and len(backed) == 1:
            ((_, series),) = backing.series
            values = {point.cell: point.value for point in series.points}
            first, last = (values[cell] for cell in backing.cells)
            if (last - first) * way < 0:
                yield Text(*(text.format(first=first, last=last) for text in _WRONG_WAY))


def _wrong_extreme(extreme: Direction, table: Table, backed: Backed) -> Iterator[Text]:
    """One value that is called the highest is that of its groups at its time, or of its series."""
    levels = [(bound, backing) for bound, backing in backed if backing.how == "value"]
    if len(levels) != 1:
        return
    bound, backing = levels[0]
    ((number, series),) = backing.series
    others = [other for other in table.topics[number].series if own(other.key)]
    is_part = bool(own(series.key))
    across = [point.value for other in others if is_part for point in other.points if point.period == backing.period]
    along = [point.value for point in _since(series, bound)]
    outermost = [_EXTREMES[extreme](values) for values in (across, along) if len(values) > 1]
    if outermost and backing.value not in outermost:
        yield Text(*(text.format(value=outermost[-1]) for text in _WRONG_EXTREME))


def _since(series: Series, bound: Bound) -> list[Point]:
    codes = [code for time in bound.reference for code in time[:1]]
    return [point for point in series.points if not codes or point.period >= min(codes)]
