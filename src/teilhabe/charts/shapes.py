"""Outlines of areas: read from GeoJSON, brought to the sheet, and the place inside them where a label fits."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Any

XY = tuple[float, float]
Ring = tuple[XY, ...]
Polygon = tuple[Ring, ...]  # outer ring first, then holes

_GRID = 18


@dataclass(frozen=True)
class Shape:
    """The outline of one area, in px from the upper left corner of the plot once it has been fitted."""

    code: str
    polygons: tuple[Polygon, ...]

    @property
    def largest(self) -> Polygon:
        """The polygon that a label belongs into."""
        return max(self.polygons, key=lambda polygon: _box_area(polygon[0]))

    def geometry(self) -> dict[str, Any]:
        """The outline as a GeoJSON geometry."""
        return {
            "type": "MultiPolygon",
            "coordinates": [[[list(point) for point in ring] for ring in polygon] for polygon in self.polygons],
        }


def read_shapes(geojson: Mapping[str, Any]) -> tuple[Shape, ...]:
    """The areas of a FeatureCollection of (multi)polygons with a `code` property; ValueError where it is none."""
    try:
        return tuple(_shape(feature) for feature in geojson["features"])
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"not a FeatureCollection of areas with a code: {error!r}") from error


def _shape(feature: Mapping[str, Any]) -> Shape:
    geometry = feature["geometry"]
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    polygons = tuple(
        tuple(tuple((float(point[0]), float(point[1])) for point in ring) for ring in polygon) for polygon in parts
    )
    return Shape(str(feature["properties"]["code"]), polygons)


def fit(shapes: Sequence[Shape], width: float, height: float) -> tuple[tuple[Shape, ...], XY]:
    """The shapes scaled into `width` × `height` px with north up, and the room they really take.

    Coordinates must be planar (metres, kilometres), x to the east and y to the north.
    """
    points = [point for shape in shapes for point in _points(shape)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = min(width / (east - west), height / (north - south))

    def move(ring: Ring) -> Ring:
        return tuple((round((x - west) * scale, 1), round((north - y) * scale, 1)) for x, y in ring)

    moved = (Shape(shape.code, tuple(tuple(map(move, polygon)) for polygon in shape.polygons)) for shape in shapes)
    return tuple(moved), ((east - west) * scale, (north - south) * scale)


def _points(shape: Shape) -> Iterator[XY]:
    return (point for polygon in shape.polygons for ring in polygon for point in ring)


@lru_cache(maxsize=4096)  # the same areas with the same names come back in every map of a city
def label_place(polygon: Polygon, width: float, height: float) -> XY | None:
    """The centre of a box of `width` × `height` px inside the polygon, as far from its border as a grid finds it."""
    least = min(width, height) / 2
    roomy = takewhile(lambda found: found[0] >= least, _spots(polygon))
    return next((spot for _, spot in roomy if _holds(polygon, spot, width, height)), None)


@lru_cache(maxsize=1024)
def _spots(polygon: Polygon) -> tuple[tuple[float, XY], ...]:
    """Points of a grid inside the polygon with their distance from its border, the farthest first."""
    left, top, right, bottom = _bounds(polygon[0])
    steps = [step / _GRID for step in range(1, _GRID)]
    spots = ((left + (right - left) * column, top + (bottom - top) * row) for column in steps for row in steps)
    found = [(_clearance(polygon, spot), spot) for spot in spots if _inside(polygon, spot)]
    return tuple(sorted(found, key=lambda entry: -entry[0]))


def _bounds(ring: Ring) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _box_area(ring: Ring) -> float:
    left, top, right, bottom = _bounds(ring)
    return (right - left) * (bottom - top)


def _holds(polygon: Polygon, centre: XY, width: float, height: float) -> bool:
    """Whether a box lies inside: its corners do, and no border point is in it."""
    x, y = centre
    corners = [(x + a * width / 2, y + b * height / 2) for a in (-1, 0, 1) for b in (-1, 0, 1)]
    if not all(_inside(polygon, corner) for corner in corners):
        return False
    return not any(abs(px - x) < width / 2 and abs(py - y) < height / 2 for ring in polygon for px, py in ring)


def _inside(polygon: Polygon, point: XY) -> bool:
    """Even-odd rule over all rings, so that a hole is outside."""
    x, y = point
    crossings = sum(
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in _edges(polygon)
    )
    return crossings % 2 == 1


def _clearance(polygon: Polygon, point: XY) -> float:
    return min(_distance(point, start, end) for start, end in _edges(polygon))


def _edges(polygon: Polygon) -> Iterable[tuple[XY, XY]]:
    return (edge for ring in polygon for edge in pairwise(ring))


def _distance(point: XY, start: XY, end: XY) -> float:
    """Distance of a point from a stretch of border."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))
