"""Draws the invented city's map: districts grown around seed points, with borders that neighbours share exactly.

All geometry up to the last rounding is exact (fractions), so a border is the same chain of points on both sides.
`python -m teilhabe.engine.generator.districts CITY_FOLDER` redraws the committed files from `drawing.toml`.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from teilhabe.engine.cube.declarations import read_declaration
from teilhabe.engine.generator.config import read_config

Point = tuple[Fraction, Fraction]
Ring = tuple[Point, ...]
Edge = tuple[Point, Point]
DrawnRing = tuple[tuple[float, float], ...]

_SMOOTHING = 2  # rounds of corner cutting
_CUTS = (Fraction(1, 4), Fraction(3, 4))
_METRES = 3  # decimals of a kilometre


@dataclass(frozen=True)
class Drawing:
    """What is drawn by hand: the city's outline (counter-clockwise) and the seed points of each district, in km."""

    outline: Ring
    seeds: Mapping[str, Ring]


def read_drawing(path: Path) -> Drawing:
    """The drawing of a file `drawing.toml`; coordinates are taken as the decimal numbers that are written there."""
    table = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Fraction)
    return Drawing(_ring(table["outline"]), {code: _ring(points) for code, points in table["seeds"].items()})


def _ring(points: Iterable[Sequence[Fraction]]) -> Ring:
    return tuple((Fraction(x), Fraction(y)) for x, y in points)


def draw(drawing: Drawing) -> dict[str, DrawnRing]:
    """The outer ring of each district: closed, counter-clockwise, in km with three decimals."""
    borders = {code: _border(_cells(drawing, code)) for code in drawing.seeds}
    lines = {frozenset(edge) for edges in borders.values() for edge in edges}
    meeting = Counter(point for line in lines for point in line)
    nodes = frozenset(point for point, count in meeting.items() if count > 2)
    return {code: _smoothed(_chained(edges), nodes) for code, edges in borders.items()}


def _cells(drawing: Drawing, code: str) -> tuple[Ring, ...]:
    """The parts of the city that lie nearest to each seed of one district."""
    everyone = [seed for seeds in drawing.seeds.values() for seed in seeds]
    return tuple(_nearest(drawing.outline, seed, everyone) for seed in drawing.seeds[code])


def _nearest(outline: Ring, seed: Point, others: Iterable[Point]) -> Ring:
    cell = outline
    for other in others:
        if other != seed:
            cell = _clipped(cell, seed, other)
    return cell


def _clipped(ring: Ring, seed: Point, other: Point) -> Ring:
    """The part of the ring that is at least as near to `seed` as to `other`."""
    kept: list[Point] = []
    nearer = [_lead(point, seed, other) for point in ring]
    for start, end, before, after in zip(ring, (*ring[1:], ring[0]), nearer, (*nearer[1:], nearer[0]), strict=True):
        if before >= 0:
            kept.append(start)
        if before * after < 0:
            kept.append(_between(start, end, before / (before - after)))
    return tuple(kept)


def _lead(point: Point, seed: Point, other: Point) -> Fraction:
    """Twice the distance along the line from `other` to `seed`, times its length: positive on the side of `seed`."""
    (x, y), (a, b), (c, d) = point, seed, other
    return (x - c) ** 2 + (y - d) ** 2 - (x - a) ** 2 - (y - b) ** 2


def _between(start: Point, end: Point, share: Fraction) -> Point:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _border(cells: Iterable[Ring]) -> frozenset[Edge]:
    """The edges of a district's cells without those that two of its own cells share."""
    edges = {edge for cell in cells for edge in zip(cell, (*cell[1:], cell[0]), strict=True) if edge[0] != edge[1]}
    return frozenset(edge for edge in edges if edge[::-1] not in edges)


def _chained(edges: frozenset[Edge]) -> Ring:
    """The one ring that the edges form, from its smallest point on; a district in two parts is an error."""
    following = dict(edges)
    ring = [min(following)]
    while (point := following[ring[-1]]) != ring[0]:
        ring.append(point)
    if len(ring) != len(edges):
        raise ValueError(f"the district at {tuple(map(float, ring[0]))} is not in one piece")
    return tuple(ring)


def _smoothed(ring: Ring, nodes: frozenset[Point]) -> DrawnRing:
    """Cuts the corners of each border between two nodes, in the same direction for both neighbours."""
    first = next(place for place, point in enumerate(ring) if point in nodes)
    points: list[Point] = []
    for arc in _arcs((*ring[first:], *ring[: first + 1]), nodes):
        points.extend(_corners_cut(arc)[:-1])
    rounded = [(round(float(x), _METRES), round(float(y), _METRES)) for x, y in points]
    return (*rounded, rounded[0])


def _arcs(path: Ring, nodes: frozenset[Point]) -> Iterator[Ring]:
    start = 0
    for place in range(1, len(path)):
        if path[place] in nodes:
            yield path[start : place + 1]
            start = place


def _corners_cut(arc: Ring) -> Ring:
    """Chaikin's rule with fixed ends; exact, so that the reversed arc gives the reversed points."""
    for _ in range(_SMOOTHING):
        inner = [_between(a, b, share) for a, b in pairwise(arc) for share in _CUTS]
        arc = (arc[0], *inner[1:-1], arc[-1])
    return arc


def area(ring: DrawnRing) -> float:
    """Square kilometres inside a closed ring; positive where it runs counter-clockwise."""
    return sum(x * b - a * y for (x, y), (a, b) in pairwise(ring)) / 2


def map_text(rings: Mapping[str, DrawnRing], names: Mapping[str, str]) -> str:
    """The map as GeoJSON in plane kilometres, one district to a line."""
    features = ",\n".join(
        json.dumps(_feature(code, names[code], rings[code]), ensure_ascii=False, separators=(",", ":"))
        for code in sorted(rings)
    )
    return f'{{"type":"FeatureCollection","features":[\n{features}\n]}}\n'


def _feature(code: str, name: str, ring: DrawnRing) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def area_text(rings: Mapping[str, DrawnRing], dates: Sequence[str]) -> str:
    """The area of each district on each date, as a table of the data contract."""
    rows = [f"{date},{code},{area(rings[code]):.2f}" for date in dates for code in sorted(rings)]
    return "\n".join(["time_period,ref_area,obs_value", *rows, ""])


def redraw(city: Path) -> tuple[Path, ...]:
    """Writes `districts.geojson` and `figures/area.csv` of a city folder anew from its `drawing.toml`."""
    declared = read_declaration(city / "city.toml")
    config = read_config(declared.table("generator"))
    names = {place.get("code", str): place.text("name").de for place in declared.array("places")}
    rings = draw(read_drawing(city / "drawing.toml"))
    written = {
        city / "districts.geojson": map_text(rings, names),
        city / "figures" / "area.csv": area_text(rings, [f"{year}-12-31" for year in config.years]),
    }
    for path, text in written.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(written)


if __name__ == "__main__":
    redraw(Path(sys.argv[1]))
