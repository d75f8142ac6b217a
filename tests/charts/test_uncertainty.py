"""How certain a figure is can be seen: as a band, as error bars, and in the axis that makes room for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from teilhabe.charts.bars import bar_chart
from teilhabe.charts.look import QUIET
from teilhabe.charts.model import Bar, Bounds, Frame, Line, Size, Spec, Target
from teilhabe.charts.series import line_chart
from teilhabe.charts.uncertainty import MOST_BANDS

from .conftest import MakeLine


@pytest.fixture
def certain(frame: Frame) -> Frame:
    return replace(frame, bounds="Zufallsbereich (95 %)")


def bounded(line: Line, width: float) -> Line:
    segments = tuple(
        tuple(
            replace(point, bounds=Bounds(point.value - width, point.value + width, "von – bis"))
            if point.value is not None
            else point
            for point in segment
        )
        for segment in line.segments
    )
    return replace(line, segments=segments)


def layers(spec: Spec, kind: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def words(spec: Spec) -> str:
    return " ".join(row["words"] for layer in layers(spec, "text") for row in layer["data"]["values"])


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_the_band_lies_below_the_line_and_is_cut_where_the_line_is(
    certain: Frame, yearly: MakeLine, size: Size
) -> None:
    spec = line_chart(certain, [bounded(yearly("Stadt", 2010, [10, 12, 11, None, 9, 8], cuts=(2,)), 2)], [], size)
    (band,) = layers(spec, "area")
    order = [layer["mark"]["type"] for layer in spec["layer"]]
    assert order.index("area") < order.index("line")
    rows = band["data"]["values"]
    assert [(row["low"], row["high"]) for row in rows] == [(8, 12), (10, 14), (7, 11), (6, 10)]
    assert len({row["run"] for row in rows}) == 2
    assert "Fläche und Striche: Zufallsbereich (95 %)" in words(spec)


def test_a_point_that_stands_alone_has_an_error_bar(certain: Frame, yearly: MakeLine) -> None:
    spec = line_chart(certain, [bounded(yearly("Stadt", 2010, [10, None, 11, 12]), 2)], [], "wide")
    bars = [layer for layer in layers(spec, "rule") if "low" in layer["data"]["values"][0]]
    assert [row["low"] for layer in bars for row in layer["data"]["values"]] == [8]
    assert "Fläche und Striche: Zufallsbereich (95 %)" in words(spec)


def test_a_survey_of_every_third_year_has_error_bars_and_says_so(certain: Frame, yearly: MakeLine) -> None:
    spec = line_chart(certain, [bounded(yearly("Stadt", 2013, [9, None, None, 11, None, None, 12]), 2)], [], "wide")
    assert not layers(spec, "area")
    assert "Striche: Zufallsbereich (95 %)" in words(spec)
    assert "Fläche" not in words(spec)


def test_the_axis_has_room_for_bounds_and_target(certain: Frame, yearly: MakeLine) -> None:
    line = bounded(yearly("Stadt", 2010, [50, 52]), 30)
    spec = line_chart(certain, [line], [], "wide", Target(95, "Ziel bis 2030: 95"))
    (low, high) = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert low <= 20
    assert high >= 95
    assert "Ziel bis 2030: 95" in words(spec)


def test_many_lines_have_error_bars_instead_of_bands(certain: Frame, yearly: MakeLine) -> None:
    lines = [bounded(yearly(f"Gruppe {n}", 2010, [10 + n, 12 + n]), 1) for n in range(MOST_BANDS + 1)]
    spec = line_chart(certain, lines, [], "wide")
    assert layers(spec, "area") == []
    assert "Striche: Zufallsbereich (95 %)" in words(spec)


def test_lines_that_stand_back_show_no_bounds(certain: Frame, yearly: MakeLine) -> None:
    lines = [bounded(yearly(f"Ort {n}", 2010, [10, 12], emphasised=n == 0), 1) for n in range(9)]
    drawn = line_chart(certain, lines, [], "wide")
    assert QUIET not in {layer["mark"]["color"] for layer in layers(drawn, "area")}
    assert len(layers(drawn, "area")) == 1


def test_figures_without_bounds_are_drawn_as_before(certain: Frame, yearly: MakeLine) -> None:
    spec = line_chart(certain, [yearly("Stadt", 2010, [10, 12])], [], "wide")
    assert layers(spec, "area") == []
    assert "Zufallsbereich" not in words(spec)


def test_the_figure_of_a_bar_stands_behind_its_error_bar(certain: Frame) -> None:
    bars = [Bar("Nord", 20.0, "20,0", bounds=Bounds(12.0, 28.0, "12,0 bis 28,0")), Bar("Süd", None, "/")]
    spec = bar_chart(certain, bars, "wide")
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [0.0, 28.0]
    figure = next(row for layer in layers(spec, "text") for row in layer["data"]["values"] if row["words"] == "20,0")
    assert figure["px"] > spec["width"]
    assert "Strich: Zufallsbereich (95 %)" in words(spec)
