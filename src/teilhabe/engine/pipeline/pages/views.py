"""The pictures of an indicator's page, each with the table beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from teilhabe.charts import alternatives, bars, maps, series
from teilhabe.charts.model import Area, Bar, Frame, Size, Spec
from teilhabe.codes import labels
from teilhabe.engine.indicators.breaks import Segment, segments
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.pages.lineages import lineage_id
from teilhabe.engine.pipeline.pages.lines import line, marks
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.pictures import Picture
from teilhabe.engine.pipeline.results import Figure, Result
from teilhabe.release.pages import Cell, Table, TableRow, View
from teilhabe.text import Text
from teilhabe.wording import units

MOST_GROUP_LINES = 6
SHORTEST_SERIES = 3

_SIZES: tuple[Size, ...] = ("wide", "narrow")
_PERIOD = Text("Zeitraum", "Period")
_PLACE = Text("Ort", "Place")
_DISTRICT = Text("Stadtteil", "District")
_OVER_TIME = Text("Entwicklung", "Over time")
_PLACES = Text("Im Vergleich, {period}", "In comparison, {period}")
_DISTRICTS = Text("Stadtteile, {period}", "Districts, {period}")
_BY = Text("Nach {dimension}", "By {dimension}")
_NUMERATOR = Text("Zähler", "Numerator")
_DENOMINATOR = Text("Nenner", "Denominator")
_BREAK = Text(
    "Bruch: {names}. Nicht mit dem Zeitraum darüber vergleichen.",
    "Break: {names}. Do not compare with the period above.",
)
_VALUE = Text("Wert", "Value")


@dataclass(frozen=True)
class Studio:
    """Composes the views of one indicator in one language; pictures to be drawn and their specifications gather."""

    words: Words
    result: Result
    geojson: Mapping[str, object] | None
    pictures: dict[str, Picture] = field(default_factory=dict)
    specs: dict[str, bytes] = field(default_factory=dict)

    @property
    def definition(self) -> Definition:
        return self.result.definition

    @cached_property
    def by_value(self) -> Mapping[tuple[str, str, str], Figure]:
        return {(f.value.place, f.value.period, f.value.code): f for f in self.result.figures if not f.value.breakdown}

    def views(self) -> tuple[View, ...]:
        drawn = [self._time(), self._places(), self._districts(), *map(self._groups, self.result.groups)]
        return tuple(view for view in drawn if view is not None)

    # Over time

    def _time(self) -> View | None:
        if not self.result.city:
            return None
        words, definition = self.words, self.definition
        table = Table(
            caption=f"{words(definition.name)}: {words(words.city.name)}",
            head=(words(_PERIOD), self._unit_head, *self._part_heads),
            rows=self._time_rows(),
        )
        if sum(figure.shown is not None for figure in self.result.city) < 2:
            return self._view("time", "time", words(_VALUE), "", None, table)  # one value is no course
        name, parts = words(words.city.name), self.result.segments
        drawn = [line(words, definition, name, parts, self.result.city, emphasised=True)]
        frame, breaks = self._frame(words(definition.name)), marks(words, parts)
        pictures = {size: series.line_chart(frame, drawn, breaks, size) for size in _SIZES}
        summary = alternatives.describe_line_chart(frame, drawn, breaks)
        return self._view("time", "time", words(_OVER_TIME), summary, pictures, table)

    @property
    def _unit_head(self) -> str:
        return f"{self.words(_VALUE)} ({units.short(self.definition.unit, self.words.language)})"

    @property
    def _part_heads(self) -> tuple[str, ...]:
        if self.definition.denominator is None:
            return ()
        return (self.words(_NUMERATOR), self.words(_DENOMINATOR))

    def _time_rows(self) -> tuple[TableRow, ...]:
        figures = iter(self.result.city)
        rows = []
        for segment in self.result.segments:
            for place_in_segment, _ in enumerate(segment.values):
                remark = self._remark(segment) if place_in_segment == 0 else ""
                rows.append(self._time_row(next(figures), remark))
        return tuple(rows)

    def _time_row(self, figure: Figure, remark: str) -> TableRow:
        return TableRow(
            head=self.words.period(figure.value.period),
            cells=(self._cell(figure), *self._parts(figure)),
            break_before=remark,
        )

    def _parts(self, figure: Figure) -> tuple[Cell, ...]:
        if self.definition.denominator is None:
            return ()
        if figure.status == "protected":
            hidden = self.words.cell(self.definition, figure)
            return (hidden, hidden)
        below = figure.value.denominator.value if figure.value.denominator else None
        return tuple(_plain_cell(self.words, number) for number in (figure.value.numerator.value, below))

    def _remark(self, segment: Segment) -> str:
        names = ", ".join(self.words(entry.title) for entry in segment.after)
        return self.words(_BREAK).format(names=names) if names else ""

    # Places side by side

    def _places(self) -> View | None:
        period = self._common_period(self.result.comparison)
        if period is None:
            return None
        everyone = {self.words.city.code: self.result.city, **self.result.comparison}
        figures = [self._at(place.code, period) for place in self.words.city.places if place.code in everyone]
        shown = sorted(
            (figure for figure in figures if figure), key=lambda figure: self.words.place(figure.value.place)
        )
        title = self.words(_PLACES).format(period=self.words.period(period))
        frame = self._frame(f"{self.words(self.definition.name)}, {self.words.period(period)}")
        named = [(self.words.place(f.value.place), f, f.value.place == self.words.city.code) for f in shown]
        return self._bars(("places", "places", title), frame, self.words(_PLACE), named)

    def _common_period(self, others: Mapping[str, Sequence[Figure]]) -> str | None:
        """The newest period for which the city and most other places have a figure."""
        own = [figure.value for figure in self.result.city]
        for value in sorted(own, key=lambda value: value.end, reverse=True):
            holders = [code for code in others if self._at(code, value.period)]
            if len(holders) >= max(2, len(others) / 2):
                return value.period
        return None

    def _at(self, place: str, period: str) -> Figure | None:
        return self.by_value.get((place, period, ""))

    # Districts

    def _districts(self) -> View | None:
        period = self._common_period(self.result.districts)
        if period is None or self.geojson is None:
            return None
        words = self.words
        figures = [figure for place in words.city.districts if (figure := self._at(place.code, period))]
        title = words(_DISTRICTS).format(period=words.period(period))
        frame = self._frame(f"{words(self.definition.name)}, {words.period(period)}")
        if self.definition.formula == "count":  # a map of counts shows where districts are large
            named = [(words.place(figure.value.place), figure, False) for figure in figures]
            return self._bars(("districts", "districts", title), frame, words(_DISTRICT), named)
        areas = [Area(f.value.place, words.place(f.value.place), f.shown, self._cell(f).text) for f in figures]
        pictures = {size: maps.district_map(frame, self.geojson, areas, size) for size in _SIZES}
        rows = tuple(TableRow(words.place(f.value.place), (self._cell(f), *self._parts(f))) for f in figures)
        table = Table(title, (words(_DISTRICT), self._unit_head, *self._part_heads), rows)
        return self._view("districts", "districts", title, alternatives.describe_map(frame, areas), pictures, table)

    # Groups

    def _groups(self, by: str) -> View | None:
        figures = self.result.groups[by]
        dimension = by.partition("=")[0]
        codes = sorted({f.value.code for f in figures}, key=lambda code: labels.order(dimension, code))
        periods = list(dict.fromkeys(f.value.period for f in figures))
        title = self.words(_BY).format(dimension=self.words(labels.dimension_name(dimension)))
        identifier = f"by-{dimension.replace('_', '-')}"
        if len(periods) < SHORTEST_SERIES or len(codes) > MOST_GROUP_LINES:
            newest = [(c, f) for c in codes for f in figures if f.value.code == c and f.value.period == periods[-1]]
            named = [(self.words.code(dimension, code), figure, False) for code, figure in newest]
            full = f"{title}, {self.words.period(periods[-1])}"
            head = self.words(labels.dimension_name(dimension))
            return self._bars((identifier, "groups", full), self._frame(self._with_name(full)), head, named)
        return self._group_lines(identifier, title, dimension, codes, periods, figures)

    def _group_lines(
        self, identifier: str, title: str, dimension: str, codes: list[str], periods: list[str],
        figures: Sequence[Figure],
    ) -> View:  # fmt: skip
        words = self.words
        found = {(f.value.code, f.value.period): f for f in figures}
        series_of = {code: [f for f in figures if f.value.code == code] for code in codes}
        cut = {code: self._cut(series_of[code]) for code in codes}
        lines = [
            line(words, self.definition, words.code(dimension, code), cut[code], series_of[code]) for code in codes
        ]
        longest = max(cut.values(), key=len)
        frame = self._frame(self._with_name(title))
        remarks = {segment.values[0].period: self._remark(segment) for segment in longest}
        rows = tuple(
            TableRow(
                words.period(period),
                tuple(self._cell(found[(c, period)]) if (c, period) in found else _GAP for c in codes),
                remarks.get(period, ""),
            )
            for period in periods
        )
        table = Table(title, (words(_PERIOD), *(words.code(dimension, code) for code in codes)), rows)
        pictures = {size: series.line_chart(frame, lines, marks(words, longest), size) for size in _SIZES}
        summary = alternatives.describe_line_chart(frame, lines, marks(words, longest))
        return self._view(identifier, "groups", title, summary, pictures, table)

    def _cut(self, figures: Sequence[Figure]) -> tuple[Segment, ...]:
        return segments(self.definition, [figure.value for figure in figures], self.words.city.breaks)

    # Shared

    def _bars(
        self, view: tuple[str, str, str], frame: Frame, head: str, named: Sequence[tuple[str, Figure, bool]]
    ) -> View:
        rows = tuple(TableRow(name, (self._cell(f), *self._parts(f))) for name, f, _ in named)
        table = Table(view[2], (head, self._unit_head, *self._part_heads), rows)
        if all(figure.shown is None for _, figure, _ in named):
            return self._view(*view, "", None, table)  # signs alone make no picture
        drawn = [Bar(name, f.shown, self._cell(f).text, emphasised) for name, f, emphasised in named]
        pictures = {size: bars.bar_chart(frame, drawn, size) for size in _SIZES}
        return self._view(*view, alternatives.describe_bars(frame, drawn), pictures, table)

    def _with_name(self, title: str) -> str:
        """The indicator's name with a view's title as its end: "Einbürgerungen nach Geschlecht"."""
        return f"{self.words(self.definition.name)} {title[:1].lower()}{title[1:]}"

    def _cell(self, figure: Figure) -> Cell:
        return self.words.cell(self.definition, figure, lineage_id(figure))

    def _frame(self, title: str) -> Frame:
        language = self.words.language
        notice = self.words(self.words.city.notice)
        return Frame(title, units.label(self.definition.unit, language), language, notice)

    def _view(
        self, identifier: str, kind: str, title: str, summary: str, pictures: Mapping[Size, Spec] | None, table: Table
    ) -> View:
        names = dict.fromkeys(_SIZES, "") | {"spec": ""}
        if pictures:
            stem = f"charts/{self.words.language}/{self.definition.id}-{identifier}"
            names = {size: f"{stem}-{size}.svg" for size in _SIZES} | {"spec": f"{stem}.json"}
            for size, spec in pictures.items():
                self.pictures[names[size]] = Picture(spec, self.words.language, summary, f"{identifier}-{size}")
            self.specs[names["spec"]] = json.dumps(pictures["wide"], ensure_ascii=False, sort_keys=True).encode()
        return View(
            id=identifier,
            kind=kind,  # type: ignore[arg-type]  # one of View.kind's names, written in this module only
            title=title,
            summary=summary,
            svg_wide=names["wide"],
            svg_narrow=names["narrow"],
            spec=names["spec"],
            table=table,
        )


_GAP = Cell("", "missing")


def _plain_cell(words: Words, number: float | None) -> Cell:
    return Cell(words.plain(number), "missing" if number is None else "value")
