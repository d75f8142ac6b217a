"""A map of areas in five steps of one colour, with a legend of the class limits and names where they fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from teilhabe.charts.classes import Classes, classify
from teilhabe.charts.frames import EDGE, Layer, Plot, Style, Word, lettering, pixels, sheet, tooltip
from teilhabe.charts.look import CLASSES, HATCH, MUTED, PAPER, RULE, SMALL, TEXT, text_width
from teilhabe.charts.model import WIDTHS, Area, Frame, Size, Spec
from teilhabe.charts.shapes import XY, Shape, fit, label_place, read_shapes
from teilhabe.charts.withheld import is_withheld, name_of, word_of
from teilhabe.text import Language, Text
from teilhabe.wording.numbers import parse_number

_HEIGHTS: dict[Size, float] = {"wide": 460.0, "narrow": 330.0}
_LEGEND_WIDTH = 170.0
_LEGEND_LINE = 20.0
_LABEL_LINE = 13.0
_STRIPES, _FEW_STRIPES = 18, 4
_HATCHED = "hatched"
_NO_VALUE = Text("kein Wert angegeben", "no value given")
_TOOLTIP = {"name": Text("Gebiet", "Area"), "words": Text("Wert", "Value")}


@dataclass(frozen=True)
class _Sheet:
    """The areas at their places and how they are coloured."""

    shapes: tuple[Shape, ...]
    areas: Mapping[str, Area]
    classes: Classes
    legend: XY  # upper left corner of the legend

    @property
    def withheld(self) -> list[Shape]:
        return [shape for shape in self.shapes if is_withheld(self.areas[shape.code])]

    def fill(self, code: str) -> str:
        value = self.areas[code].value
        return PAPER if value is None else CLASSES[self.classes.of(value)]


def district_map(frame: Frame, geojson: Mapping[str, Any], areas: Sequence[Area], size: Size) -> Spec:
    """The areas coloured by class; a protected one is hatched, one without a value stays white; both carry their text.

    `geojson` is a FeatureCollection in planar coordinates whose features have the property `code`. ValueError where it
    is none, or where its areas and `areas` are not the same.
    """
    shapes = read_shapes(geojson)
    by_code = {area.code: _as_printed(area, frame.language) for area in areas}
    if unmatched := by_code.keys() ^ {shape.code for shape in shapes}:
        raise ValueError(f"areas without an outline or outlines without an area: {', '.join(sorted(unmatched))}")
    classes = classify([area.value for area in by_code.values() if area.value is not None])
    labels = _legend_labels(by_code, classes, frame.language)
    beside = size == "wide"
    room = WIDTHS[size] - 2 * EDGE - (_LEGEND_WIDTH if beside else 0)
    fitted, (width, height) = fit(shapes, room, _HEIGHTS[size])
    legend = (min(width + 24, WIDTHS[size] - 2 * EDGE - _LEGEND_WIDTH + 12), 0.0) if beside else (0.0, height + 16)
    drawn = _Sheet(fitted, by_code, classes, legend)
    bottom = max(height, legend[1] + _LEGEND_LINE * len(labels))
    layers = [
        *_areas(drawn, frame.language),
        *lettering(sorted(_labels(drawn), key=lambda word: (word.style.colour, word.style.weight))),
        *_legend(drawn, labels),
    ]
    return sheet(frame, size, Plot(round(bottom), EDGE, EDGE, 12, 10), layers)


def _as_printed(area: Area, language: Language) -> Area:
    """The area with the value that its text says, so that "24,0" is never coloured as "unter 24"."""
    printed = parse_number(area.text.strip("()"), language)
    return area if printed is None or area.value is None else replace(area, value=float(printed))


def _areas(drawn: _Sheet, language: Language) -> list[Layer]:
    """The areas, then their borders: grey on a white band, to be seen between light areas and between dark ones."""
    drawing = _drawing(drawn, drawn.shapes, language)
    hatched = _drawing(drawn, drawn.withheld, language)
    border: dict[str, Any] = {"type": "geoshape", "clip": False, "strokeJoin": "round"}
    return [
        {
            **drawing,
            "mark": {**border, "stroke": PAPER, "strokeWidth": 2.5},
            "encoding": {"fill": {"field": "fill", "type": "nominal", "scale": None}},
        },
        *([{**hatched, "mark": {**border, "fill": _hatching(_STRIPES)}}] if drawn.withheld else []),
        {
            **drawing,
            "mark": {**border, "fill": "transparent", "stroke": RULE, "strokeWidth": 0.75},
            "encoding": {"tooltip": tooltip(_TOOLTIP, language)},
        },
    ]


def _drawing(drawn: _Sheet, shapes: Sequence[Shape], language: Language) -> Layer:
    features = [
        {
            "type": "Feature",
            "geometry": shape.geometry(),
            "fill": drawn.fill(shape.code),
            "name": drawn.areas[shape.code].name,
            "words": word_of(drawn.areas[shape.code].text, language),
        }
        for shape in shapes
    ]
    return {"data": {"values": features}, "projection": {"type": "identity", "scale": 1, "translate": [0, 0]}}


def _hatching(stripes: int) -> dict[str, Any]:
    """Slanting stripes; a gradient with hard edges, because Vega has no patterns."""
    edges = [edge for stripe in range(stripes) for edge in (stripe, stripe + 0.5, stripe + 0.5, stripe + 1)]
    stops = [
        {"offset": round(edge / stripes, 4), "color": (PAPER, HATCH)[place % 4 >= 2]}
        for place, edge in enumerate(edges)
    ]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 1, "y2": 1, "stops": stops}


def _labels(drawn: _Sheet) -> Iterator[Word]:
    """Name and figure of each area in as much as fits into it: both, or the figure alone."""
    for shape in drawn.shapes:
        area = drawn.areas[shape.code]
        colour = PAPER if drawn.fill(shape.code) in CLASSES[3:] else TEXT
        for lines in _wordings(area):
            air = 0 if lines == (area.text,) else 5
            width = max(text_width(line, SMALL) for line in lines) + air
            if place := label_place(shape.largest, width, _LABEL_LINE * len(lines) + air):
                yield from _stacked(lines, place, colour, area)
                break


def _wordings(area: Area) -> Iterator[tuple[str, ...]]:
    """What a label may say, the fullest first."""
    figure = (area.text,) if area.text else ()
    yield (area.name, *figure)
    breaks = (place + 1 for place, character in enumerate(area.name[:-1]) if character in "- ")
    for place in sorted(breaks, key=lambda place: abs(place - len(area.name) / 2))[:1]:
        yield (area.name[:place].strip(), area.name[place:].strip(), *figure)
    if figure:
        yield figure


def _stacked(lines: Sequence[str], centre: XY, colour: str, area: Area) -> Iterator[Word]:
    x, y = centre
    top = y - _LABEL_LINE * (len(lines) - 1) / 2
    for row, line in enumerate(lines):
        weight = 600 if line == area.text else 400
        yield Word(x, top + _LABEL_LINE * row, line, Style(colour, SMALL, weight, "center", "middle"))


def _legend_labels(areas: Mapping[str, Area], classes: Classes, language: Language) -> tuple[tuple[str, str], ...]:
    """(colour, text) of each line of the legend; what is withheld has a line of its own and no colour."""
    withheld = sorted({area.text for area in areas.values() if is_withheld(area)}, reverse=True)
    missing = {area.text: None for area in areas.values() if area.value is None and not is_withheld(area)}
    valued = any(area.value is not None for area in areas.values())
    steps = tuple(zip(CLASSES, classes.labels(language), strict=True)) if valued else ()
    steps += tuple((_HATCHED, name_of(text, language)) for text in withheld)
    if not missing:
        return steps
    signs = ", ".join(sorted(filter(None, missing)))
    words = _NO_VALUE.in_language(language) + (f" ({signs})" if signs else "")
    return (*steps, (PAPER, words))


def _legend(drawn: _Sheet, labels: Sequence[tuple[str, str]]) -> list[Layer]:
    left, top = drawn.legend
    boxes = [
        {"px": left, "py": top + _LEGEND_LINE * row, "px2": left + 22, "py2": top + _LEGEND_LINE * row + 14}
        | {"fill": PAPER if colour == _HATCHED else colour}
        for row, (colour, _) in enumerate(labels)
    ]
    hatched = [box for box, (colour, _) in zip(boxes, labels, strict=True) if colour == _HATCHED]
    words = [
        Word(left + 30, top + _LEGEND_LINE * row + 11, text, Style(MUTED, SMALL))
        for row, (_, text) in enumerate(labels)
    ]
    encoding = {
        **pixels(),
        "x2": {"field": "px2"},
        "y2": {"field": "py2"},
        "color": {"field": "fill", "type": "nominal", "scale": None},
    }
    swatches = {
        "data": {"values": boxes},
        "mark": {"type": "rect", "stroke": RULE, "strokeWidth": 0.75},
        "encoding": encoding,
    }
    plain = {name: channel for name, channel in encoding.items() if name != "color"}
    stripes = {
        "data": {"values": hatched},
        "mark": {"type": "rect", "stroke": RULE, "strokeWidth": 0.75, "fill": _hatching(_FEW_STRIPES)},
        "encoding": plain,
    }
    return [swatches, *([stripes] if hatched else []), *lettering(words)]
