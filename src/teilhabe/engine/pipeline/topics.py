"""The released figures of an indicator as the topic of statements: nothing hidden becomes part of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from teilhabe.codes import labels
from teilhabe.engine.indicators.assessment import rule_of
from teilhabe.engine.indicators.breakdown import Breakdown
from teilhabe.engine.indicators.breaks import segments
from teilhabe.engine.indicators.contrasts import COMPOSITION, GAP
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.effects import newest
from teilhabe.engine.pipeline.results import Figure, Result, figure_id
from teilhabe.engine.statements.limits import limits
from teilhabe.engine.statements.topic import ORIGINS, Cut, DataKind, Goal, Key, Measure, Parted, Point, Series, Topic
from teilhabe.text import LANGUAGES, Text
from teilhabe.wording.lists import enumerate_words

_PEOPLE: Mapping[tuple[str, str], Text] = {
    ("sex", "F"): Text("Frauen und Mädchen", "women and girls"),
    ("sex", "M"): Text("Männer und Jungen", "men and boys"),
    ("citizenship", "DE"): Text("Deutsche", "Germans"),
    ("citizenship", "FOREIGN"): Text("ausländische Menschen", "foreign nationals"),
    ("migration_status", "WITH"): Text("Menschen mit Migrationshintergrund", "people with migration background"),
    ("migration_status", "WITHOUT"): Text("Menschen ohne Migrationshintergrund", "people without migration background"),
}
_DISTRICT = Text("Stadtteil", "district")
_MEASURES: Mapping[str, Measure] = {"count": Measure.COUNT, "share": Measure.SHARE, "rate": Measure.RATE}


def topic_of(city: City, result: Result, variants: Sequence[Result] = ()) -> Topic:
    """What may be said of an indicator: its shown figures, each with the id by which its lineage is found."""
    definition = result.definition
    return Topic(
        id=definition.id,
        name=definition.name,
        unit=definition.unit,
        decimals=definition.decimals,
        data=_data(definition),
        measure=_MEASURES.get(definition.formula, Measure.OTHER),
        series=tuple(series for series in _series(city, result) if series.points),
        labels=_labels(city, result),
        home=city.code,
        factor=float(definition.factor),
        is_additive=definition.formula == "count" and not definition.numerator.minus,
        reference=_reference(city, definition),
        unranked=ORIGINS,
        goal=Goal(definition.target.value, definition.target.period) if definition.target else None,
        parted=tuple(one for variant in variants for one in _parted(city, variant)),
        limits=limits(definition),
    )


def _parted(city: City, variant: Result) -> Iterator[Parted]:
    """The newest decomposition of a gap, where all of it is shown."""
    declared = variant.definition.variant
    if declared is None or declared.kind != "decomposition":
        return
    effects = newest(variant.city)
    if effects is None:
        return
    whole, structure = effects[GAP], effects[COMPOSITION]
    yield Parted(
        Key(city.code, declared.by, declared.group),
        Key(city.code, declared.by, declared.to),
        _enumerated([labels.dimension_name(Breakdown.parse(by).dimension) for by in declared.over]),
        whole.value.period,
        whole.shown or 0.0,
        structure.shown or 0.0,
        (figure_id(variant.definition, whole.value), figure_id(variant.definition, structure.value)),
    )


def _enumerated(names: Sequence[Text]) -> Text:
    de, en = (enumerate_words([name.in_language(language) for name in names], language) for language in LANGUAGES)
    return Text(de, en)


def _data(definition: Definition) -> DataKind:
    if rule_of(definition).kind == "survey":
        return DataKind.SURVEY
    return DataKind.FULL_COUNT if definition.formula in _MEASURES else DataKind.PUBLISHED


def _series(city: City, result: Result) -> Iterator[Series]:
    """The city, other places, districts, then the city's groups, each in the order of the page's tables."""
    yield _one(city, result, Key(city.code), result.city)
    for places in (result.comparison, result.districts):
        for code, figures in places.items():
            yield _one(city, result, Key(code), figures)
    for by, figures in result.groups.items():
        dimension = Breakdown.parse(by).dimension
        for code in sorted({figure.value.code for figure in figures}, key=lambda code: labels.order(dimension, code)):
            own = [figure for figure in figures if figure.value.code == code]
            yield _one(city, result, Key(city.code, dimension, code), own)


def _one(city: City, result: Result, key: Key, figures: Sequence[Figure]) -> Series:
    """The shown figures of one place or group, cut where a break lies between two of them."""
    shown = {figure_id(result.definition, figure.value): figure for figure in figures if figure.shown is not None}
    cut = segments(result.definition, [figure.value for figure in shown.values()], city.breaks)
    points = tuple(_point(name, figure) for name, figure in shown.items())
    cuts, at = [], 0
    for segment in cut:
        if segment.after:
            cuts.append(Cut(at, _together([entry.title for entry in segment.after])))
        at += len(segment.values)
    return Series(key, points, tuple(cuts))


def _together(titles: Sequence[Text]) -> Text:
    return Text("; ".join(title.de for title in titles), "; ".join(title.en for title in titles))


def _point(name: str, figure: Figure) -> Point:
    value = figure.value
    return Point(
        period=value.period,
        value=value.value or 0.0,
        cell=name,
        numerator=value.numerator.value,
        denominator=value.denominator.value if value.denominator else None,
        low=value.quality.low,
        high=value.quality.high,
    )


def _labels(city: City, result: Result) -> Mapping[tuple[str, str], Text]:
    """Places, dimensions, and groups by what their people are called where there is such a word."""
    places = {("", place.code): place.name for place in city.places}
    if result.districts and not result.comparison:
        places["", ""] = _DISTRICT
    figures = [figure.value for group in result.groups.values() for figure in group]
    dimensions = {(value.breakdown, ""): labels.dimension_name(value.breakdown) for value in figures}
    groups = {(value.breakdown, value.code): _people(value.breakdown, value.code) for value in figures}
    return places | dimensions | groups


def _people(dimension: str, code: str) -> Text:
    return _PEOPLE.get((dimension, code)) or labels.label(dimension, code)


def _reference(city: City, definition: Definition) -> tuple[Key, Key] | None:
    if definition.reference is None:
        return None
    dimension = Breakdown.parse(definition.reference.by).dimension
    return Key(city.code, dimension, definition.reference.group), Key(city.code, dimension, definition.reference.to)
