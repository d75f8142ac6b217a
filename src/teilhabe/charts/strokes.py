"""Lines as they are drawn: a pen for each, runs that are never joined across a gap, and every figure as a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low
from typing import Any

from teilhabe.charts.axes import day_of
from teilhabe.charts.frames import Layer, tooltip
from teilhabe.charts.look import PAPER, QUIET, SERIES, STRONG
from teilhabe.charts.model import Line, Point
from teilhabe.text import Language, Text

_COMPARED_LINES = 4
_LONGEST_STEP = 1.5
_SIZES = {"circle": 36, "square": 36}  # the other symbols look smaller than they are
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
Run = tuple[Point, ...]


@dataclass(frozen=True)
class Pen:
    """How a line is drawn."""

    colour: str
    width: float
    shape: str

    @property
    def is_quiet(self) -> bool:
        return self.colour == QUIET


def are_many(lines: Sequence[Line]) -> bool:
    """Whether there are more lines than have a colour of their own: six equal ones, or four if one is emphasised."""
    return len(lines) > (_COMPARED_LINES if any(line.emphasised for line in lines) else len(SERIES))


def pens(lines: Sequence[Line]) -> tuple[Pen, ...]:
    """A pen for each line: the emphasised one strong, the others in their own colours or, where many, grey."""
    if are_many(lines):
        return tuple(Pen(STRONG, 2.75, "circle") if line.emphasised else Pen(QUIET, 1.25, "circle") for line in lines)
    order = sorted(range(len(lines)), key=lambda index: not lines[index].emphasised)
    rank = {index: place for place, index in enumerate(order)}
    return tuple(
        Pen(SERIES[rank[index]], 2.75 if line.emphasised or len(lines) == 1 else 2, _SHAPES[rank[index]])
        for index, line in enumerate(lines)
    )


def runs(line: Line) -> Iterator[Run]:
    """The stretches of a line without a break, a missing value or a gap longer than half as much again as usual."""
    longest = _LONGEST_STEP * _usual_step(line)
    for segment in line.segments:
        run: list[Point] = []
        for point in segment:
            if run and (point.value is None or day_of(point.x) - day_of(run[-1].x) > longest):
                yield tuple(run)
                run = []
            if point.value is not None:
                run.append(point)
        if run:
            yield tuple(run)


def _usual_step(line: Line) -> float:
    """The lower median of the distances between neighbouring points, in days."""
    days = [day_of(point.x) for segment in line.segments for point in segment]
    steps = [later - earlier for earlier, later in pairwise(days)]
    return median_low(steps) if steps else 0


def valued(line: Line) -> tuple[Point, ...]:
    """The points of a line that have a value."""
    return tuple(point for run in runs(line) for point in run)


def stroke_layers(lines: Sequence[Line], position: dict[str, Any], language: Language, *, crowded: bool) -> list[Layer]:
    """Two layers for each line, quiet lines first; `position` holds the x and y channels for `day` and `value`.

    Where points are crowded they are small.
    """
    drawn = sorted(zip(lines, pens(lines), strict=True), key=lambda pair: (not pair[1].is_quiet, pair[0].emphasised))
    return [layer for line, pen in drawn for layer in _strokes(line, pen, position, language, crowded)]


def _strokes(line: Line, pen: Pen, position: dict[str, Any], language: Language, crowded: bool) -> list[Layer]:
    size = 20 if crowded or pen.is_quiet else _SIZES.get(pen.shape, 56)
    return [
        {
            "data": {"values": _rows(line)},
            "mark": {"type": "line", "color": pen.colour, "strokeWidth": pen.width, "strokeJoin": "round"},
            "encoding": {**position, "detail": {"field": "run", "type": "nominal"}},
        },
        {
            "data": {"values": _rows(line)},
            "mark": {
                "type": "point",
                "filled": True,
                "opacity": 1,
                "color": pen.colour,
                "shape": pen.shape,
                "stroke": PAPER,
                "strokeWidth": 1 if size > 20 else 0,
            },
            "encoding": {
                **position,
                "size": {"condition": {"test": "datum.alone", "value": 60}, "value": size},
                "tooltip": tooltip(_told(line), language),
            },
        },
    ]


_TOOLTIP = {"name": Text("Reihe", "Series"), "period": Text("Zeitpunkt", "Period"), "words": Text("Wert", "Value")}
_BOUNDS = {"bounds": Text("von – bis (95 %)", "from – to (95%)")}


def _told(line: Line) -> dict[str, Text]:
    return _TOOLTIP | (_BOUNDS if any(point.bounds for point in valued(line)) else {})


def _rows(line: Line) -> list[dict[str, Any]]:
    return [
        {
            "day": day_of(point.x),
            "value": point.value,
            "run": number,
            "alone": len(run) == 1,
            "name": line.name,
            "period": point.label,
            "words": point.text,
        }
        | ({"bounds": point.bounds.text} if point.bounds else {})
        for number, run in enumerate(runs(line))
        for point in run
    ]
