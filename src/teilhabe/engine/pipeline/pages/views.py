"""Which pictures an indicator's page shows: its course, other places, districts, groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teilhabe.charts import alternatives, series
from teilhabe.engine.indicators.breaks import Segment
from teilhabe.engine.pipeline.pages.comparisons import bars_view
from teilhabe.engine.pipeline.pages.decompositions import decomposition_view
from teilhabe.engine.pipeline.pages.districts import district_dots, district_views
from teilhabe.engine.pipeline.pages.groups import group_view
from teilhabe.engine.pipeline.pages.lines import line, marks, remark
from teilhabe.engine.pipeline.pages.studio import SIZES, Studio
from teilhabe.engine.pipeline.pages.targets import target_mark
from teilhabe.release.pages import Table, TableRow, View
from teilhabe.text import Text

_LEVELS = {"gap": 0.0, "ratio": 1.0}
"""What no difference looks like; the axis of such a variant always shows it."""

_PERIOD = Text("Zeitraum", "Period")
_PLACE = Text("Ort", "Place")
_VALUE = Text("Wert", "Value")
_OVER_TIME = Text("Entwicklung", "Over time")
_PLACES = Text("Im Vergleich, {period}", "In comparison, {period}")


def views(studio: Studio) -> tuple[View, ...]:
    """All views that the result has figures for, in the order of the page."""
    return tuple(view for view in _views(studio) if view is not None)


def _views(studio: Studio) -> Iterator[View | None]:
    """Of a variant only what its question asks for: the page of its indicator shows the rest."""
    kind = studio.definition.variant.kind if studio.definition.variant else ""
    if kind == "decomposition":
        yield decomposition_view(studio)
        return
    if kind == "shrunk":
        yield district_dots(studio)
        return
    if kind == "standardised" and studio.result.groups:
        yield from (group_view(studio, by) for by in studio.result.groups)
        return
    yield _time(studio)
    if kind:
        return
    yield _places(studio)
    yield from district_views(studio)
    yield from (group_view(studio, by) for by in studio.result.groups)


def _time(studio: Studio) -> View | None:
    if not studio.result.city:
        return None
    words, definition = studio.words, studio.definition
    name, parts = words(words.city.name), studio.result.segments
    head = (words(_PERIOD), *studio.columns.head)
    table = Table(f"{words(definition.name)}: {name}", head, tuple(_time_rows(studio, parts)))
    if sum(figure.shown is not None for figure in studio.result.city) < 2:
        return studio.view("time", "time", words(_VALUE), "", None, table)  # one value is no course
    drawn = [line(words, definition, name, parts, studio.result.city, emphasised=True)]
    frame, breaks, target = studio.frame(words(definition.name)), marks(words, parts), target_mark(words, definition)
    level = _LEVELS.get(definition.variant.kind) if definition.variant else None
    pictures = {size: series.line_chart(frame, drawn, breaks, size, target, level) for size in SIZES}
    summary = alternatives.describe_line_chart(frame, drawn, breaks, target)
    return studio.view("time", "time", words(_OVER_TIME), summary, pictures, table)


def _time_rows(studio: Studio, parts: Sequence[Segment]) -> Iterator[TableRow]:
    figures = iter(studio.result.city)
    for part in parts:
        for place in range(len(part.values)):
            figure = next(figures)
            reason = remark(studio.words, part) if place == 0 else ""
            yield TableRow(studio.words.period(figure.value.period), studio.cells(figure), reason)


def _places(studio: Studio) -> View | None:
    words, result = studio.words, studio.result
    period = studio.common_period(result.comparison)
    if period is None:
        return None
    everyone = {words.city.code, *result.comparison}
    found = [studio.at(place.code, period) for place in words.city.places if place.code in everyone]
    shown = sorted((figure for figure in found if figure), key=lambda figure: words.place(figure.value.place))
    title = words(_PLACES).format(period=words.period(period))
    frame = studio.frame(f"{words(studio.definition.name)}, {words.period(period)}")
    named = [(words.place(figure.value.place), figure) for figure in shown]
    return bars_view(studio, ("places", "places", title), frame, words(_PLACE), named)
