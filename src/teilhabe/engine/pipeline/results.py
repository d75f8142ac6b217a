"""What an indicator yields for a city: every value computed, every value judged for publication."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.disclosure.threshold import is_below, of_rule
from teilhabe.engine.indicators.breaks import Segment, segments
from teilhabe.engine.indicators.computing import compute_all
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.shrinking import as_shown
from teilhabe.engine.indicators.territories import refuse_earlier_state
from teilhabe.engine.indicators.values import Scope, Value, Values
from teilhabe.engine.pipeline.city import City
from teilhabe.release.pages import Status

HIDDEN: tuple[Status, ...] = ("protected", "unreliable")
"""Statuses of which nothing is told but the status itself: numerator, bounds and cases would give the value away."""


@dataclass(frozen=True)
class Figure:
    """A value as it may be shown: `shown` is None for everything but status "value".

    Confidential figures come from data that nobody outside the statistics zone may see cell by cell: their source
    cells are counted, never listed.
    """

    value: Value
    status: Status
    is_confidential: bool

    @property
    def shown(self) -> float | None:
        return self.value.value if self.status == "value" else None

    @property
    def is_hidden(self) -> bool:
        return self.status in HIDDEN

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


def figure_id(definition: Definition, value: Value) -> str:
    """What names this figure in every release, whatever its value."""
    return " ".join((definition.id, value.place, value.period, value.breakdown, value.code)).rstrip()


def without(result: Result, hidden: Container[str]) -> Result:
    """The result with these figures (by their ids) protected, as if each were too small to be shown.

    Values of a model follow: it may rest on no single figure that is hidden.
    """
    definition = result.definition
    figures = {figure_id(definition, figure.value): figure for figure in result.figures}
    kept = {name: replace(figure, status="protected") if name in hidden else figure for name, figure in figures.items()}
    kept |= {figure_id(definition, figure.value): figure for figure in _modelled(definition, [*kept.values()])}

    def series(figures: Iterable[Figure]) -> tuple[Figure, ...]:
        return tuple(kept[figure_id(definition, figure.value)] for figure in figures)

    def each(parts: Mapping[str, tuple[Figure, ...]]) -> Mapping[str, tuple[Figure, ...]]:
        return {name: series(figures) for name, figures in parts.items()}

    return replace(
        result,
        city=series(result.city),
        comparison=each(result.comparison),
        districts=each(result.districts),
        groups=each(result.groups),
    )


def is_modelled(definition: Definition) -> bool:
    """Whether its values come from a model of all districts."""
    return definition.variant is not None and definition.variant.kind == "shrunk"


def _modelled(definition: Definition, figures: Sequence[Figure]) -> Iterator[Figure]:
    """The shown figures of a model, computed from these figures alone; none where there is no model."""
    if is_modelled(definition):
        shown = [figure for figure in figures if figure.status == "value"]
        values = {figure_id(definition, value): value for value in as_shown(definition, [f.value for f in shown])}
        yield from (replace(figure, value=values[figure_id(definition, figure.value)]) for figure in shown)


def compute_results(city: City, definitions: Sequence[Definition], cube: Cube) -> Iterator[Result]:
    """What each of these indicators yields, in their order; an indicator without data has no figures at all.

    All of them are computed together: see `computing.compute_all`.
    """
    scopes = [(definition, scope) for definition in definitions for scope in _scopes(city, definition)]
    found = iter(compute_all(scopes, cube))
    for definition in definitions:
        whole, *divided = (next(found) for _ in range(1 + len(definition.by)))
        yield _result(city, definition, whole, dict(zip(definition.by, divided, strict=True)))


def _scopes(city: City, definition: Definition) -> Iterator[Scope]:
    """All places as a whole, then the city along each breakdown."""
    everywhere = areas_of(city)
    yield scope_of(city, everywhere)
    for by in definition.by:
        yield scope_of(city, {city.code: everywhere[city.code]}, by)


def scope_of(city: City, places: Mapping[str, tuple[str, ...]], by: str = "") -> Scope:
    """The scope of these places in the city, whose population is the standard."""
    return Scope(places, by, standard=city.code, districts=tuple(place.code for place in city.districts))


def _result(city: City, definition: Definition, whole: Values | None, groups: Mapping[str, Values | None]) -> Result:
    places: dict[str, list[Figure]] = {}
    figures = _judged(city, definition, whole)
    refuse_earlier_state(definition, [figure.value for figure in figures], city.breaks)
    for figure in figures:
        places.setdefault(figure.value.place, []).append(figure)
    own = tuple(places.pop(city.code, ()))
    districts = {place.code for place in city.districts}
    for series in places.values():
        segments(definition, [figure.value for figure in series], city.breaks)  # refuses an undeclared change of base
    divided = {by: _judged(city, definition, values) for by, values in groups.items()}
    return Result(
        definition=definition,
        city=own,
        segments=segments(definition, [figure.value for figure in own], city.breaks),
        comparison={code: tuple(figures) for code, figures in places.items() if code not in districts},
        districts={code: tuple(figures) for code, figures in places.items() if code in districts},
        groups={by: figures for by, figures in divided.items() if figures and own},
    )


def areas_of(city: City) -> Mapping[str, tuple[str, ...]]:
    """Every place of the city with the areas it may be summed from."""
    districts = tuple(place.code for place in city.districts)
    return {place.code: districts if place.code == city.code else () for place in city.places}


def judged(city: City, definition: Definition, values: Iterable[Value], hidden: Container[str]) -> tuple[Figure, ...]:
    """The figures of these values, of a model's all districts; `hidden` as in `judge`."""
    figures = [judge(city, value, definition, hidden) for value in values]
    anew = {figure_id(definition, figure.value): figure for figure in _modelled(definition, figures)}
    return tuple(anew.get(figure_id(definition, figure.value), figure) for figure in figures)


