"""Places or groups side by side as horizontal bars from zero, each with its figure, in the order given.

The order is the caller's on purpose: sorted by value, bars become a league table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from teilhabe.charts.frames import EDGE, Layer, Plot, Style, Word, lettering, sheet, tooltip
from teilhabe.charts.look import BODY, MUTED, PAPER, QUIET, RULE, STRONG, TEXT, text_width, wrap
from teilhabe.charts.model import WIDTHS, Bar, Frame, Size, Spec
from teilhabe.charts.withheld import word_of
from teilhabe.text import Language, Text

_LINE = 15.0
_GAP = 6.0
_HEADING_ROOM = 26.0
_PIXEL: dict[str, Any] = {"type": "quantitative", "scale": None, "axis": None}
_ERROR_BAR = Text("Strich: {bounds}", "Line: {bounds}")
_BOLDER = 1.06  # how much wider a text gets in semibold


@dataclass(frozen=True)
class _Row:
    """A bar with the lines of its name; `distances in px from the top of the plot."""

    bar: Bar
    name: tuple[str, ...]
    top: float
    bar_top: float
    bottom: float
    heading: str


@dataclass(frozen=True)
class _Layout:
    """Measures of one chart, px."""

    beside: bool  # names beside their bars, otherwise above
    name_width: float
    thickness: float
    left: float
    right: float
    low: float
    high: float
    width: float

    def x(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low) * self.width


def bar_chart(frame: Frame, bars: Sequence[Bar], size: Size) -> Spec:
    """Horizontal bars in the order given, each with its figure and, where they are known, its bounds as an error bar.

    An emphasised bar is strong and the others step back. A bar without a value shows its text
    in the place of the bar. A heading stands where `group` changes.
    """
    layout = _layout(bars, size)
    rows = _rows(bars, layout)
    height = rows[-1].bottom if rows else 0.0
    names = [word for row in rows for word in _words(row, layout, frame.language)]
    drawn = [_bars(rows, layout, bars, frame.language), _zero(rows, layout), *_error_bars(rows, layout)]
    layers = [*drawn, *lettering(_by_style(names))]
    return sheet(frame, size, Plot(round(height), layout.left, layout.right, 12, 10), layers, _remark(frame, bars))


def _remark(frame: Frame, bars: Sequence[Bar]) -> str:
    shown = frame.bounds and any(bar.bounds for bar in bars)
    return _ERROR_BAR.in_language(frame.language).format(bounds=frame.bounds) if shown else ""


def _layout(bars: Sequence[Bar], size: Size) -> _Layout:
    beside = size == "wide"
    longest = max((text_width(bar.name) * _BOLDER for bar in bars), default=0.0)
    name_width = min(longest, 0.38 * WIDTHS[size]) if beside else WIDTHS[size] - 2 * EDGE
    values = [end for bar in bars for end in _ends(bar)]
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    text = max((text_width(bar.text) * _BOLDER for bar in bars), default=0.0) + _GAP
    left = round(EDGE + (name_width + 10 if beside else 0) + (text if low < 0 else 0))
    right = round(EDGE + text)
    width = WIDTHS[size] - left - right
    return _Layout(beside, name_width, 14.0 if beside else 12.0, left, right, low, high if high > low else 1.0, width)


def _ends(bar: Bar) -> tuple[float, ...]:
    """Everything of a bar that must find room: its value and its bounds."""
    if bar.value is None:
        return ()
    return (bar.value, bar.bounds.low, bar.bounds.high) if bar.bounds else (bar.value,)


def _rows(bars: Sequence[Bar], layout: _Layout) -> list[_Row]:
    rows: list[_Row] = []
    y, group = 0.0, ""
    for bar in bars:
        heading = bar.group if bar.group != group else ""
        y += _HEADING_ROOM if heading else 0.0
        name = wrap(bar.name, layout.name_width)
        lines = _LINE * len(name)
        bar_top = y + (max(0.0, (lines - layout.thickness) / 2) if layout.beside else lines + 1)
        bottom = max(y + lines, bar_top + layout.thickness)
        rows.append(_Row(bar, name, y, bar_top, bottom, heading))
        y = bottom + (9.0 if layout.beside else 11.0)
        group = bar.group
    return rows


def _bars(rows: Sequence[_Row], layout: _Layout, bars: Sequence[Bar], language: Language) -> Layer:
    values = [
        {
            "name": row.bar.name,
            "value": row.bar.value,
            "words": row.bar.text,
            "top": row.bar_top,
            "bottom": row.bar_top + layout.thickness,
            "colour": _colour(row.bar, bars),
        }
        for row in rows
        if row.bar.value is not None
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "rect"},
        "encoding": {
            "x": {"field": "value", "type": "quantitative", "scale": _scale(layout), "axis": None},
            "x2": {"datum": 0},
            "y": {"field": "top", **_PIXEL},
            "y2": {"field": "bottom"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
            "tooltip": tooltip({"name": Text("Name", "Name"), "words": Text("Wert", "Value")}, language),
        },
    }


def _error_bars(rows: Sequence[_Row], layout: _Layout) -> list[Layer]:
    """A thin line from bound to bound through the middle of each bar, on a paper-coloured one to be seen on the bar."""
    values = [
        {"low": row.bar.bounds.low, "high": row.bar.bounds.high, "y": row.bar_top + layout.thickness / 2}
        for row in rows
        if row.bar.bounds and row.bar.value is not None
    ]
    if not values:
        return []
    encoding = {
        "x": {"field": "low", "type": "quantitative", "scale": _scale(layout), "axis": None},
        "x2": {"field": "high"},
        "y": {"field": "y", **_PIXEL},
    }
    pens = ((PAPER, 3.5), (TEXT, 1.5))
    return [
        {"data": {"values": values}, "mark": {"type": "rule", "color": colour, "strokeWidth": width}}
        | {"encoding": encoding}
        for colour, width in pens
    ]


def _scale(layout: _Layout) -> dict[str, Any]:
    return {"domain": [layout.low, layout.high], "nice": False}


def _zero(rows: Sequence[_Row], layout: _Layout) -> Layer:
    """The line from which the bars grow; in pieces where names stand between the bars."""
    pieces = [(row.bar_top - 3, row.bar_top + layout.thickness + 3) for row in rows]
    if layout.beside and pieces:
        pieces = [(pieces[0][0], pieces[-1][1])]
    return {
        "data": {"values": [{"zero": 0, "top": top, "bottom": bottom} for top, bottom in pieces]},
        "mark": {"type": "rule", "color": RULE, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "zero", "type": "quantitative", "scale": _scale(layout), "axis": None},
            "y": {"field": "top", **_PIXEL},
            "y2": {"field": "bottom"},
        },
    }


def _colour(bar: Bar, bars: Sequence[Bar]) -> str:
    return STRONG if bar.emphasised or not any(other.emphasised for other in bars) else QUIET


def _words(row: _Row, layout: _Layout, language: Language) -> list[Word]:
    start = EDGE - layout.left
    weight = 600 if row.bar.emphasised else 400
    heading = [Word(start, row.top - 9, row.heading, Style(TEXT, BODY, 600))] if row.heading else []
    name = [
        Word(start, row.top + _LINE * (line + 0.78), text, Style(TEXT, BODY, weight))
        for line, text in enumerate(row.name)
    ]
    return [*heading, *name, _figure(row, layout, weight, language)]


def _figure(row: _Row, layout: _Layout, weight: int, language: Language) -> Word:
    """The figure at the end of its bar, or what stands for it at the zero line."""
    y = row.bar_top + layout.thickness / 2 + 4.5
    value = row.bar.value
    if value is None:
        return Word(layout.x(0) + _GAP, y, word_of(row.bar.text, language), Style(MUTED))
    if value < 0:
        end = min(_ends(row.bar))
        return Word(layout.x(end) - _GAP, y, row.bar.text, Style(TEXT, BODY, weight, "right"))
    return Word(layout.x(max(_ends(row.bar))) + _GAP, y, row.bar.text, Style(TEXT, BODY, weight))


def _by_style(words: Sequence[Word]) -> list[Word]:
    """The words with equal styles together, so that few layers set them."""
    return sorted(words, key=lambda word: (word.style.weight, word.style.colour, word.style.align))
