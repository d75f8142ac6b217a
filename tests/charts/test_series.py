from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from teilhabe.charts.look import QUIET, STRONG
from teilhabe.charts.model import BreakMark, Frame, Line, Point, Size, Spec
from teilhabe.charts.series import line_chart

from .conftest import MakeLine

CENSUS = [BreakMark("2011-12-31", "Zensus 2011")]


def _layers(spec: Spec, kind: str) -> Iterator[dict[str, Any]]:
    return (layer for layer in spec["layer"] if layer["mark"]["type"] == kind)


def _words(spec: Spec) -> list[str]:
    return [row["words"] for layer in _layers(spec, "text") for row in layer["data"]["values"]]


def _runs(spec: Spec) -> list[list[float]]:
    (line,) = _layers(spec, "line")
    rows = line["data"]["values"]
    return [[row["value"] for row in rows if row["run"] == run] for run in sorted({row["run"] for row in rows})]


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_a_line_is_never_joined_across_a_break_or_a_missing_value(frame: Frame, yearly: MakeLine, size: Size) -> None:
    line = yearly("Stadt", 2008, [100, 101, 102, 90, 91, None, 93], cuts=(3,))
    assert _runs(line_chart(frame, [line], CENSUS, size)) == [[100, 101, 102], [90, 91], [93]]


def test_years_without_any_figure_are_a_gap(frame: Frame) -> None:
    years = (2014, 2015, 2016, 2017, 2018, 2021, 2022)
    points = tuple(Point(f"{year}-12-31", str(year), float(year), str(year)) for year in years)
    assert _runs(line_chart(frame, [Line("Stadt", (points,))], [], "wide")) == [
        [2014, 2015, 2016, 2017, 2018],
        [2021, 2022],
    ]


def test_a_survey_every_four_years_is_no_row_of_gaps(frame: Frame) -> None:
    points = tuple(Point(f"{year}-12-31", str(year), 1.0, "1") for year in (2010, 2014, 2018, 2022))
    assert len(_runs(line_chart(frame, [Line("Stadt", (points,))], [], "wide"))) == 1


def test_a_figure_that_stands_alone_is_drawn_as_a_larger_point(frame: Frame, yearly: MakeLine) -> None:
    spec = line_chart(frame, [yearly("Stadt", 2018, [12, None, 30, None])], [], "wide")
    (points,) = _layers(spec, "point")
    assert [row["alone"] for row in points["data"]["values"]] == [True, True]
    assert points["encoding"]["size"]["condition"]["value"] > points["encoding"]["size"]["value"]


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_a_break_is_a_dashed_rule_with_its_name(frame: Frame, yearly: MakeLine, size: Size) -> None:
    spec = line_chart(frame, [yearly("Stadt", 2008, [100, 101, 102, 90, 91], cuts=(3,))], CENSUS, size)
    (rule,) = _layers(spec, "rule")
    assert rule["mark"]["strokeDash"]
    assert any("Zensus 2011" in words for words in _words(spec))


def test_a_cut_axis_says_where_it_begins(frame: Frame, yearly: MakeLine) -> None:
    cut = line_chart(frame, [yearly("Stadt", 2020, [99184, 99845])], [], "wide")
    assert "Personen · jeweils am 31.12. · Achse beginnt bei 97.000, nicht bei 0" in _words(cut)
    whole = line_chart(frame, [yearly("Stadt", 2020, [40, 99])], [], "wide")
    assert "Personen · jeweils am 31.12." in _words(whole)


def test_a_single_line_is_labelled_with_its_last_figure(frame: Frame, yearly: MakeLine) -> None:
    assert "99.845" in _words(line_chart(frame, [yearly("Stadt", 2020, [99184, 99845])], [], "wide"))


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_up_to_four_lines_are_named_with_their_last_figure(frame: Frame, yearly: MakeLine, size: Size) -> None:
    names = ["Kaiserslautern", "Rheinland-Pfalz", "Deutschland"]
    lines = [yearly(name, 2020, [10 + place, 12 + place]) for place, name in enumerate(names)]
    words = _words(line_chart(frame, lines, [], size))
    assert {f"{name}\u2002{12 + place}" for place, name in enumerate(names)} <= set(words)


def test_of_many_lines_only_the_emphasised_one_is_strong(frame: Frame, yearly: MakeLine) -> None:
    lines = [yearly(f"Ort {place}", 2020, [10 + place, 12 + place], emphasised=place == 2) for place in range(8)]
    spec = line_chart(frame, lines, [], "wide")
    colours = [layer["mark"]["color"] for layer in _layers(spec, "line")]
    assert colours == [QUIET] * 7 + [STRONG]
    assert {f"Ort {place}" for place in range(8) if place != 2} <= set(_words(spec))


def test_names_that_find_no_room_on_a_phone_stand_in_a_key(frame: Frame, yearly: MakeLine) -> None:
    lines = [yearly(f"Landkreis Ort {place}", 2020, [10, 12], emphasised=place == 0) for place in range(6)]
    words = _words(line_chart(frame, lines, [], "narrow"))
    assert any(text.startswith("Zum Vergleich: Landkreis Ort 1") for text in words)


def test_names_at_the_ends_of_lines_never_touch_and_stay_on_the_sheet(frame: Frame, yearly: MakeLine) -> None:
    lines = [yearly(f"Ort {place}", 2020, [10, 12 + place / 100]) for place in range(12)]
    spec = line_chart(frame, lines, [], "wide")
    rows = [row for layer in _layers(spec, "text") for row in layer["data"]["values"]]
    heights = sorted(row["py"] for row in rows if row["words"].startswith("Ort"))
    assert len(heights) == 12
    assert all(below - above >= 14 for above, below in pairwise(heights))
    assert heights[0] >= 0
    assert heights[-1] <= spec["height"]


def test_no_text_is_null_or_empty(frame: Frame, yearly: MakeLine) -> None:
    spec = line_chart(frame, [yearly("Stadt", 2008, [100, None, 102, 90], cuts=(3,))], CENSUS, "narrow")
    assert all(_words(spec))


@pytest.mark.parametrize("lines", [[], [Line("leer", ())], [Line("leer", ((),))]])
def test_a_chart_without_figures_is_an_empty_field(frame: Frame, lines: list[Line]) -> None:
    spec = line_chart(frame, lines, CENSUS, "wide")
    assert list(_layers(spec, "rule")) == []


@pytest.mark.parametrize(("size", "width"), [("wide", 720), ("narrow", 340)])
def test_the_sheet_has_the_width_of_its_size(frame: Frame, yearly: MakeLine, size: Size, width: int) -> None:
    spec = line_chart(frame, [yearly("Stadt", 2008, [100, 102])], [], size)
    assert spec["padding"]["left"] + spec["width"] + spec["padding"]["right"] == width


def test_six_equal_lines_have_six_colours_and_symbols(frame: Frame, yearly: MakeLine) -> None:
    lines = [yearly(f"Gruppe {place}", 2020, [10 + place, 12 + place]) for place in range(6)]
    spec = line_chart(frame, lines, [], "wide")
    assert len({layer["mark"]["color"] for layer in _layers(spec, "line")}) == 6
    assert len({layer["mark"]["shape"] for layer in _layers(spec, "point")}) == 6
