"""A target in a chart over time: a line across the plot with its words above it."""

from __future__ import annotations

from teilhabe.charts.frames import Layer, Style, Word, lettering, pixels
from teilhabe.charts.look import SMALL, TARGET
from teilhabe.charts.model import Target

_ROOM = 14.0


def target_layers(target: Target | None, y: float, width: float) -> list[Layer]:
    """The line at `y` px from the top of the plot and its words, below it where the plot ends above."""
    if target is None:
        return []
    line: Layer = {
        "data": {"values": [{"px": 0, "py": round(y, 1), "px2": round(width, 1)}]},
        "mark": {"type": "rule", "color": TARGET, "strokeWidth": 1.5, "strokeDash": [7, 4]},
        "encoding": {**pixels(), "x2": {"field": "px2"}},
    }
    words = Word(4, y - 5 if y >= _ROOM else y + _ROOM, target.text, Style(TARGET, SMALL, 600))
    return [line, *lettering([words])]
