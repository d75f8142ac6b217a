"""Invented figures for pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pytest

from teilhabe.charts.model import Area, Frame, Line, Point
from teilhabe.wording.numbers import format_number

MakeLine = Callable[..., Line]


def _yearly(name: str, first: int, values: Sequence[float | None], cuts: Sequence[int] = (), **more: Any) -> Line:
    points = tuple(
        Point(
            f"{first + place}-12-31",
            f"31.12.{first + place}",
            value,
            "" if value is None else format_number(value, 0, "de"),
        )
        for place, value in enumerate(values)
    )
    edges = (0, *cuts, len(points))
    return Line(name, tuple(points[start:end] for start, end in pairwise(edges)), **more)


@pytest.fixture
def yearly() -> MakeLine:
    """Makes a line of figures at 31 December of each year, cut into segments before the places in `cuts`."""
    return _yearly


@pytest.fixture
def frame() -> Frame:
    return Frame("Bevölkerung", "Personen", "de", "Erfundene Stadt: alle Zahlen sind erzeugt.", "Generator")


@pytest.fixture
def two_by_two() -> Mapping[str, Any]:
    """Four square areas of 10 × 10 km with the codes a to d; d has a hole and an island."""

    def square(x: float, y: float, side: float = 10) -> list[list[float]]:
        return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]

    polygons = {"a": [square(0, 0)], "b": [square(10, 0)], "c": [square(0, 10)]}
    features: list[dict[str, Any]] = [
        {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": rings}}
        for code, rings in polygons.items()
    ]
    parts = [[square(10, 10), square(14, 14, 2)], [square(21, 21, 1)]]
    geometry = {"type": "MultiPolygon", "coordinates": parts}
    features.append({"type": "Feature", "properties": {"code": "d"}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


@pytest.fixture
def areas() -> list[Area]:
    return [
        Area("a", "Altstadt", 5.1, "5,1"),
        Area("b", "Nordstadt", 31.9, "31,9"),
        Area("c", "Hafen", None, "•"),
        Area("d", "Am Alten Güterbahnhof", 18.0, "18,0"),
    ]
