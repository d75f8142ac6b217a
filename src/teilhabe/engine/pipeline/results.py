"""What an indicator yields for a city: every value computed, every value judged for publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.disclosure.threshold import needs_suppression
from teilhabe.engine.indicators.breaks import Segment, segments
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.values import Scope, Value, compute
from teilhabe.engine.pipeline.city import City

Status = Literal["value", "sign", "protected", "missing"]


@dataclass(frozen=True)
class Figure:
    """A value as it may be shown: `shown` is None for everything but status "value".

    `confidential` figures come from data that nobody outside the statistics zone may see cell by cell: their source
    cells are counted, never listed.
    """

    value: Value
    status: Status
    confidential: bool

    @property
    def shown(self) -> float | None:
        return self.value.value if self.status == "value" else None

    @property
    def sign(self) -> str:
        return self.value.numerator.sign if self.status == "sign" else ""


@dataclass(frozen=True)
class Result:
    """All figures of one indicator: the city's series, other places, districts, and the city's breakdowns."""

    definition: Definition
    city: tuple[Figure, ...]
    segments: tuple[Segment, ...]
    comparison: Mapping[str, tuple[Figure, ...]]
    districts: Mapping[str, tuple[Figure, ...]]
    groups: Mapping[str, tuple[Figure, ...]]  # breakdown as declared → figures

    @property
    def figures(self) -> tuple[Figure, ...]:
        several = (self.comparison, self.districts, self.groups)
        others = (figure for part in several for figures in part.values() for figure in figures)
        return (*self.city, *others)


def compute_result(city: City, definition: Definition, cube: Cube) -> Result:
    """Everything the indicator yields; an indicator without data has no figures at all."""
    whole = _judged(city, definition, compute(definition, cube, Scope(areas_of(city))))
    places: dict[str, list[Figure]] = {}
    for figure in whole:
        places.setdefault(figure.value.place, []).append(figure)
    own = tuple(places.pop(city.code, ()))
    districts = {place.code for place in city.districts}
    only_city = {city.code: tuple(place.code for place in city.districts)}
    groups = {by: compute(definition, cube, Scope(only_city, by)) for by in definition.by} if own else {}
    for series in places.values():
        segments(definition, [figure.value for figure in series], city.breaks)  # refuses an undeclared change of base
    return Result(
        definition=definition,
        city=own,
        segments=segments(definition, [figure.value for figure in own], city.breaks),
        comparison={code: tuple(figures) for code, figures in places.items() if code not in districts},
        districts={code: tuple(figures) for code, figures in places.items() if code in districts},
        groups={by: _judged(city, definition, values) for by, values in groups.items() if values},
    )


def areas_of(city: City) -> Mapping[str, tuple[str, ...]]:
    """Every place of the city with the areas it may be summed from."""
    districts = tuple(place.code for place in city.districts)
    return {place.code: districts if place.code == city.code else () for place in city.places}


def _judged(city: City, definition: Definition, values: Iterable[Value]) -> tuple[Figure, ...]:
    return tuple(judge(city, definition, value) for value in values)


def judge(city: City, definition: Definition, value: Value) -> Figure:
    """Decide how a value may be shown: protection comes before everything else."""
    sums = [value.numerator, *([value.denominator] if value.denominator else [])]
    threshold = max(city.source(entry.origin.dataset).threshold for entry in sums)
    if threshold and _endangers(definition, value, threshold):
        return Figure(value, "protected", True)
    if value.value is not None:
        return Figure(value, "value", bool(threshold))
    return Figure(value, "sign" if value.numerator.sign else "missing", bool(threshold))


def _endangers(definition: Definition, value: Value, threshold: int) -> bool:
    """Shares also speak about the persons left out; other quotients have no such remainder."""
    denominator = value.denominator.value if value.denominator else None
    whole = denominator if definition.formula == "share" else None
    return needs_suppression(value.numerator.value, whole, threshold)
