from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from teilhabe.charts.look import CLASSES, PAPER
from teilhabe.charts.maps import district_map
from teilhabe.charts.model import Area, Frame, Size, Spec


def _words(spec: Spec) -> list[str]:
    rows = (row for layer in spec["layer"] if layer["mark"]["type"] == "text" for row in layer["data"]["values"])
    return [row["words"] for row in rows]


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_areas_wear_the_colour_of_their_class(
    frame: Frame, two_by_two: Mapping[str, Any], areas: list[Area], size: Size
) -> None:
    features = district_map(frame, two_by_two, areas, size)["layer"][0]["data"]["values"]
    fills = {feature["name"]: feature["fill"] for feature in features}
    assert fills["Altstadt"] == CLASSES[0]
    assert fills["Hafen"] == PAPER
    assert CLASSES.index(fills["Am Alten Güterbahnhof"]) < CLASSES.index(fills["Nordstadt"])


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_names_and_figures_stand_in_the_areas_and_limits_in_the_legend(
    frame: Frame, two_by_two: Mapping[str, Any], areas: list[Area], size: Size
) -> None:
    words = _words(district_map(frame, two_by_two, areas, size))
    assert {"Altstadt", "5,1", "Hafen", "•", "18,0", "geschützt (•)"} <= set(words)
    assert any("bis unter" in text for text in words)
    assert all(words)


def test_a_figure_is_coloured_as_it_is_printed(frame: Frame, two_by_two: Mapping[str, Any], areas: list[Area]) -> None:
    rounded = [areas[0], areas[1], areas[2], Area("d", "Hof", 17.97, "18,0")]
    features = district_map(frame, two_by_two, rounded, "wide")["layer"][0]["data"]["values"]
    exact = district_map(frame, two_by_two, areas, "wide")["layer"][0]["data"]["values"]
    assert [feature["fill"] for feature in features] == [feature["fill"] for feature in exact]


def test_a_long_name_is_wrapped_to_its_area(frame: Frame, two_by_two: Mapping[str, Any], areas: list[Area]) -> None:
    long = replace(areas[-1], name="Am Alten Güterbahnhof und Hafengelände")
    words = _words(district_map(frame, two_by_two, [*areas[:-1], long], "narrow"))
    assert {"Am Alten Güterbahnhof", "und Hafengelände", "18,0"} <= set(words)


def test_a_map_without_any_value_has_no_classes(frame: Frame, two_by_two: Mapping[str, Any]) -> None:
    areas = [Area(code, code.upper(), None, "•") for code in "abcd"]
    words = _words(district_map(frame, two_by_two, areas, "wide"))
    assert "geschützt (•)" in words
    assert not any("bis unter" in text for text in words)


@pytest.mark.parametrize("text", ["•", "–"])
def test_a_protected_area_is_hatched_and_one_without_a_figure_is_white(
    frame: Frame, two_by_two: Mapping[str, Any], areas: list[Area], text: str
) -> None:
    drawn = [areas[0], areas[1], replace(areas[2], text=text), areas[3]]
    layers = district_map(frame, two_by_two, drawn, "wide")["layer"]
    hatched = [layer for layer in layers if isinstance(layer["mark"].get("fill"), dict)]
    names = [row.get("name") for layer in hatched for row in layer["data"]["values"]]
    assert names == (["Hafen", None] if text == "•" else [])
    assert ("kein Wert angegeben (–)" in _words(district_map(frame, two_by_two, drawn, "wide"))) == (text == "–")


def test_an_area_without_an_outline_is_refused(frame: Frame, two_by_two: Mapping[str, Any], areas: list[Area]) -> None:
    with pytest.raises(ValueError, match="x9"):
        district_map(frame, two_by_two, [*areas, Area("x9", "Nirgendwo", 1, "1")], "wide")
    with pytest.raises(ValueError, match="a"):
        district_map(frame, two_by_two, areas[1:], "wide")
