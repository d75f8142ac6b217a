"""A forecast as a fan: what was, how it goes on most likely, two bands around it, and what was foreseen earlier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from teilhabe.charts.axes import TimeAxis, ValueAxis, day_of, period_texts, time_axis, value_axis
from teilhabe.charts.breaks import BREAK_LINE, LABEL_ROOM, PlacedBreak, break_key, break_layers, place_breaks
from teilhabe.charts.channels import channels
from teilhabe.charts.frames import EDGE, Layer, Plot, Style, Word, lettering, pixels, sheet, tooltip
from teilhabe.charts.look import BODY, MUTED, QUIET, SMALL, STRONG, TEXT, text_width
from teilhabe.charts.model import WIDTHS, Ahead, BreakMark, Fan, Frame, Line, Point, Size, Spec
from teilhabe.charts.strokes import runs, stroke_layers, valued
from teilhabe.text import Language, Text

INNER, OUTER = 0.34, 0.17
"""How dark the bands are; the inner one lies on the outer one."""

_HEIGHTS: dict[Size, float] = {"wide": 300.0, "narrow": 230.0}
_INTERVALS: dict[Size, int] = {"wide": 6, "narrow": 5}
_MOST_PERIODS: dict[Size, int] = {"wide": 9, "narrow": 5}
_PERIOD_ROOM, _KEY_LINE, _SWATCH, _SPACE, _ABOVE = 26.0, 17.0, 16.0, 18.0, 16.0

_KEY = (
    Text("80 von 100 Fällen", "80 of 100 cases"),
    Text("95 von 100 Fällen", "95 of 100 cases"),
    Text("aus früherer Sicht", "as seen earlier"),
)
_AHEAD = Text("Prognose", "Forecast")
_SAME_DAY = Text("jeweils am {day}", "on {day} of each year")
_CUT_AXIS = Text("Achse beginnt bei {low}, nicht bei 0", "axis begins at {low}, not at 0")
_TOOLTIP = {
    "name": Text("Reihe", "Series"),
    "period": Text("Zeitpunkt", "Period"),
    "words": Text("Wert", "Value"),
    "inner": Text("80 von 100 Fällen", "80 of 100 cases"),
    "outer": Text("95 von 100 Fällen", "95 of 100 cases"),
}


@dataclass(frozen=True)
class _Field:
    """The axes of one chart, the room around its plot and its key."""

    time: TimeAxis
    value: ValueAxis
    plot: Plot
    width: float
    breaks: tuple[PlacedBreak, ...]
    break_key: tuple[str, ...]
    key: tuple[tuple[float, float, str], ...]  # x and y from the upper left corner of the plot, words

    def x(self, iso: str) -> float:
        return self.time.share(day_of(iso)) * self.width

    def y(self, value: float) -> float:
        return (1 - self.value.share(value)) * self.plot.height


def fan_chart(frame: Frame, fan: Fan, breaks: Sequence[BreakMark], size: Size) -> Spec:
    """The series with its forecast; ValueError where there is none, or no figure that it could set out from."""
    if not fan.ahead or not valued(fan.history):
        raise ValueError("a fan needs a figure to set out from and a period ahead")
    field = _field(fan, breaks, size, frame.language)
    position = channels(field.time, field.value)
    layers = [
        *break_layers(field.breaks, field.width, field.plot.height),
        *_bands(fan, position),
        *_earlier(fan.past, position),
        *stroke_layers([fan.history], position, frame.language, crowded=_is_crowded(fan, field)),
        *_middle(fan, position, frame.language),
        *_swatches(field, fan),
        *lettering(_words(field, fan, frame.language)),
    ]
    return sheet(frame, size, field.plot, layers, _remark(field, frame.language))


def _field(fan: Fan, breaks: Sequence[BreakMark], size: Size, language: Language) -> _Field:
    periods = period_texts([*_points(fan), *(_point(entry) for entry in fan.ahead)], language)
    value = value_axis(_values(fan), _INTERVALS[size], language)
    left = round(EDGE + max(text_width(label, SMALL) for label in value.labels) + 8)
    right = round(EDGE + max(text_width(fan.ahead[-1].text) * 1.06 + 9, periods.room / 2 + 1))
    width = WIDTHS[size] - left - right
    time = time_axis(periods, width, _MOST_PERIODS[size])
    placed = place_breaks(breaks, list(periods.texts), time, width)
    names = break_key(placed, width, WIDTHS[size] - 2 * EDGE, language)
    labels = LABEL_ROOM if placed else 0.0
    key, room = _key(fan, size, language, left, 10 + labels)
    plot = Plot(_HEIGHTS[size], left, right, room + labels, _PERIOD_ROOM + BREAK_LINE * len(names))
    return _Field(time, value, plot, width, placed, names, key)


def _key(
    fan: Fan, size: Size, language: Language, left: float, above: float
) -> tuple[tuple[tuple[float, float, str], ...], float]:
    """The words of the key with their places, and the height that they take."""
    words = [text.in_language(language) for text in (_KEY if fan.past else _KEY[:2])]
    rows: list[list[str]] = [[]]
    for word in words:
        if rows[-1] and _row_width([*rows[-1], word]) > WIDTHS[size] - 2 * EDGE:
            rows.append([])
        rows[-1].append(word)
    placed = []
    for number, row in enumerate(rows):
        y = -above - _KEY_LINE * (len(rows) - number - 0.5)
        placed += [(EDGE - left + _row_width(row[:place], ended=True), y, word) for place, word in enumerate(row)]
    return tuple(placed), 16 + _KEY_LINE * len(rows)


def _row_width(words: Sequence[str], *, ended: bool = False) -> float:
    """Width of a row of the key, with the space behind it where it is `ended` by another word."""
    spaces = len(words) if ended else len(words) - 1
    return sum(_SWATCH + text_width(word, SMALL) for word in words) + spaces * _SPACE


def _points(fan: Fan) -> Iterator[Point]:
    yield from valued(fan.history)
    for line in fan.past:
        yield from valued(line)


def _point(entry: Ahead) -> Point:
    return Point(entry.x, entry.label, entry.value, entry.text, entry.tick)


def _values(fan: Fan) -> list[float]:
    points = [point.value for point in _points(fan) if point.value is not None]
    return [*points, *(end for entry in fan.ahead for end in (entry.value, entry.outer.low, entry.outer.high))]


def _bands(fan: Fan, position: dict[str, Any]) -> list[Layer]:
    """Both bands open at the last figure; a single period ahead is a band as well."""
    start = valued(fan.history)[-1]
    encoding = {
        "x": position["x"],
        "y": {**position["y"], "field": "low"},
        "y2": {"field": "high"},
    }
    bands = (("outer", OUTER), ("inner", INNER))
    return [
        {
            "data": {
                "values": [
                    {"day": day_of(start.x), "low": start.value, "high": start.value},
                    *(
                        {"day": day_of(entry.x), "low": getattr(entry, name).low, "high": getattr(entry, name).high}
                        for entry in fan.ahead
                    ),
                ]
            },
            "mark": {"type": "area", "color": STRONG, "opacity": opacity},
            "encoding": encoding,
        }
        for name, opacity in bands
    ]


def _earlier(past: Sequence[Line], position: dict[str, Any]) -> list[Layer]:
    rows = [
        {"day": day_of(point.x), "value": point.value, "run": f"{number}-{part}"}
        for number, line in enumerate(past)
        for part, run in enumerate(runs(line))
        for point in run
    ]
    if not rows:
        return []
    mark = {"type": "line", "color": QUIET, "strokeWidth": 1}
    encoding = {**position, "detail": {"field": "run", "type": "nominal"}}
    return [{"data": {"values": rows}, "mark": mark, "encoding": encoding}]


def _middle(fan: Fan, position: dict[str, Any], language: Language) -> list[Layer]:
    """The line through the middle, from the last figure on, and its points."""
    start, name = valued(fan.history)[-1], _AHEAD.in_language(language)
    rows = [
        {"day": day_of(entry.x), "value": entry.value, "name": name, "period": entry.label, "words": entry.text}
        | {"inner": entry.inner.text, "outer": entry.outer.text}
        for entry in fan.ahead
    ]
    line = {"type": "line", "color": STRONG, "strokeWidth": 2, "strokeDash": [5, 4]}
    point = {"type": "point", "filled": False, "fill": "#ffffff", "opacity": 1, "color": STRONG, "size": 30}
    return [
        {"data": {"values": [{"day": day_of(start.x), "value": start.value}, *rows]}, "mark": line}
        | {"encoding": position},
        {"data": {"values": rows}, "mark": point, "encoding": {**position, "tooltip": tooltip(_TOOLTIP, language)}},
    ]


def _swatches(field: _Field, fan: Fan) -> list[Layer]:
    """What stands before the words of the key: two squares as dark as the bands, and a thin line."""
    darkness = (1 - (1 - INNER) * (1 - OUTER), OUTER)
    squares = [
        {
            "data": {"values": [{"px": x + 5, "py": y}]},
            "mark": {"type": "square", "filled": True, "color": STRONG, "opacity": opacity, "size": 110},
            "encoding": pixels(),
        }
        for (x, y, _), opacity in zip(field.key, darkness, strict=False)
    ]
    if not fan.past:
        return squares
    x, y, _ = field.key[-1]
    rule = {"type": "rule", "color": QUIET, "strokeWidth": 1}
    stroke = {"data": {"values": [{"px": x - 1, "py": y, "px2": x + 11}]}, "mark": rule}
    return [*squares, {**stroke, "encoding": {**pixels(), "x2": {"field": "px2"}}}]


def _words(field: _Field, fan: Fan, language: Language) -> list[Word]:
    last, below = fan.ahead[-1], field.plot.height + _PERIOD_ROOM
    return [
        *(Word(x + _SWATCH, y, text, Style(TEXT, SMALL, baseline="middle")) for x, y, text in field.key),
        *_heading(field, fan, language),
        Word(field.x(last.x) + 9, field.y(last.value), last.text, Style(STRONG, BODY, 600, baseline="middle")),
        *(
            Word(EDGE - field.plot.left, below + BREAK_LINE * (row + 0.75), line, Style(MUTED, SMALL))
            for row, line in enumerate(field.break_key)
        ),
    ]


def _heading(field: _Field, fan: Fan, language: Language) -> list[Word]:
    """The word “forecast” where it begins, if there is room for it: above the bands, else below them."""
    x, word = field.x(valued(fan.history)[-1].x) + 8, _AHEAD.in_language(language)
    if x + text_width(word, SMALL) > field.width:
        return []
    is_free = all(field.y(entry.outer.high) > _ABOVE for entry in fan.ahead)
    return [Word(x, 10 if is_free else field.plot.height - 8, word, Style(MUTED, SMALL))]


def _is_crowded(fan: Fan, field: _Field) -> bool:
    days = sorted({day_of(point.x) for point in valued(fan.history)})
    steps = [later - earlier for earlier, later in pairwise(days)]
    return bool(steps) and min(steps) / (field.time.last - field.time.first) * field.width < 12


def _remark(field: _Field, language: Language) -> str:
    remarks = []
    if field.time.same_day:
        remarks.append(_SAME_DAY.in_language(language).format(day=field.time.same_day))
    if field.value.starts_above_zero:
        remarks.append(_CUT_AXIS.in_language(language).format(low=field.value.labels[0]))
    return " · ".join(remarks)