def _judged(city: City, definition: Definition, values: Values | None) -> tuple[Figure, ...]:
    return tuple(judge(city, value, definition) for value in values.rows()) if values else ()


def judge(city: City, value: Value, definition: Definition, hidden: Container[str] = ()) -> Figure:
    """Decide how a value may be shown: protection comes before everything else, then whether it is certain enough.

    `hidden` are the ids of figures that the gate hides because others could be worked out from them.
    """
    declared = [city.source(entry.origin.dataset).threshold for entry in value.sums]
    thresholds = [of_rule(definition.disclosure, threshold) for threshold in declared]
    is_confidential = any(declared)
    if _endangers(value, definition, thresholds) or figure_id(definition, value) in hidden:
        return Figure(value, "protected", is_confidential)
    if value.value is not None:
        return Figure(value, "unreliable" if value.quality.mark == "/" else "value", is_confidential)
    return Figure(value, "sign" if value.numerator.sign else "missing", is_confidential)


def _endangers(value: Value, definition: Definition, thresholds: Sequence[int]) -> bool:
    """Whether one of the sums tells of too few persons, or one of the counts that follow from what is published."""
    counts = list(zip((entry.value for entry in value.sums), thresholds, strict=True))
    kind = definition.variant.kind if definition.variant else ""
    lines = value.terms if kind in _SOLVABLE else ()
    for line in lines:
        counts += zip((line.numerator, line.denominator), thresholds, strict=False)
    if definition.formula == "share":
        pairs = [*_pairs(value), *((line.numerator, line.denominator) for line in lines)]
        counts += [(rest, max(thresholds)) for rest in _left_out(pairs)]
    return any(is_below(count, threshold) for count, threshold in counts)


_SOLVABLE = ("pooled", "standardised", "decomposition")
"""Variants whose single lines can be computed from what is published: a hidden year is what three years have more than
the two beside it; two strata follow from a crude and a standardised rate, which are two equations for them."""


Pair = tuple[float | None, float | None]
"""Numerator and denominator."""


def _pairs(value: Value) -> Iterator[Pair]:
    """Those of the value, and those of the group it is compared with."""
    if value.denominator:
        yield value.numerator.value, value.denominator.value
    if len(value.against) == 2:
        yield value.against[0].value, value.against[1].value


def _left_out(pairs: Iterable[Pair]) -> Iterator[float]:
    """How many each share leaves out."""
    for above, below in pairs:
        if above is not None and below is not None:
            yield max(below - above, 0)
