from __future__ import annotations

from typing import Any

import pytest

from teilhabe.charts.bars import bar_chart
from teilhabe.charts.look import QUIET, STRONG
from teilhabe.charts.model import Bar, Frame, Size, Spec

BARS = [
    Bar("Kaiserslautern", 45.2, "45,2", emphasised=True),
    Bar("Mainz", 31.0, "31,0"),
    Bar("Landkreis Kaiserslautern", None, "•"),
    Bar("Deutschland", 39.7, "39,7"),
]


def _drawn(spec: Spec) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = spec["layer"][0]["data"]["values"]
    return rows


def _words(spec: Spec) -> list[dict[str, Any]]:
    return [row for layer in spec["layer"] if layer["mark"]["type"] == "text" for row in layer["data"]["values"]]


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_bars_keep_the_order_given(frame: Frame, size: Size) -> None:
    spec = bar_chart(frame, BARS, size)
    assert [row["name"] for row in _drawn(spec)] == ["Kaiserslautern", "Mainz", "Deutschland"]
    heights = {row["words"]: row["py"] for row in _words(spec)}
    assert heights["45,2"] < heights["31,0"] < heights["geschützt"] < heights["39,7"]


def test_bars_grow_from_zero(frame: Frame) -> None:
    layer = bar_chart(frame, BARS, "wide")["layer"][0]
    assert layer["encoding"]["x"]["scale"]["domain"] == [0.0, 45.2]
    assert layer["encoding"]["x2"] == {"datum": 0}


def test_the_emphasised_bar_is_strong_and_without_one_all_are(frame: Frame) -> None:
    assert [row["colour"] for row in _drawn(bar_chart(frame, BARS, "wide"))] == [STRONG, QUIET, QUIET]
    assert [row["colour"] for row in _drawn(bar_chart(frame, BARS[1:], "wide"))] == [STRONG, STRONG]


def test_a_bar_without_a_value_shows_what_stands_for_it(frame: Frame) -> None:
    assert "geschützt" in [row["words"] for row in _words(bar_chart(frame, BARS, "narrow"))]


def test_a_heading_stands_where_the_group_changes(frame: Frame) -> None:
    bars = [Bar(name, 1.0, "1", group=group) for group in ("Frauen", "Männer") for name in ("Deutsche", "Andere")]
    words = [row["words"] for row in _words(bar_chart(frame, bars, "wide"))]
    assert words.count("Frauen") == words.count("Männer") == 1


def test_negative_values_grow_to_the_left_with_their_figure_outside(frame: Frame) -> None:
    spec = bar_chart(frame, [Bar("Altstadt", -120, "−120"), Bar("Nordstadt", 340, "340")], "wide")
    places = {row["words"]: row["px"] for row in _words(spec)}
    assert places["−120"] < 0 < places["340"]


@pytest.mark.parametrize("bars", [[], [Bar("a", None, "–")], [Bar("a", 0.0, "0")]])
def test_nothing_to_draw_is_no_failure(frame: Frame, bars: list[Bar]) -> None:
    assert bar_chart(frame, bars, "wide")["height"] >= 0
