from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from teilhabe.charts.shapes import fit, label_place, read_shapes


def test_shapes_fill_the_room_with_north_up(two_by_two: Mapping[str, Any]) -> None:
    shapes, (width, height) = fit(read_shapes(two_by_two), 440, 1000)
    assert (width, height) == (440, 440)
    south_west = next(shape for shape in shapes if shape.code == "a")
    assert south_west.polygons[0][0][0] == (0.0, 440.0)


def test_a_label_stands_inside_its_area_and_outside_its_hole(two_by_two: Mapping[str, Any]) -> None:
    shapes, _ = fit(read_shapes(two_by_two), 440, 440)
    with_hole = next(shape for shape in shapes if shape.code == "d")
    place = label_place(with_hole.largest, 60, 15)
    assert place is not None
    x, y = place
    assert 200 < x < 400
    assert 40 < y < 240
    assert not (280 - 30 < x < 320 + 30 and 120 - 7.5 < y < 160 + 7.5)


def test_a_label_that_does_not_fit_has_no_place(two_by_two: Mapping[str, Any]) -> None:
    (shape, *_), _ = fit(read_shapes(two_by_two), 44, 44)
    assert label_place(shape.largest, 60, 15) is None


@pytest.mark.parametrize("bad", [{}, {"features": [{}]}, {"features": [{"geometry": None, "properties": {"code": 1}}]}])
def test_what_is_no_collection_of_areas_is_refused(bad: Mapping[str, Any]) -> None:
    with pytest.raises(ValueError, match="FeatureCollection"):
        read_shapes(bad)
