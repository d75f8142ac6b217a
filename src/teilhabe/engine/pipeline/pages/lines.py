"""Series as lines of a chart: cut at breaks and where time was left out, every figure a point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from teilhabe.charts.model import BreakMark, Line, Point
from teilhabe.codes.period import parse_period
from teilhabe.engine.indicators.breaks import Segment
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.values import Value
from teilhabe.engine.pipeline.pages.certainty import bounds
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Figure
from teilhabe.text import Text
from teilhabe.wording.periods import short_period

_BREAK = Text(
    "Bruch: {names}. Nicht mit dem Zeitraum darüber vergleichen.",
    "Break: {names}. Do not compare with the period above.",
)


def line(
    words: Words,
    definition: Definition,
    name: str,
    parts: Sequence[Segment],
    figures: Iterable[Figure],
    *,
    emphasised: bool = False,
) -> Line:
    """One series: `figures` are judged, `parts` say where its breaks lie."""
    shown = {figure.value.period: figure for figure in figures}
    runs = [run for part in parts for run in _adjoining(part.values)]
    points = tuple(tuple(_point(words, definition, shown[value.period]) for value in run) for run in runs)
    return Line(name, points, emphasised)


def marks(words: Words, parts: Sequence[Segment]) -> list[BreakMark]:
    """Where the breaks stand in the chart."""
    return [BreakMark(entry.date.isoformat(), words(entry.title)) for part in parts for entry in part.after]


def remark(words: Words, part: Segment) -> str:
    """Why a stretch may not be compared with the one before it; "" for the first."""
    names = ", ".join(words(entry.title) for entry in part.after)
    return words(_BREAK).format(names=names) if names else ""


def _point(words: Words, definition: Definition, figure: Figure) -> Point:
    period = figure.value.period
    return Point(
        x=figure.value.end.isoformat(),
        label=words.period(period),
        value=figure.shown,
        text=words.cell(definition, figure).text,
        tick=short_period(period, words.language),
        bounds=bounds(words, definition, figure),
    )


def _adjoining(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The runs of spans of time that follow each other day by day; reference days stay together."""
    start = 0
    for place, (earlier, later) in enumerate(pairwise(values), 1):
        if _leaves_time_out(earlier.period, later.period):
            yield values[start:place]
            start = place
    yield values[start:]


def _leaves_time_out(earlier: str, later: str) -> bool:
    before, after = parse_period(earlier), parse_period(later)
    if before is None or after is None or after.start == after.end:
        return False
    return (after.start - before.end).days > 1
