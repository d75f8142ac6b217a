"""What backs a number: a cell, or a simple calculation of cells of the periods and groups that the sentence names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from teilhabe.engine.statements.checking import ends
from teilhabe.engine.statements.prose.binding import NEWEST, YEAR_BEFORE, Bound
from teilhabe.engine.statements.prose.labels import Labels, own
from teilhabe.engine.statements.topic import Measure, Point, Series, Topic
from teilhabe.text import Language
from teilhabe.wording.reading.found import Figure, Roundness
from teilhabe.wording.units import Unit

_COUNTED = frozenset({"persons", "children", "cases", "places"})
_BARE = frozenset({"", "index", "ratio", "euro", *_COUNTED})
_NEVER_UNKNOWN = frozenset({"percentage_points", "years", "months", "hours"})
"""What a number without a known unit cannot be."""
_MOST_SUMMED = 4
_WIDE = 0.1
"""So much, as a part of the number, may lie between it and what is "knapp" or "mehr als" it."""


@dataclass(frozen=True)
class Backing:
    """A value that the table yields, how, and from which cells."""

    value: float
    unit: str
    how: str  # "value", "change", "difference", "factor", "per cent", "sum", "lowest", "highest"
    cells: tuple[str, ...]
    series: tuple[tuple[int, Series], ...]
    period: str


def fits(figure: Figure, backing: Backing) -> bool:
    """Whether the number is this value, as far as its printed digits tell, in this unit."""
    return has_unit(figure.quantity.unit, backing.unit) and is_rounded(figure, backing.value)


def has_unit(said: str, unit: str) -> bool:
    """Whether what is said behind a number can be this unit; per cent and percentage points are always said."""
    if said == unit:
        return True
    if not said:
        return unit in _BARE
    return (unit == "" and said not in _NEVER_UNKNOWN) or (said == "persons" and unit in ("children", "cases"))


def is_rounded(figure: Figure, value: float) -> bool:
    """Whether the value rounds to the number; "rund" allows two significant digits, "knapp" a little less."""
    number, half = float(figure.quantity.value), float(figure.half)
    distance = value - number
    match figure.roundness:
        case Roundness.EXACT:
            return abs(distance) <= half * (1 + 1e-9) + 1e-12
        case Roundness.ABOUT:
            return abs(distance) <= max(half, _coarse(number)) * (1 + 1e-9)
        case Roundness.NEARLY | Roundness.UNDER:
            return -_WIDE * abs(number) - half <= distance <= half
        case Roundness.OVER:
            return -half <= distance <= _WIDE * abs(number) + half


def _coarse(number: float) -> float:
    """Half a unit of the second significant digit, or of the last one that is not zero."""
    digits = f"{abs(number):.15g}".replace(".", "").strip("0")
    exponent = int(f"{abs(number):e}".partition("e")[2])
    return 0.5 * 10.0 ** (exponent - max(2, len(digits)) + 1)


@dataclass(frozen=True)
class Table:
    """The topics of a text with all their names in its language."""

    topics: tuple[Topic, ...]
    labels: Labels
    language: Language

    @property
    def spans(self) -> frozenset[tuple[str, ...]]:
        periods = {point.period for topic in self.topics for series in topic.series for point in series.points}
        return frozenset(both for period in periods if len(both := ends(period)) == 2)


def backings(table: Table, bound: Bound, meant: Collection[int]) -> Iterator[Backing]:
    """All that the number can be, of the topics that are meant, simplest first."""
    for number in meant:
        topic = table.topics[number]
        groups = _series_meant(table, topic, bound)
        if bound.role in ("low", "high"):
            yield from _limits(topic, number, groups, bound)
            if not bound.names:
                continue
        for series in groups:
            yield from _levels(topic, number, series, bound)
        for series in groups:
            yield from _changes(topic, number, series, bound)
        yield from _comparisons(topic, number, groups, bound)
        if bound.role == "of":
            yield from (level for series in _whole(topic) for level in _levels(topic, number, series, bound))


def _series_meant(table: Table, topic: Topic, bound: Bound) -> list[Series]:
    """The series of the groups that are named beside the number or for the whole sentence; else that of everybody."""
    names = [name for name in (*bound.names, *bound.shared) if name in table.labels.keys]
    wanted = [table.labels.keys[name] & topic.labels.keys() for name in names if not _says(table, topic, name)]
    if any(not keys for keys in wanted):
        return []
    if not wanted:
        return _whole(topic) or list(topic.series)
    return [series for series in topic.series if _is_named(series, wanted)]


def _whole(topic: Topic) -> list[Series]:
    """The series of everybody everywhere."""
    return [series for series in topic.series if not own(series.key)]


def _says(table: Table, topic: Topic, name: str) -> bool:
    """Whether the name of the topic itself already says which group it is about: "Quote (Frauen)"."""
    return not table.labels.keys[name] & topic.labels.keys() and name in topic.name.in_language(table.language)


def _is_named(series: Series, wanted: Sequence[Collection[tuple[str, str]]]) -> bool:
    """Every part of its key is named, and no other group of the same dimension is meant alone."""
    mine = own(series.key)
    named = {key for keys in wanted for key in keys}
    dimensions = {dimension for dimension, _ in named}
    return bool(mine) and mine <= named and dimensions <= {dimension for dimension, _ in mine}


def _levels(topic: Topic, number: int, series: Series, bound: Bound) -> Iterator[Backing]:
    for point in _points(series, bound.periods):
        yield Backing(point.value, topic.unit, "value", (point.cell,), ((number, series),), point.period)
        if not topic.unit and topic.measure != Measure.COUNT and 0 <= point.value <= 1:
            yield Backing(point.value * 100, "percent", "value", (point.cell,), ((number, series),), point.period)


def _points(series: Series, periods: Sequence[tuple[str, ...]]) -> list[Point]:
    """The points of these periods, all of them where none is named."""
    if not periods:
        return list(series.points)
    return [point for codes in periods for point in _at(series, codes, periods)]


def _at(series: Series, codes: tuple[str, ...], periods: Sequence[tuple[str, ...]]) -> list[Point]:
    if codes == NEWEST:
        return list(series.points[-1:])
    if codes == YEAR_BEFORE:
        return list(series.points[-2:-1])
    return [point for point in series.points if not point.period or is_within(point.period, codes)]


def is_within(period: str, codes: tuple[str, ...]) -> bool:
    """Whether a period is the one that is named, or lies in the year that is; the end of a year may mean all of it."""
    if len(codes) == 2:
        return ends(period) == codes
    if codes[0].endswith("-12-31") and period in (codes[0][:4], codes[0][:7]):
        return True
    return period == codes[0] or (len(codes[0]) == 4 and period.startswith(f"{codes[0]}-") and "/" not in period)


def _changes(topic: Topic, number: int, series: Series, bound: Bound) -> Iterator[Backing]:
    """From one period to another: how much, how many per cent, how many times."""
    pairs = _pairs(series, bound)
    for before, after in pairs:
        cells, at = (before.cell, after.cell), ((number, series),)
        change = after.value - before.value
        signed = (change, abs(change)) if bound.role == "by" or change >= 0 else (change, -change)
        for value in dict.fromkeys(signed):
            yield Backing(value, _difference_unit(topic), "change", cells, at, after.period)
        if before.value and topic.unit != "percent":
            share = abs(change) / abs(before.value) * 100
            yield Backing(share, "percent", "per cent", cells, at, after.period)
        if before.value:
            yield Backing(after.value / before.value, "ratio", "factor", cells, at, after.period)


def _pairs(series: Series, bound: Bound) -> list[tuple[Point, Point]]:
    """First and last point that are meant: of two named periods, or of one and the one before it."""
    named = [*bound.reference, *bound.periods]
    if not named or (not bound.reference and len(bound.periods) < 2 and bound.role != "by"):
        return []
    points = [point for codes in named for point in _at(series, codes, named)]
    if YEAR_BEFORE in named or len(points) == 1:
        last = max(points, key=series.points.index, default=None)
        place = series.points.index(last) if last else 0
        return [(series.points[place - 1], last)] if last and place else []
    ordered = sorted({point.period: point for point in points}.values(), key=series.points.index)
    return [(ordered[0], ordered[-1])] if len(ordered) > 1 else []


def _difference_unit(topic: Topic) -> Unit | str:
    return "percentage_points" if topic.unit == "percent" else topic.unit


def _comparisons(topic: Topic, number: int, groups: Sequence[Series], bound: Bound) -> Iterator[Backing]:
    """Between groups that are all named: their sum, how far they lie apart, how many times one is the other."""
    if not 2 <= len(groups) <= _MOST_SUMMED or not (bound.names or bound.shared):
        return
    for period in dict.fromkeys(point.period for point in _points(groups[0], bound.periods)):
        points = [(series, point) for series in groups for point in series.points if point.period == period]
        yield from _sums(topic, number, points)
        for (first, one), (second, other) in permutations(points, 2):
            at, cells = ((number, first), (number, second)), (one.cell, other.cell)
            yield Backing(abs(one.value - other.value), _difference_unit(topic), "difference", cells, at, period)
            if other.value:
                yield Backing(one.value / other.value, "ratio", "factor", cells, at, period)


def _sums(topic: Topic, number: int, points: Sequence[tuple[Series, Point]]) -> Iterator[Backing]:
    if not (topic.is_additive or topic.measure == Measure.SHARE):
        return
    for size in range(2, len(points) + 1):
        for chosen in combinations(points, size):
            cells = tuple(point.cell for _, point in chosen)
            at = tuple((number, series) for series, _ in chosen)
            value = sum(point.value for _, point in chosen)
            yield Backing(value, topic.unit, "sum", cells, at, chosen[0][1].period)


def _limits(topic: Topic, number: int, groups: Sequence[Series], bound: Bound) -> Iterator[Backing]:
    """The lowest and the highest of the groups at one time, or of the times of one group."""
    is_of_all = not (bound.names or bound.shared)
    parts = [series for series in topic.series if own(series.key) and is_of_all]
    across = [[(series, point)] for series in parts for point in _points(series, bound.periods)]
    along = [[(series, point) for point in _between(series, bound)] for series in groups]
    periods = {point.period for pairs in across for _, point in pairs}
    pools = [[pair for pairs in across for pair in pairs if pair[1].period == period] for period in periods]
    for pool in [*pools, *along]:
        if len(pool) > 1:
            chosen = (min if bound.role == "low" else max)(pool, key=lambda pair: pair[1].value)
            how = "lowest" if bound.role == "low" else "highest"
            series, point = chosen
            yield Backing(point.value, topic.unit, how, (point.cell,), ((number, series),), point.period)


def _between(series: Series, bound: Bound) -> list[Point]:
    points = _points(series, bound.periods)
    if len(bound.periods) < 2 or not points:
        return points
    places = sorted(series.points.index(point) for point in points)
    return list(series.points[places[0] : places[-1] + 1])


def is_basis(figure: Figure, text: str, topics: Sequence[Topic]) -> bool:
    """Whether the number is the thousand of "von 1 000 Personen 25,2", or an age such as "über 15 Jahre"."""
    unit, value = figure.quantity.unit, figure.quantity.value
    before = text[max(0, figure.start - 16) : figure.start]
    if value in (1000, 100000) and re.search(r"\b(?:von|of|unter)\s$", before):
        return True
    return unit == "years" and value == int(value) and all(topic.unit != "years" for topic in topics)
