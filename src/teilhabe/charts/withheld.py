"""Figures that exist and are not told: every picture leaves a gap, marks it, and says what the mark means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from teilhabe.charts.axes import day_of
from teilhabe.charts.frames import Layer, tooltip
from teilhabe.charts.look import HATCH
from teilhabe.charts.model import Area, Bar, Line, Point
from teilhabe.text import Language, Text
from teilhabe.wording.lists import enumerate_words
from teilhabe.wording.signs import PROTECTED, UNRELIABLE

_NAMES = {PROTECTED: Text("geschützt", "protected"), UNRELIABLE: Text("zu unsicher", "too uncertain")}
_SENTENCES = {
    PROTECTED: Text("Geschützt, deshalb ohne Zahl: {names}.", "Protected, therefore without a figure: {names}."),
    UNRELIABLE: Text("Zu unsicher, deshalb ohne Zahl: {names}.", "Too uncertain, therefore no figure: {names}."),
}
_COUNT = Text("{count} Werte", "{count} values")
_MOST_NAMES = 8
_COLUMN = 9.0
STRIPES = Text("gestreift", "striped")
_TOOLTIP = {"name": Text("Reihe", "Series"), "period": Text("Zeitpunkt", "Period"), "words": Text("Wert", "Value")}


def is_withheld(figure: Point | Bar | Area) -> bool:
    """Whether there is a figure here that is not told."""
    return figure.value is None and figure.text in _NAMES


def word_of(text: str, language: Language) -> str:
    """What a sign means: "geschützt"; any other text as it is."""
    return _NAMES[text].in_language(language) if text in _NAMES else text


def name_of(text: str, language: Language) -> str:
    """What a legend says of a sign: "geschützt (•)"."""
    return f"{word_of(text, language)} ({text})"


def remark(figures: Iterable[Point | Bar | Area], language: Language, sign: Text | None = None) -> str:
    """What stands beside the unit of a picture: "• = geschützt"; "" where every figure is told.

    `sign`: what marks such figures in the picture, where that is not the sign itself.
    """
    texts = sorted({figure.text for figure in figures if is_withheld(figure)}, reverse=True)
    if sign and texts:
        return f"{sign.in_language(language)}: {', '.join(word_of(text, language) for text in texts)}"
    return ", ".join(f"{text} = {word_of(text, language)}" for text in texts)


def withheld_points(lines: Iterable[Line]) -> Iterator[tuple[Line, Point]]:
    for line in lines:
        yield from ((line, point) for segment in line.segments for point in segment if is_withheld(point))


def stripe_layers(lines: Sequence[Line], position: dict[str, Any], height: float, language: Language) -> list[Layer]:
    """A striped column at the time of each figure that is not told, one where several lines lack one.

    It is as high as the plot: a sign at some height would look like a figure.
    """
    found: dict[float, list[tuple[Line, Point]]] = {}
    for line, point in withheld_points(lines):
        found.setdefault(day_of(point.x), []).append((line, point))
    rows = [
        {"day": day, "period": each[0][1].label, "name": ", ".join(line.name for line, _ in each)}
        | {"words": _said([point for _, point in each], language)}
        for day, each in sorted(found.items())
    ]
    if not rows:
        return []
    stripes = {"type": "rule", "color": HATCH, "strokeWidth": _COLUMN, "strokeDash": [3, 4]}
    place = {"x": position["x"], "y": {"value": 0}, "y2": {"value": height}}
    return [{"data": {"values": rows}, "mark": stripes, "encoding": {**place, "tooltip": tooltip(_TOOLTIP, language)}}]


def _said(points: Sequence[Point], language: Language) -> str:
    return ", ".join(dict.fromkeys(word_of(point.text, language) for point in points))


def spoken(figures: Iterable[Bar | Area], language: Language) -> list[str]:
    """Which places or groups have a figure that is not told, and why."""
    withheld = [figure for figure in figures if is_withheld(figure)]
    return _sentences([(figure.text, figure.name) for figure in withheld], language)


def spoken_of_lines(lines: Sequence[Line], language: Language) -> list[str]:
    """The same of lines over time: their periods, of several lines with the name of each."""
    named = [
        (point.text, point.label if len(lines) == 1 else f"{line.name} {point.label}")
        for line, point in withheld_points(lines)
    ]
    return _sentences(named, language)


def _sentences(named: Sequence[tuple[str, str]], language: Language) -> list[str]:
    found = []
    for sign, sentence in _SENTENCES.items():
        if names := [name for text, name in named if text == sign]:
            many = [_COUNT.in_language(language).format(count=len(names))] if len(names) > _MOST_NAMES else names
            found.append(sentence.in_language(language).format(names=enumerate_words(many, language)))
    return found
