"""The sheet a picture is drawn on: notice, title and unit above it, source below it, and words at exact places.

Every distance is computed here and Vega lays nothing out by itself (`autosize: none`), so that a picture is the same
on a machine with other fonts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from itertools import groupby
from typing import Any, Literal

from teilhabe.charts.look import BODY, CONFIG, FONT, MUTED, NOTICE, PAPER, SMALL, TEXT, TITLE, wrap
from teilhabe.charts.model import WIDTHS, Frame, Size, Spec
from teilhabe.text import Language, Text

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

EDGE = 6.0
"""White left free on all four sides, px."""

Layer = dict[str, Any]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Style:
    """How a word is set."""

    colour: str = TEXT
    size: float = BODY
    weight: int = 400
    align: Align = "left"
    baseline: Literal["alphabetic", "middle"] = "alphabetic"


@dataclass(frozen=True)
class Word:
    """A text at a place, in px from the upper left corner of the plot."""

    x: float
    y: float
    text: str
    style: Style = Style()


@dataclass(frozen=True)
class Plot:
    """The field inside the sheet where figures are drawn, and the room it needs around it, all in px."""

    height: float
    left: float = EDGE
    right: float = EDGE
    above: float = 8.0  # between the heading and the field
    below: float = 8.0  # between the field and the source

    def width(self, size: Size) -> float:
        return WIDTHS[size] - self.left - self.right


def sheet(frame: Frame, size: Size, plot: Plot, layers: Sequence[Layer], remark: str = "") -> Spec:
    """The complete specification: `layers` in the plot, the frame's words around it, `remark` beside the unit."""
    heading, top = _heading(frame, size, remark)
    source, bottom = _source(frame, size)
    down = plot.height + plot.below
    words = [
        *(replace(word, x=word.x - plot.left, y=word.y - top - plot.above) for word in heading),
        *(replace(word, x=word.x - plot.left, y=word.y + down) for word in source),
    ]
    return {
        "$schema": SCHEMA,
        "description": frame.title,
        "background": PAPER,
        "autosize": {"type": "none"},
        "padding": {
            "left": plot.left,
            "right": plot.right,
            "top": top + plot.above,
            "bottom": plot.below + bottom,
        },
        "width": plot.width(size),
        "height": plot.height,
        "config": CONFIG,
        "layer": [*layers, *lettering(words)],
    }


def _heading(frame: Frame, size: Size, remark: str) -> tuple[list[Word], float]:
    """The words above the plot and the height they take, measured from the upper left corner of the sheet."""
    subtitle = " · ".join(part for part in (frame.unit, remark) if part)
    parts = (
        (frame.notice, Style(NOTICE, SMALL, 600), 15.0),
        (frame.title, Style(TEXT, TITLE, 600), 20.0),
        (subtitle, Style(MUTED, BODY), 17.0),
    )
    return _stacked(parts, size)


def _source(frame: Frame, size: Size) -> tuple[list[Word], float]:
    text = f"{Text('Quelle', 'Source').in_language(frame.language)}: {frame.source}" if frame.source else ""
    return _stacked([(text, Style(MUTED, SMALL), 15.0)], size)


def _stacked(parts: Iterable[tuple[str, Style, float]], size: Size) -> tuple[list[Word], float]:
    """Texts below each other, wrapped to the sheet, and the height of all; `parts` are (text, style, line height)."""
    words: list[Word] = []
    y = EDGE
    for text, style, line_height in parts:
        for line in wrap(text, WIDTHS[size] - 2 * EDGE, style.size):
            y += line_height
            words.append(Word(EDGE, y - 0.25 * line_height, line, style))
    return words, y


def lettering(words: Sequence[Word]) -> list[Layer]:
    """Layers that set the words, one for each run of equal style."""
    return [_set(list(run), style) for style, run in groupby(words, key=lambda word: word.style)]


def _set(words: Sequence[Word], style: Style) -> Layer:
    colour, font_size, weight, align, baseline = astuple(style)
    return {
        "data": {"values": [{"px": round(word.x, 1), "py": round(word.y, 1), "words": word.text} for word in words]},
        "mark": {
            "type": "text",
            "font": FONT,
            "color": colour,
            "fontSize": font_size,
            "fontWeight": weight,
            "align": align,
            "baseline": baseline,
        },
        "encoding": {**pixels(), "text": {"field": "words", "type": "nominal"}},
    }


def pixels() -> dict[str, Any]:
    """Position channels that take `px` and `py` as they are, in px from the upper left corner of the plot."""
    return {
        "x": {"field": "px", "type": "quantitative", "scale": None, "axis": None},
        "y": {"field": "py", "type": "quantitative", "scale": None, "axis": None},
    }


def tooltip(titles: Mapping[str, Text], language: Language) -> list[dict[str, str]]:
    """The channel that shows already worded fields, by name of the field, in the interactive picture."""
    return [
        {"field": field, "type": "nominal", "title": title.in_language(language)} for field, title in titles.items()
    ]
