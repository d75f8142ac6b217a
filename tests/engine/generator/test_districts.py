from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from teilhabe.engine.generator.districts import Drawing, area, draw, map_text, read_drawing, redraw

Ring = list[tuple[float, float]]


@pytest.fixture(scope="module")
def drawn(city_folder: Path) -> dict[str, Ring]:
    content = json.loads((city_folder / "districts.geojson").read_text(encoding="utf-8"))
    return {
        feature["properties"]["code"]: [(x, y) for x, y in feature["geometry"]["coordinates"][0]]
        for feature in content["features"]
    }


def _inside(x: float, y: float, ring: Ring) -> bool:
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


def test_the_committed_map_is_what_the_drawing_gives(city_folder: Path, tmp_path: Path) -> None:
    for name in ("city.toml", "drawing.toml"):
        (tmp_path / name).write_bytes((city_folder / name).read_bytes())
    (tmp_path / "figures").mkdir()
    for path in redraw(tmp_path):
        assert path.read_bytes() == (city_folder / path.relative_to(tmp_path)).read_bytes(), path.name


def test_the_map_is_small_and_names_every_district_once(city_folder: Path, musterstadt) -> None:
    path = city_folder / "districts.geojson"
    properties = [feature["properties"] for feature in json.loads(path.read_text(encoding="utf-8"))["features"]]
    assert path.stat().st_size < 60_000
    assert tuple(entry["code"] for entry in properties) == musterstadt.config.districts
    assert len({entry["name"] for entry in properties}) == 18


def test_neighbours_share_their_border_point_by_point(drawn: dict[str, Ring]) -> None:
    edges = Counter(edge for ring in drawn.values() for edge in pairwise(ring))
    assert max(edges.values()) == 1
    outer = [edge for edge in edges if edge[::-1] not in edges]
    following = dict(outer)
    assert len(following) == len(outer)
    start = point = outer[0][0]
    length = 0
    while (point := following[point]) != start:
        length += 1
    assert length + 1 == len(outer)  # what nobody shares is one closed outline: there are no gaps inside


def test_districts_do_not_overlap(drawn: dict[str, Ring]) -> None:
    holders = Counter(
        sum(_inside(x / 4 + 0.013, y / 4 + 0.017, ring) for ring in drawn.values())
        for x in range(80)
        for y in range(68)
    )
    assert set(holders) == {0, 1}
    assert holders[1] / 16 == pytest.approx(sum(area(tuple(ring)) for ring in drawn.values()), rel=0.03)


def test_rings_are_closed_and_run_counter_clockwise_in_plane_kilometres(drawn: dict[str, Ring]) -> None:
    for ring in drawn.values():
        assert ring[0] == ring[-1]
        assert area(tuple(ring)) > 0
        assert all(0 <= x <= 20 and 0 <= y <= 20 for x, y in ring)


def _ring(*points: tuple[int, int]) -> tuple[tuple[Fraction, Fraction], ...]:
    return tuple((Fraction(x), Fraction(y)) for x, y in points)


SQUARE = _ring((0, 0), (4, 0), (4, 4), (0, 4))


def test_two_seeds_halve_a_square() -> None:
    rings = draw(Drawing(SQUARE, {"a": _ring((1, 2)), "b": _ring((3, 2))}))
    assert {edge for edge in pairwise(rings["a"]) if edge[0][0] == edge[1][0] == 2} == {((2.0, 0.0), (2.0, 4.0))}
    assert map_text(rings, {"a": "A", "b": "B"}).count("\n") == 4


def test_a_district_in_two_parts_is_refused() -> None:
    with pytest.raises(ValueError, match="not in one piece"):
        draw(Drawing(SQUARE, {"a": _ring((0, 2), (4, 2)), "b": _ring((2, 2))}))


def test_coordinates_are_read_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "drawing.toml"
    path.write_text('outline = [[0.1, 0], [1, 0], [1, 1]]\n[seeds]\n"9901" = [[0.7, 0.3]]\n', encoding="utf-8")
    drawing = read_drawing(path)
    assert drawing.outline[0] == (Fraction(1, 10), 0)
    assert drawing.seeds == {"9901": ((Fraction(7, 10), Fraction(3, 10)),)}
