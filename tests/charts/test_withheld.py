"""A figure that is not told leaves a marked gap; nothing of a picture depends on what it would have been."""

from __future__ import annotations

from typing import Any

from teilhabe.charts.alternatives import describe_line_chart
from teilhabe.charts.bars import bar_chart
from teilhabe.charts.dots import dot_chart
from teilhabe.charts.model import Bar, Frame, Line, Point, Spec
from teilhabe.charts.series import line_chart


def _line(name: str, values: dict[int, float | str]) -> Line:
    points = (
        Point(f"{year}-12-31", f"31.12.{year}", None, value)
        if isinstance(value, str)
        else Point(f"{year}-12-31", f"31.12.{year}", value, f"{value:g}")
        for year, value in values.items()
    )
    return Line(name, (tuple(points),))


def _stripes(spec: Spec) -> list[dict[str, Any]]:
    layers = [layer for layer in spec["layer"] if layer["mark"]["type"] == "rule" and "tooltip" in layer["encoding"]]
    return [row for layer in layers for row in layer["data"]["values"]]


def _words(spec: Spec) -> list[str]:
    rows = (row for layer in spec["layer"] for row in layer.get("data", {}).get("values", ()))
    return [row["words"] for row in rows if "words" in row]


def test_a_protected_year_has_a_striped_column_and_no_point(frame: Frame) -> None:
    spec = line_chart(frame, [_line("Stadt", {2018: 7, 2019: "•", 2020: 9})], [], "wide")
    (column,) = _stripes(spec)
    assert (column["period"], column["words"]) == ("31.12.2019", "geschützt")
    assert any("gestreift: geschützt" in text for text in _words(spec))


def test_years_at_the_ends_are_shown_as_protected_too(frame: Frame) -> None:
    spec = line_chart(frame, [_line("Stadt", {2017: "•", 2018: 7, 2019: 8, 2020: "•"})], [], "wide")
    domain = spec["layer"][-1]["encoding"] and next(
        layer["encoding"]["x"]["scale"]["domain"]
        for layer in spec["layer"]
        if "scale" in layer["encoding"].get("x", {})
    )
    days = [row["day"] for row in _stripes(spec)]
    assert domain[0] <= min(days) <= max(days) <= domain[1]


def test_several_lines_without_a_figure_in_one_year_share_a_column(frame: Frame) -> None:
    lines = [_line("Frauen", {2018: 7, 2019: "•", 2020: 9}), _line("Männer", {2018: 5, 2019: "•", 2020: 6})]
    (column,) = _stripes(line_chart(frame, lines, [], "wide"))
    assert column["name"] == "Frauen, Männer"


def test_a_picture_without_protected_figures_says_nothing_of_them(frame: Frame) -> None:
    spec = line_chart(frame, [_line("Stadt", {2018: 7, 2019: "–", 2020: 9})], [], "wide")
    assert _stripes(spec) == []
    assert not any("geschützt" in text for text in _words(spec))


def test_protected_years_are_read_out(frame: Frame) -> None:
    lines = [_line("Frauen", {2018: 7, 2019: "•", 2020: "•"}), _line("Männer", {2018: 5, 2019: 4, 2020: 6})]
    text = describe_line_chart(frame, lines, [])
    assert "Geschützt, deshalb ohne Zahl: Frauen 31.12.2019 und Frauen 31.12.2020." in text


def test_many_protected_years_are_counted(frame: Frame) -> None:
    text = describe_line_chart(frame, [_line("Stadt", {2020: 7, **dict.fromkeys(range(2000, 2012), "•")})], [])
    assert "Geschützt, deshalb ohne Zahl: 12 Werte." in text


def test_bars_name_what_is_protected_and_dots_explain_their_sign(frame: Frame) -> None:
    bars = [Bar("Oben", 7.0, "7"), Bar("Unten", None, "•"), Bar("Mitte", None, "/")]
    assert {"geschützt", "zu unsicher"} <= set(_words(bar_chart(frame, bars, "wide")))
    assert any("• = geschützt, / = zu unsicher" in text for text in _words(dot_chart(frame, bars, "wide")))
