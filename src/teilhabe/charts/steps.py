"""A whole and what adds up to it: pieces as bars, each beginning where the one above it ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from teilhabe.charts.frames import EDGE, Layer, Plot, Style, Word, lettering, sheet, tooltip
from teilhabe.charts.look import BODY, RULE, STRONG, TEXT, text_width, wrap
from teilhabe.charts.model import WIDTHS, Frame, Size, Spec, Step
from teilhabe.text import Text

PIECE = "#6788cf"
"""Colour of a piece; the whole is strong."""

_LINE, _THICKNESS, _SPACE, _GAP = 15.0, 18.0, 12.0, 6.0
_TOOLTIP = {"name": Text("Teil", "Part"), "words": Text("Wert", "Value")}


def step_chart(frame: Frame, steps: Sequence[Step], size: Size) -> Spec:
    """One bar below the other: a piece begins where the last one ended, the whole begins at zero.

    ValueError for a step without a value: a sum with a hidden piece shows what it hides.
    """
    spans = _spans(steps)
    low, high = min(0.0, *(min(span) for span in spans)), max(0.0, *(max(span) for span in spans))
    text = max(text_width(step.text) for step in steps) * 1.06 + _GAP
    left, right = _room(steps, size, text, negative=low < 0)
    width = WIDTHS[size] - left - right
    scale = width / ((high - low) or 1.0)
    rows, height = _tops(steps, size, left - text if low < 0 else left)
    bars = [(row, (start - low) * scale, (end - low) * scale) for row, (start, end) in zip(rows, spans, strict=True)]
    layers = [
        _bars(steps, bars, frame),
        *_links(bars),
        _zero(-low * scale, bars),
        *lettering(_words(steps, bars, size, left)),
    ]
    return sheet(frame, size, Plot(round(height), left, right, 12, 10), layers)


def _spans(steps: Sequence[Step]) -> list[tuple[float, float]]:
    """Where each bar begins and ends."""
    spans: list[tuple[float, float]] = []
    reached = 0.0
    for step in steps:
        if step.value is None:
            raise ValueError(f"a step without a value: {step.name}")
        start = 0.0 if step.whole else reached
        reached = start + step.value
        spans.append((start, reached))
    return spans


def _room(steps: Sequence[Step], size: Size, text: float, *, negative: bool) -> tuple[float, float]:
    names = min(max(text_width(step.name) for step in steps) * 1.06, 0.38 * WIDTHS[size]) + 10 if size == "wide" else 0
    return round(EDGE + names + (text if negative else 0)), round(EDGE + text)


def _tops(steps: Sequence[Step], size: Size, left: float) -> tuple[list[float], float]:
    """The upper edge of each bar and the height of all, px."""
    tops, y = [], 0.0
    for step in steps:
        lines = len(_name(step, size, left))
        above = _LINE * lines + 2 if size == "narrow" else max(0.0, (_LINE * lines - _THICKNESS) / 2)
        tops.append(y + above)
        y += above + _THICKNESS + _SPACE
    return tops, y - _SPACE


def _name(step: Step, size: Size, left: float) -> tuple[str, ...]:
    return wrap(step.name, left - EDGE - 10 if size == "wide" else WIDTHS[size] - 2 * EDGE)


_Bar = tuple[float, float, float]
"""Upper edge, start and end of a bar, px."""


def _pixel(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _bars(steps: Sequence[Step], bars: Sequence[_Bar], frame: Frame) -> Layer:
    rows = [
        {"name": step.name, "words": step.text, "colour": STRONG if step.whole else PIECE}
        | {"left": round(min(start, end), 1), "right": round(max(start, end), 1), "top": top, "low": top + _THICKNESS}
        for step, (top, start, end) in zip(steps, bars, strict=True)
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "rect"},
        "encoding": {
            "x": _pixel("left"),
            "x2": {"field": "right"},
            "y": _pixel("top"),
            "y2": {"field": "low"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
            "tooltip": tooltip(_TOOLTIP, frame.language),
        },
    }


def _links(bars: Sequence[_Bar]) -> list[Layer]:
    """Thin lines from the end of each bar down to the next."""
    rows = [
        {"px": round(end, 1), "py": top + _THICKNESS, "py2": below} for (top, _, end), (below, *_) in pairwise(bars)
    ]
    if not rows:
        return []
    encoding = {"x": _pixel("px"), "y": _pixel("py"), "y2": {"field": "py2"}}
    mark = {"type": "rule", "color": RULE, "strokeWidth": 1, "strokeDash": [2, 2]}
    return [{"data": {"values": rows}, "mark": mark, "encoding": encoding}]


def _zero(x: float, bars: Sequence[_Bar]) -> Layer:
    """The line from which the whole is measured, in pieces, since names may stand between the bars."""
    rows = [{"px": round(x, 1), "py": top - 3, "py2": top + _THICKNESS + 3} for top, *_ in bars]
    encoding = {"x": _pixel("px"), "y": _pixel("py"), "y2": {"field": "py2"}}
    return {"data": {"values": rows}, "mark": {"type": "rule", "color": RULE, "strokeWidth": 1}, "encoding": encoding}


def _words(steps: Sequence[Step], bars: Sequence[_Bar], size: Size, left: float) -> list[Word]:
    words = []
    for step, (top, start, end) in zip(steps, bars, strict=True):
        style = Style(TEXT, BODY, 600 if step.whole else 400)
        lines = _name(step, size, left)
        first = top - _LINE * len(lines) if size == "narrow" else top + (_THICKNESS - _LINE * len(lines)) / 2
        words += [Word(EDGE - left, first + _LINE * (row + 0.78), line, style) for row, line in enumerate(lines)]
        words.append(_figure(step, max(start, end), min(start, end), top + _THICKNESS / 2 + 4.5))
    return sorted(words, key=lambda word: (word.style.weight, word.style.align))


def _figure(step: Step, right: float, left: float, y: float) -> Word:
    weight = 600 if step.whole else 400
    if (step.value or 0.0) < 0:
        return Word(left - _GAP, y, step.text, Style(TEXT, BODY, weight, "right"))
    return Word(right + _GAP, y, step.text, Style(TEXT, BODY, weight))
