"""How certain the figures of lines are: a band around one to three lines, error bars at the points of more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from teilhabe.charts.axes import day_of
from teilhabe.charts.frames import Layer
from teilhabe.charts.model import Bounds, Line, Point
from teilhabe.charts.strokes import Pen, Run, pens, runs

MOST_BANDS = 3
"""More bands than these cannot be told apart where they overlap."""


def drawn(lines: Sequence[Line]) -> tuple[bool, bool]:
    """Whether a picture of these lines shows bands, and whether it shows error bars."""
    shown = _shown(lines)
    pairs = [_bands_and_bars(line, len(shown) <= MOST_BANDS) for line, _ in shown]
    return any(bands for bands, _ in pairs), any(bars for _, bars in pairs)


def bounded(lines: Sequence[Line]) -> tuple[Bounds, ...]:
    """The bounds that a picture of these lines shows; grey lines show none."""
    return tuple(point.bounds for line, _ in _shown(lines) for run in runs(line) for point in run if point.bounds)


def uncertainty_layers(lines: Sequence[Line], position: dict[str, Any]) -> list[Layer]:
    """Layers to lie below the lines; `position` holds the x and y channels for `day` and `value`."""
    shown = _shown(lines)
    channels = {
        "x": position["x"],
        "y": {**position["y"], "field": "low"},
        "y2": {"field": "high"},
        "detail": {"field": "run", "type": "nominal"},
    }
    made = [layer for line, pen in shown for layer in _layers(line, pen, len(shown) <= MOST_BANDS)]
    return [{**layer, "encoding": channels} for layer in made if layer["data"]["values"]]


def _shown(lines: Sequence[Line]) -> list[tuple[Line, Pen]]:
    return [(line, pen) for line, pen in zip(lines, pens(lines), strict=True) if not pen.is_quiet]


def _layers(line: Line, pen: Pen, banded: bool) -> Iterator[Layer]:
    bands, bars = _bands_and_bars(line, banded)
    yield {"data": {"values": _rows(bands)}, "mark": {"type": "area", "color": pen.colour, "opacity": 0.16}}
    rule = {"type": "rule", "color": pen.colour, "opacity": 0.55, "strokeWidth": 1.25}
    yield {"data": {"values": _rows(bars)}, "mark": rule}


def _bands_and_bars(line: Line, banded: bool) -> tuple[Sequence[Run], Sequence[Run]]:
    """A band needs two neighbours; a point that stands alone has an error bar."""
    known = [run for whole in runs(line) for run in _bounded_runs(whole)]
    bands = [run for run in known if banded and len(run) > 1]
    return bands, [run for run in known if run not in bands]


def _bounded_runs(run: Run) -> Iterator[Run]:
    """The stretches of a run whose points all have bounds."""
    stretch: list[Point] = []
    for point in run:
        if point.bounds:
            stretch.append(point)
        elif stretch:
            yield tuple(stretch)
            stretch = []
    if stretch:
        yield tuple(stretch)


def _rows(known: Sequence[Run]) -> list[dict[str, Any]]:
    return [
        {"day": day_of(point.x), "low": point.bounds.low, "high": point.bounds.high, "run": number}
        for number, run in enumerate(known)
        for point in run
        if point.bounds
    ]
