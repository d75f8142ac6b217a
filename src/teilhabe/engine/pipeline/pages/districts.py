"""Districts: a map where it can be drawn, and dots with their bounds that show what is chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from teilhabe.charts import alternatives, dots, maps
from teilhabe.charts.model import Area, Frame, Target
from teilhabe.engine.pipeline.pages.comparisons import bars_view
from teilhabe.engine.pipeline.pages.studio import SIZES, Studio
from teilhabe.engine.pipeline.results import Figure
from teilhabe.release.pages import Table, View
from teilhabe.text import Text

_DISTRICT = Text("Stadtteil", "District")
_DISTRICTS = Text("Stadtteile, {period}", "Districts, {period}")
_CHANCE = Text("Stadtteile mit {bounds}, {period}", "Districts with {bounds}, {period}")
_WHOLE = Text("{place} insgesamt {value}", "{place} as a whole {value}")


def district_views(studio: Studio) -> Iterator[View]:
    """A map and dots of shares and rates; bars of counts, whose map would show where districts are large."""
    period = studio.common_period(studio.result.districts)
    if period is None:
        return
    words = studio.words
    title, frame = words(_DISTRICTS).format(period=words.period(period)), _frame(studio, period)
    figures = _figures(studio, period)
    named = [(words.place(figure.value.place), figure) for figure in figures]
    if studio.definition.formula == "count" or studio.geojson is None:
        yield bars_view(studio, ("districts", "districts", title), frame, words(_DISTRICT), named)
        return
    areas = _areas(studio, figures)
    pictures = {size: maps.district_map(frame, studio.geojson, areas, size) for size in SIZES}
    table = studio.table(title, words(_DISTRICT), named)
    map_ = studio.view("districts", "districts", title, alternatives.describe_map(frame, areas), pictures, table)
    yield map_
    if studio.columns.has_range:
        yield replace(_dots(studio, period, Table("", (), ())), same_table_as=map_.id)


def district_dots(studio: Studio) -> View | None:
    """The districts as dots with the table of their figures."""
    period = studio.common_period(studio.result.districts)
    if period is None:
        return None
    words = studio.words
    named = [(words.place(figure.value.place), figure) for figure in _figures(studio, period)]
    title = words(_DISTRICTS).format(period=words.period(period))
    return _dots(studio, period, studio.table(title, words(_DISTRICT), named))


def _dots(studio: Studio, period: str, table: Table) -> View:
    words, frame = studio.words, _frame(studio, period)
    title = words(_CHANCE if frame.bounds else _DISTRICTS).format(
        bounds=frame.bounds.partition(" (")[0], period=words.period(period)
    )
    places = [studio.bar(words.place(figure.value.place), figure) for figure in _figures(studio, period)]
    reference = _whole(studio, period)
    pictures = {size: dots.dot_chart(frame, places, size, reference) for size in SIZES}
    summary = alternatives.describe_dots(frame, places, reference)
    return studio.view("districts-range", "districts", title, summary, pictures, table)


def _whole(studio: Studio, period: str) -> Target | None:
    """The value of the whole city, which the districts' are compared with."""
    own = studio.at(studio.words.city.code, period)
    if own is None or own.shown is None:
        return None
    words = studio.words
    text = words(_WHOLE).format(place=words(words.city.name), value=studio.cell(own).text)
    return Target(own.shown, text)


def _areas(studio: Studio, figures: Sequence[Figure]) -> list[Area]:
    """Every district of the city: one of which nothing is known has neither value nor text, and stays white."""
    known = {figure.value.place: figure for figure in figures}
    return [
        Area(place.code, studio.words.place(place.code), figure.shown, studio.cell(figure).text)
        if (figure := known.get(place.code))
        else Area(place.code, studio.words.place(place.code), None, "")
        for place in studio.words.city.districts
    ]


def _figures(studio: Studio, period: str) -> list[Figure]:
    """In the order in which the city declares its districts, never by value."""
    found = (studio.at(place.code, period) for place in studio.words.city.districts)
    return [figure for figure in found if figure]


def _frame(studio: Studio, period: str) -> Frame:
    return studio.frame(f"{studio.words(studio.definition.name)}, {studio.words.period(period)}")
