from __future__ import annotations

from typing import Any

import pytest

from teilhabe.charts.alternatives import describe_dots
from teilhabe.charts.dots import dot_chart
from teilhabe.charts.model import Bar, Bounds, Frame, Size, Spec, Target

PLACES = [
    Bar("Altstadt", 20.0, "20,0", bounds=Bounds(15.0, 26.0, "15,0 bis 26,0")),
    Bar("Nordstadt", 35.0, "35,0", bounds=Bounds(30.0, 40.0, "30,0 bis 40,0")),
    Bar("Hafen", None, "/"),
]
WHOLE = Target(24.0, "Stadt insgesamt 24,0")


def layers(spec: Spec, kind: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_each_place_is_a_dot_on_its_bounds_in_the_order_given(frame: Frame, size: Size) -> None:
    spec = dot_chart(frame, PLACES, size, WHOLE)
    (dots,) = layers(spec, "point")
    assert [row["name"] for row in dots["data"]["values"]] == ["Altstadt", "Nordstadt"]
    lines = [layer for layer in layers(spec, "rule") if "low" in layer["data"]["values"][0]]
    assert [(row["low"], row["high"]) for row in lines[0]["data"]["values"]] == [(15.0, 26.0), (30.0, 40.0)]


def test_a_place_without_a_value_keeps_its_row_and_shows_its_sign(frame: Frame) -> None:
    words = {
        row["words"]: row["py"]
        for layer in layers(dot_chart(frame, PLACES, "wide"), "text")
        for row in layer["data"]["values"]
    }
    assert words["Hafen"] == words["/"]


def test_the_words_say_how_many_may_differ_by_chance_alone(frame: Frame) -> None:
    text = describe_dots(frame, PLACES, WHOLE)
    assert "Bei 1 von 2 Gebieten liegt „Stadt insgesamt 24,0“ innerhalb der Linie" in text
    assert "Zu unsicher, deshalb ohne Zahl: Hafen." in text
