"""A series as a line the size of a word, for lists of indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from teilhabe.charts.axes import day_of
from teilhabe.charts.frames import SCHEMA, Layer, tooltip
from teilhabe.charts.look import CONFIG, STRONG
from teilhabe.charts.model import Line, Spec
from teilhabe.charts.strokes import Run, runs
from teilhabe.text import Language, Text

_WIDTH, _HEIGHT, _EDGE = 160, 40, 5
_TOOLTIP = {"period": Text("Zeitpunkt", "Period"), "words": Text("Wert", "Value")}


def spark(lines: Sequence[Line], language: Language) -> Spec:
    """The lines without axes and words, gaps kept, with a dot at the last figure and at every figure that stands alone.

    It shows a course, not a level: the field reaches from the smallest to the greatest value.
    """
    drawn = [run for line in lines for run in runs(line)]
    newest = max((run[-1] for run in drawn), key=lambda point: point.x, default=None)
    position = _position(drawn)
    dots = [run for run in drawn if len(run) == 1 or run[-1] == newest]
    return {
        "$schema": SCHEMA,
        "background": None,
        "autosize": {"type": "none"},
        "padding": _EDGE,
        "width": _WIDTH - 2 * _EDGE,
        "height": _HEIGHT - 2 * _EDGE,
        "config": CONFIG,
        "layer": [_line(drawn, position), _dots([run[-1:] for run in dots], position, language)],
    }


def _position(drawn: Sequence[Run]) -> dict[str, Any]:
    days = [day_of(point.x) for run in drawn for point in run]
    values = [point.value for run in drawn for point in run if point.value is not None]
    return {"x": _channel("day", days), "y": _channel("value", values)}


def _channel(field: str, values: Sequence[float]) -> dict[str, Any]:
    low, high = min(values, default=0), max(values, default=1)
    spread = [low, high] if low < high else [low - 1, high + 1]
    scale = {"domain": spread, "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def _line(drawn: Sequence[Run], position: dict[str, Any]) -> Layer:
    return {
        "data": {"values": _rows(drawn)},
        "mark": {"type": "line", "color": STRONG, "strokeWidth": 1.75, "strokeJoin": "round"},
        "encoding": {**position, "detail": {"field": "run", "type": "nominal"}},
    }


def _dots(dots: Sequence[Run], position: dict[str, Any], language: Language) -> Layer:
    return {
        "data": {"values": _rows(dots)},
        "mark": {"type": "point", "filled": True, "opacity": 1, "size": 36, "color": STRONG},
        "encoding": {**position, "tooltip": tooltip(_TOOLTIP, language)},
    }


def _rows(drawn: Sequence[Run]) -> list[dict[str, Any]]:
    return [
        {"day": day_of(point.x), "value": point.value, "run": number, "period": point.label, "words": point.text}
        for number, run in enumerate(drawn)
        for point in run
    ]
