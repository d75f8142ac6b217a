"""What a picture is made of: figures that are already worded, in the order in which they are to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from teilhabe.text import Language

Spec = dict[str, Any]
"""A Vega-Lite specification; JSON, so its values cannot be typed more closely."""

Size = Literal["wide", "narrow"]
WIDTHS: dict[Size, int] = {"wide": 720, "narrow": 340}
"""Width of the picture in px; narrow is drawn for phones of 320 to 360 px, not scaled down."""


@dataclass(frozen=True)
class Frame:
    """What stands around a picture, so that it explains itself wherever it is shown."""

    title: str
    unit: str  # in words: "Personen", "Prozent"
    language: Language
    notice: str = ""  # "Erfundene Stadt": printed inside the picture
    source: str = ""
    bounds: str = ""  # what the bounds of figures are called: "Zufallsbereich (95 %)"


@dataclass(frozen=True)
class Bounds:
    """Between which values a figure lies: with 95 per cent confidence where nothing else is said."""

    low: float
    high: float
    text: str  # "18,2 bis 21,4"


@dataclass(frozen=True)
class Target:
    """A value that is to be reached, drawn as a line across the plot."""

    value: float
    text: str  # "Ziel bis 2030: 60,0"


@dataclass(frozen=True)
class Point:
    """One figure of a series."""

    x: str  # ISO date the point stands at
    label: str  # the period in full: "31.12.2018"
    value: float | None
    text: str  # the value as printed: "99.845"
    tick: str = ""  # the period as it stands on the axis: "2018/19"; "" where `label` is short enough
    bounds: Bounds | None = None


@dataclass(frozen=True)
class Line:
    """A series; a break lies between two segments, which are never joined."""

    name: str
    segments: tuple[tuple[Point, ...], ...]
    emphasised: bool = False


@dataclass(frozen=True)
class Ahead:
    """One period of a forecast: its middle, and the bands that hold 80 and 95 of 100 such values."""

    x: str  # ISO date, as of the points before
    label: str
    value: float
    text: str
    inner: Bounds
    outer: Bounds
    tick: str = ""


@dataclass(frozen=True)
class Fan:
    """A series and its forecast; `past` are earlier forecasts, each with the figure that it set out from."""

    history: Line
    ahead: tuple[Ahead, ...]
    past: tuple[Line, ...] = ()


@dataclass(frozen=True)
class BreakMark:
    """A break: figures from `x` on may not be compared with those before."""

    x: str  # ISO date, first day of the new regime
    label: str  # short: "Zensus 2011"


@dataclass(frozen=True)
class Bar:
    """One figure of a comparison: a place or a group."""

    name: str
    value: float | None
    text: str  # the value as printed, or what stands for it: "•", "–"
    emphasised: bool = False
    group: str = ""  # heading above a run of bars
    bounds: Bounds | None = None


@dataclass(frozen=True)
class Step:
    """One piece of a sum, or the whole."""

    name: str
    value: float | None
    text: str
    whole: bool = False


@dataclass(frozen=True)
class Area:
    """One figure of a map; `code` is the `code` property of the feature it colours."""

    code: str
    name: str
    value: float | None
    text: str
