"""Names of lines: at their ends where the sheet is broad enough, else in a key above the plot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from teilhabe.charts.frames import Layer, Style, Word, pixels
from teilhabe.charts.look import BODY, MUTED, QUIET, SMALL, text_width, wrap
from teilhabe.charts.model import WIDTHS, Line, Size
from teilhabe.charts.strokes import Pen, pens, valued
from teilhabe.text import Language, Text

KEY_LINE = 17.0
"""Height of a line of the key, px."""

_GAP = 9.0
_LEADER_GAP = 22.0
_NEAR = 4.0
_CLOSE_LABELS = 4
_SPACING = 14.5
_SYMBOL_ROOM = 16.0
_OTHERS = Text("Zum Vergleich", "For comparison")


@dataclass(frozen=True)
class LineLabel:
    """The name of a line and how it is set."""

    index: int
    text: str
    style: Style

    @property
    def width(self) -> float:
        return text_width(self.text, self.style.size) * (1.06 if self.style.weight > 400 else 1)


def line_labels(lines: Sequence[Line]) -> tuple[LineLabel, ...]:
    """A label for each line that has a figure: its name with the last figure; a single line needs no name."""
    return tuple(
        _label(index, line, pen, len(lines) == 1)
        for index, (line, pen) in enumerate(zip(lines, pens(lines), strict=True))
        if valued(line)
    )


def _label(index: int, line: Line, pen: Pen, single: bool) -> LineLabel:
    if pen.is_quiet:
        return LineLabel(index, line.name, Style(MUTED, SMALL, baseline="middle"))
    last = valued(line)[-1].text
    weight = 600 if single or line.emphasised else 400
    text = last if single else f"{line.name}\u2002{last}"
    return LineLabel(index, text, Style(pen.colour, BODY, weight, baseline="middle"))


def labels_fit(labels: Sequence[LineLabel], size: Size) -> bool:
    """Whether the names may stand at the ends of the lines: they take less than a third of the sheet."""
    return label_room(labels) <= 0.3 * WIDTHS[size]


def label_room(labels: Sequence[LineLabel]) -> float:
    """Room in px to the right of the plot for the longest label."""
    return max((label.width for label in labels), default=0.0) + _gap(labels)


def _gap(labels: Sequence[LineLabel]) -> float:
    """Distance of labels from their points: more where many labels may need lines that lead to them, px."""
    return _GAP if len(labels) <= _CLOSE_LABELS else _LEADER_GAP


Ends = Mapping[int, tuple[float, float]]
"""Where the last point of each line stands in the plot, px, by index of the line."""


def end_words(labels: Sequence[LineLabel], ends: Ends, height: float) -> list[Word]:
    """The labels beside the ends of their lines, pushed apart so far that they can be read."""
    places = _places(labels, ends, height)
    return [
        Word(ends[label.index][0] + _gap(labels), places[label.index], label.text, label.style)
        for label in labels
        if label.index in places
    ]


def leaders(labels: Sequence[LineLabel], ends: Ends, height: float) -> list[Layer]:
    """Thin lines to the labels that do not stand right beside their point."""
    moved = {index: y for index, y in _places(labels, ends, height).items() if abs(y - ends[index][1]) > _NEAR}
    if not moved:
        return []
    values = [
        {
            "px": round(ends[index][0], 1),
            "py": round(ends[index][1], 1),
            "px2": round(ends[index][0] + _gap(labels) - 3, 1),
        }
        | {"py2": round(y, 1)}
        for index, y in moved.items()
    ]
    encoding = {**pixels(), "x2": {"field": "px2"}, "y2": {"field": "py2"}}
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rule", "color": QUIET, "strokeWidth": 0.75},
            "encoding": encoding,
        }
    ]


def _places(labels: Sequence[LineLabel], ends: Ends, height: float) -> dict[int, float]:
    """The heights of the labels; where not all find room, the quiet ones stay away."""
    if len(labels) * _SPACING > height:
        labels = [label for label in labels if label.style.size == BODY]
    return _spread({label.index: ends[label.index][1] for label in labels}, height)


def _spread(wanted: Mapping[int, float], height: float) -> dict[int, float]:
    """The wanted heights pushed apart as little as possible so that lines of text do not touch, inside the plot."""
    order = sorted(wanted, key=lambda index: wanted[index])
    blocks: list[tuple[float, list[int]]] = []
    for index in order:
        block = [index]
        while blocks and blocks[-1][0] + _SPACING * len(blocks[-1][1]) > _top(block, wanted, height):
            block = blocks.pop()[1] + block
        blocks.append((_top(block, wanted, height), block))
    return {index: top + _SPACING * row for top, block in blocks for row, index in enumerate(block)}


def _top(block: Sequence[int], wanted: Mapping[int, float], height: float) -> float:
    """Where the first of some labels stands that touch each other and lie around what each of them wanted."""
    mean = sum(wanted[index] - _SPACING * row for row, index in enumerate(block)) / len(block)
    return max(0.0, min(mean, height - _SPACING * (len(block) - 1)))


def key_lines(labels: Sequence[LineLabel], width: float, language: Language) -> tuple[LineLabel, ...]:
    """The lines of a key: one for each coloured line, and the grey ones together, wrapped to `width` px."""
    named = [label for label in labels if label.style.size == BODY]
    others = [label.text for label in labels if label.style.size != BODY]
    if not others:
        return tuple(named)
    text = f"{_OTHERS.in_language(language)}: {', '.join(others)}"
    style = Style(MUTED, SMALL, baseline="middle")
    return (*named, *(LineLabel(-1, line, style) for line in wrap(text, width - _SYMBOL_ROOM, SMALL)))


def key_words(key: Sequence[LineLabel], left: float, bottom: float) -> list[Word]:
    """The key as words, `left` and `bottom` in px from the upper left corner of the plot."""
    return [
        Word(left + _SYMBOL_ROOM, bottom - KEY_LINE * (len(key) - row - 0.5), label.text, label.style)
        for row, label in enumerate(key)
    ]


def key_symbols(key: Sequence[LineLabel], lines: Sequence[Line], left: float, bottom: float) -> list[Layer]:
    """The symbol of each coloured line before its name in the key."""
    drawn = pens(lines)
    return [
        {
            "data": {"values": [{"px": left + 5, "py": round(bottom - KEY_LINE * (len(key) - row - 0.5), 1)}]},
            "mark": {
                "type": "point",
                "filled": True,
                "opacity": 1,
                "size": 70,
                "color": drawn[label.index].colour,
                "shape": drawn[label.index].shape,
            },
            "encoding": pixels(),
        }
        for row, label in enumerate(key)
        if label.index >= 0
    ]
