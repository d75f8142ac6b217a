"""Places as dots on one scale, each with the bounds of its figure as a line, in the order given.

Where the lines of two places overlap, their figures may differ by chance alone: that is what the picture is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from teilhabe.charts.axes import ValueAxis, label_expression, value_axis
from teilhabe.charts.frames import EDGE, Layer, Plot, Style, Word, lettering, sheet, tooltip
from teilhabe.charts.look import BODY, GRID, MUTED, RULE, SMALL, STRONG, TEXT, text_width
from teilhabe.charts.model import WIDTHS, Bar, Frame, Size, Spec, Target
from teilhabe.charts.withheld import remark
from teilhabe.text import Text

_ROW: dict[Size, float] = {"wide": 23.0, "narrow": 34.0}
_INTERVALS: dict[Size, int] = {"wide": 6, "narrow": 4}
_AXIS_ROOM = 22.0
_PIXEL: dict[str, Any] = {"type": "quantitative", "scale": None, "axis": None}
_DOT = Text("Punkt: Wert, Linie: {bounds}", "Dot: value, line: {bounds}")
_TOOLTIP = {
    "name": Text("Gebiet", "Area"),
    "words": Text("Wert", "Value"),
    "bounds": Text("von – bis (95 %)", "from – to (95%)"),
}


@dataclass(frozen=True)
class _Layout:
    """Measures of one chart, px."""

    axis: ValueAxis
    beside: bool  # names beside their dots, otherwise above
    row: float
    left: float
    right: float
    width: float
    height: float

    def x(self, value: float) -> float:
        return self.axis.share(value) * self.width

    def y(self, number: int) -> float:
        """The height of the dot in the row of this number, counted from 0."""
        return self.row * number + (self.row / 2 if self.beside else self.row - 9)


def dot_chart(frame: Frame, places: Sequence[Bar], size: Size, reference: Target | None = None) -> Spec:
    """A row for each place: a dot at its figure on a line from bound to bound, its figure at the end of the row.

    A place without a value shows its text instead. `reference` is a value of the whole, a rule through all rows.
    """
    layout = _layout(places, size, reference, frame)
    layers = [
        *_reference(reference, layout),
        *_bounds(places, layout),
        _dots(places, layout, frame),
        *lettering(sorted(_words(places, layout), key=lambda word: (word.style.colour, word.style.align))),
    ]
    above = 12 + (16 if reference else 0)
    plot = Plot(round(layout.height), layout.left, layout.right, above, 10 + _AXIS_ROOM)
    return sheet(frame, size, plot, layers, _remark(frame, places))


def _remark(frame: Frame, places: Sequence[Bar]) -> str:
    dot = _DOT.in_language(frame.language).format(bounds=frame.bounds) if frame.bounds else ""
    return " · ".join(filter(None, (dot, remark(places, frame.language))))


def _layout(places: Sequence[Bar], size: Size, reference: Target | None, frame: Frame) -> _Layout:
    ends = [end for place in places if place.value is not None for end in _ends(place)]
    axis = value_axis([*ends, *([reference.value] if reference else [])], _INTERVALS[size], frame.language)
    beside = size == "wide"
    names = max((text_width(place.name) for place in places), default=0.0) if beside else 0.0
    left = round(EDGE + (names + 14 if beside else text_width(axis.labels[0], SMALL) / 2))
    right = round(EDGE + 12 + max((text_width(place.text) for place in places), default=0.0))
    return _Layout(axis, beside, _ROW[size], left, right, WIDTHS[size] - left - right, _ROW[size] * len(places))


def _ends(place: Bar) -> tuple[float, ...]:
    value = place.value or 0.0
    return (value, place.bounds.low, place.bounds.high) if place.bounds else (value,)


def _channel(layout: _Layout, field: str) -> dict[str, Any]:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [layout.axis.low, layout.axis.high], "nice": False, "zero": False},
        "axis": {
            "values": list(layout.axis.ticks),
            "labelExpr": label_expression(dict(zip(layout.axis.ticks, layout.axis.labels, strict=True))),
            "grid": True,
            "labelFlush": False,
            "gridColor": {"condition": {"test": "datum.value === 0", "value": RULE}, "value": GRID},
        },
    }


def _bounds(places: Sequence[Bar], layout: _Layout) -> list[Layer]:
    rows = [
        {"low": place.bounds.low, "high": place.bounds.high, "y": layout.y(number)}
        for number, place in enumerate(places)
        if place.bounds and place.value is not None
    ]
    if not rows:
        return []
    encoding = {"x": _channel(layout, "low"), "x2": {"field": "high"}, "y": {"field": "y", **_PIXEL}}
    mark = {"type": "rule", "color": STRONG, "opacity": 0.45, "strokeWidth": 4, "strokeCap": "round"}
    return [{"data": {"values": rows}, "mark": mark, "encoding": encoding}]


def _dots(places: Sequence[Bar], layout: _Layout, frame: Frame) -> Layer:
    rows = [
        {"name": place.name, "value": place.value, "words": place.text, "y": layout.y(number)}
        | {"bounds": place.bounds.text if place.bounds else ""}
        for number, place in enumerate(places)
        if place.value is not None
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "opacity": 1, "size": 70, "color": STRONG},
        "encoding": {
            "x": _channel(layout, "value"),
            "y": {"field": "y", **_PIXEL},
            "tooltip": tooltip(_TOOLTIP, frame.language),
        },
    }


def _reference(reference: Target | None, layout: _Layout) -> list[Layer]:
    if reference is None:
        return []
    x = layout.x(reference.value)
    encoding = {"x": _channel(layout, "value"), "y": {"value": -4}, "y2": {"value": layout.height}}
    mark = {"type": "rule", "color": RULE, "strokeWidth": 1.25, "strokeDash": [4, 3]}
    rule: Layer = {"data": {"values": [{"value": reference.value}]}, "mark": mark, "encoding": encoding}
    fits = x + text_width(reference.text, SMALL) <= layout.width + layout.right
    style = Style(MUTED, SMALL, 600, "left" if fits else "right")
    return [rule, *lettering([Word(x, -8, reference.text, style)])]


def _words(places: Sequence[Bar], layout: _Layout) -> list[Word]:
    words = []
    for number, place in enumerate(places):
        y = layout.y(number) + 4.5
        name = (EDGE - layout.left, y) if layout.beside else (5.0, y - 16)
        words.append(Word(*name, place.name))
        colour = MUTED if place.value is None else TEXT
        words.append(Word(layout.width + layout.right - EDGE, y, place.text, Style(colour, BODY, 400, "right")))
    return words
