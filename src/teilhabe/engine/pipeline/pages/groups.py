"""Groups of people: lines over time where there are few of them, else bars of the newest period."""

from __future__ import annotations

from collections.abc import Sequence

from teilhabe.charts import alternatives, series
from teilhabe.codes import labels
from teilhabe.engine.indicators.breakdown import Breakdown
from teilhabe.engine.indicators.breaks import Segment, segments
from teilhabe.engine.pipeline.pages.comparisons import bars_view
from teilhabe.engine.pipeline.pages.lines import line, marks, remark
from teilhabe.engine.pipeline.pages.studio import NO_FIGURE, SIZES, Studio
from teilhabe.engine.pipeline.results import Figure
from teilhabe.release.pages import Table, TableRow, View
from teilhabe.text import Text

MOST_GROUP_LINES = 6
SHORTEST_SERIES = 3

_PERIOD = Text("Zeitraum", "Period")
_BY = Text("Nach {dimension}", "By {dimension}")


def group_view(studio: Studio, by: str) -> View:
    """The breakdown `by`, as declared, in the order of its code list."""
    words, figures = studio.words, studio.result.groups[by]
    dimension = Breakdown.parse(by).dimension
    codes = sorted({f.value.code for f in figures}, key=lambda code: labels.order(dimension, code))
    periods = list(dict.fromkeys(f.value.period for f in figures))
    title = words(_BY).format(dimension=words(labels.dimension_name(dimension)))
    identifier = f"by-{dimension.replace('_', '-')}"
    if len(periods) >= SHORTEST_SERIES and len(codes) <= MOST_GROUP_LINES:
        return _lines(studio, identifier, title, codes, periods, figures)
    newest = [(c, f) for c in codes for f in figures if f.value.code == c and f.value.period == periods[-1]]
    named = [(words.code(dimension, code), figure) for code, figure in newest]
    full = f"{title}, {words.period(periods[-1])}"
    head = words(labels.dimension_name(dimension))
    return bars_view(studio, (identifier, "groups", full), studio.frame(studio.titled(full)), head, named)


def _lines(
    studio: Studio, identifier: str, title: str, codes: list[str], periods: list[str], figures: Sequence[Figure]
) -> View:
    words, dimension = studio.words, figures[0].value.breakdown
    series_of = {code: [f for f in figures if f.value.code == code] for code in codes}
    cut = {code: _cut(studio, series_of[code]) for code in codes}
    names = {code: words.code(dimension, code) for code in codes}
    lines = [line(words, studio.definition, names[code], cut[code], series_of[code]) for code in codes]
    longest = max(cut.values(), key=len)
    frame, breaks = studio.frame(studio.titled(title)), marks(words, longest)
    table = Table(
        studio.caption(title), (words(_PERIOD), *names.values()), _rows(studio, codes, periods, figures, longest)
    )
    pictures = {size: series.line_chart(frame, lines, breaks, size) for size in SIZES}
    summary = alternatives.describe_line_chart(frame, lines, breaks)
    return studio.view(identifier, "groups", title, summary, pictures, table)


def _rows(
    studio: Studio, codes: Sequence[str], periods: Sequence[str], figures: Sequence[Figure], parts: Sequence[Segment]
) -> tuple[TableRow, ...]:
    found = {(f.value.code, f.value.period): f for f in figures}
    remarks = {part.values[0].period: remark(studio.words, part) for part in parts}
    return tuple(
        TableRow(
            studio.words.period(period),
            tuple(studio.cell(found[code, period]) if (code, period) in found else NO_FIGURE for code in codes),
            remarks.get(period, ""),
        )
        for period in periods
    )


def _cut(studio: Studio, figures: Sequence[Figure]) -> tuple[Segment, ...]:
    return segments(studio.definition, [figure.value for figure in figures], studio.words.city.breaks)
