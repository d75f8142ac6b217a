"""Series over time as lines: every figure a visible point, breaks as gaps, names at the ends of the lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teilhabe.charts.axes import TimeAxis, ValueAxis, day_of, period_texts, time_axis, value_axis
from teilhabe.charts.breaks import (
    BREAK_LINE,
    LABEL_ROOM,
    PlacedBreak,
    break_key,
    break_layers,
    place_breaks,
)
from teilhabe.charts.channels import channels
from teilhabe.charts.frames import EDGE, Plot, Style, Word, lettering, sheet
from teilhabe.charts.line_labels import (
    KEY_LINE,
    LineLabel,
    end_words,
    key_lines,
    key_symbols,
    key_words,
    label_room,
    labels_fit,
    leaders,
    line_labels,
)
from teilhabe.charts.look import MUTED, SMALL, text_width
from teilhabe.charts.model import WIDTHS, BreakMark, Frame, Line, Size, Spec, Target
from teilhabe.charts.strokes import stroke_layers, valued
from teilhabe.charts.targets import target_layers
from teilhabe.charts.uncertainty import bounded, drawn, uncertainty_layers
from teilhabe.charts.withheld import STRIPES, remark, stripe_layers, withheld_points
from teilhabe.text import Language, Text

_HEIGHTS: dict[Size, float] = {"wide": 300.0, "narrow": 210.0}
_INTERVALS: dict[Size, int] = {"wide": 6, "narrow": 5}
_MOST_PERIODS: dict[Size, int] = {"wide": 8, "narrow": 5}
_PERIOD_ROOM = 26.0

_SAME_DAY = Text("jeweils am {day}", "on {day} of each year")
_BOUNDS = {
    (True, False): Text("Fläche: {bounds}", "Band: {bounds}"),
    (False, True): Text("Striche: {bounds}", "Bars: {bounds}"),
    (True, True): Text("Fläche und Striche: {bounds}", "Band and bars: {bounds}"),
}
"""What bounds are drawn as: bands, error bars."""
_CUT_AXIS = Text("Achse beginnt bei {low}, nicht bei 0", "axis begins at {low}, not at 0")


@dataclass(frozen=True)
class _Field:
    """The axes of one chart and the room around its plot."""

    time: TimeAxis
    value: ValueAxis
    plot: Plot
    width: float
    breaks: tuple[PlacedBreak, ...]
    labels: tuple[LineLabel, ...]
    key: tuple[LineLabel, ...]
    break_key: tuple[str, ...]
    crowded: bool  # whether points stand closer than they would like

    def ends(self, lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
        """Where the last point of each line stands in the plot, px, by index of the line."""
        last = {index: valued(line)[-1] for index, line in enumerate(lines) if valued(line)}
        return {index: (self.x(point.x), self.y(point.value or 0.0)) for index, point in last.items()}

    def x(self, iso: str) -> float:
        return self.time.share(day_of(iso)) * self.width

    def y(self, value: float) -> float:
        return (1 - self.value.share(value)) * self.plot.height


def line_chart(
    frame: Frame,
    lines: Sequence[Line],
    breaks: Sequence[BreakMark],
    size: Size,
    target: Target | None = None,
    level: float | None = None,
) -> Spec:
    """Lines over time; the axis shows zero unless all values lie far above it, and then says where it begins.

    Bounds of figures are bands or error bars, a target is a line across; the axis reaches to `level` where one is
    given, such as the zero of a gap. Few lines have their own colour, and their
    name at their end or, where the sheet is too narrow, in a key above; of many lines the emphasised ones are strong,
    the others grey. ValueError for an `x` that is no ISO date.
    """
    always = [value for value in (target.value if target else None, level) if value is not None]
    field = _field(lines, breaks, size, frame.language, always)
    layers = [
        *stripe_layers(lines, channels(field.time, field.value), field.plot.height, frame.language),
        *break_layers(field.breaks, field.width, field.plot.height),
        *uncertainty_layers(lines, channels(field.time, field.value)),
        *target_layers(target, field.y(target.value) if target else 0, field.width),
        *leaders(field.labels, field.ends(lines), field.plot.height),
        *stroke_layers(lines, channels(field.time, field.value), frame.language, crowded=field.crowded),
        *lettering(_names(field, lines)),
        *key_symbols(field.key, lines, EDGE - field.plot.left, _key_bottom(field)),
    ]
    return sheet(frame, size, field.plot, layers, _remark(field, frame, lines))


def _field(
    lines: Sequence[Line], breaks: Sequence[BreakMark], size: Size, language: Language, always: Sequence[float]
) -> _Field:
    withheld = [point for _, point in withheld_points(lines)]
    points = [*(point for line in lines for point in valued(line)), *withheld]
    value = value_axis(_values(lines, always), _INTERVALS[size], language)
    labels = line_labels(lines)
    beside = len(lines) == 1 or labels_fit(labels, size)
    periods = period_texts(points, language)
    left = round(EDGE + max(text_width(label, SMALL) for label in value.labels) + 8)
    right = round(max(EDGE + (label_room(labels) if beside else 0), periods.room / 2 + 1))
    width = WIDTHS[size] - left - right
    time = time_axis(periods, width, _MOST_PERIODS[size])
    days = list(periods.texts)
    placed = place_breaks(breaks, days, time, width)
    key = () if beside else key_lines(labels, WIDTHS[size] - 2 * EDGE, language)
    names = break_key(placed, width, WIDTHS[size] - 2 * EDGE, language)
    above = 10 + (6 + KEY_LINE * len(key) if key else 0) + (LABEL_ROOM if placed else 0)
    plot = Plot(_HEIGHTS[size], left, right, above, _PERIOD_ROOM + BREAK_LINE * len(names))
    return _Field(time, value, plot, width, placed, labels if beside else (), key, names, width < 12 * len(days))


def _values(lines: Sequence[Line], always: Sequence[float]) -> list[float]:
    """Everything that the axis of values must show."""
    points = [point.value for line in lines for point in valued(line) if point.value is not None]
    bounds = [end for entry in bounded(lines) for end in (entry.low, entry.high)]
    return [*points, *bounds, *always]


def _key_bottom(field: _Field) -> float:
    """Where the key above the plot ends, px from the top of the plot."""
    return -10 - (LABEL_ROOM if field.breaks else 0)


def _names(field: _Field, lines: Sequence[Line]) -> list[Word]:
    below = field.plot.height + _PERIOD_ROOM
    return [
        *end_words(field.labels, field.ends(lines), field.plot.height),
        *key_words(field.key, EDGE - field.plot.left, _key_bottom(field)),
        *(
            Word(EDGE - field.plot.left, below + BREAK_LINE * (row + 0.75), line, Style(MUTED, SMALL))
            for row, line in enumerate(field.break_key)
        ),
    ]


def _remark(field: _Field, frame: Frame, lines: Sequence[Line]) -> str:
    """What a reader must know of the axes and of what lies around the lines."""
    remarks, language = [], frame.language
    if frame.bounds and (shapes := _BOUNDS.get(drawn(lines))):
        remarks.append(shapes.in_language(language).format(bounds=frame.bounds))
    if field.time.same_day:
        remarks.append(_SAME_DAY.in_language(language).format(day=field.time.same_day))
    if field.value.starts_above_zero:
        remarks.append(_CUT_AXIS.in_language(language).format(low=field.value.labels[0]))
    withheld = remark((point for _, point in withheld_points(lines)), language, STRIPES)
    return " · ".join([*remarks, *([withheld] if withheld else [])])
