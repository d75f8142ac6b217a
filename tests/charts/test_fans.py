"""A forecast can be told from what was: by its bands, its dashed line, and the thin lines of what was foreseen."""

from __future__ import annotations

from typing import Any

import pytest

from teilhabe.charts.alternatives import describe_fan
from teilhabe.charts.axes import day_of
from teilhabe.charts.fans import INNER, OUTER, fan_chart
from teilhabe.charts.model import Ahead, Bounds, BreakMark, Fan, Frame, Line, Size, Spec
from teilhabe.charts.rendering import svg

from .conftest import MakeLine

SIZES: tuple[Size, ...] = ("wide", "narrow")
CENSUS = [BreakMark("2012-12-31", "Zensus 2012")]


def ahead(year: int, value: float, width: float) -> Ahead:
    inner = Bounds(value - width, value + width, f"{value - width:.0f} bis {value + width:.0f}")
    outer = Bounds(value - 2 * width, value + 2 * width, f"{value - 2 * width:.0f} bis {value + 2 * width:.0f}")
    return Ahead(f"{year}-12-31", f"31.12.{year}", value, f"{value:.0f}", inner, outer)


@pytest.fixture
def fan(yearly: MakeLine) -> Fan:
    history = yearly("Stadt", 2010, [100, 104, 90, 95, 97, 99], cuts=(2,))
    past = (yearly("", 2013, [95, 98, 101]),)
    return Fan(history, (ahead(2016, 101, 5), ahead(2017, 103, 8)), past)


def layers(spec: Spec, kind: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def words(spec: Spec) -> list[str]:
    return [row["words"] for layer in layers(spec, "text") for row in layer["data"]["values"]]


@pytest.mark.parametrize("size", SIZES)
def test_both_bands_open_at_the_last_figure_and_hold_their_bounds(frame: Frame, fan: Fan, size: Size) -> None:
    outer, inner = layers(fan_chart(frame, fan, [], size), "area")
    for band in (outer, inner):
        first = band["data"]["values"][0]
        assert (first["day"], first["low"], first["high"]) == (day_of("2015-12-31"), 99, 99)
    assert [(row["low"], row["high"]) for row in inner["data"]["values"][1:]] == [(96, 106), (95, 111)]
    assert [(row["low"], row["high"]) for row in outer["data"]["values"][1:]] == [(91, 111), (87, 119)]
    assert (outer["mark"]["opacity"], inner["mark"]["opacity"]) == (OUTER, INNER)


@pytest.mark.parametrize("size", SIZES)
def test_what_was_is_a_whole_line_and_what_is_foreseen_a_dashed_one(frame: Frame, fan: Fan, size: Size) -> None:
    lines = layers(fan_chart(frame, fan, CENSUS, size), "line")
    dashed = [line for line in lines if line["mark"].get("strokeDash")]
    assert [row["value"] for row in dashed[0]["data"]["values"]] == [99, 101, 103]
    (history,) = (line for line in lines if line["mark"]["strokeWidth"] > 2)
    assert {row["run"] for row in history["data"]["values"]} == {0, 1}, "never joined across the break"


@pytest.mark.parametrize("size", SIZES)
def test_earlier_forecasts_are_thin_lines_with_a_word_in_the_key(frame: Frame, fan: Fan, size: Size) -> None:
    spec = fan_chart(frame, fan, [], size)
    thin = [line for line in layers(spec, "line") if line["mark"]["strokeWidth"] == 1]
    assert [row["value"] for row in thin[0]["data"]["values"]] == [95, 98, 101]
    assert "aus früherer Sicht" in words(spec)
    without = fan_chart(frame, Fan(fan.history, fan.ahead), [], size)
    assert "aus früherer Sicht" not in words(without)


@pytest.mark.parametrize("size", SIZES)
def test_no_bound_lies_outside_the_axis(frame: Frame, fan: Fan, size: Size) -> None:
    spec = fan_chart(frame, fan, [], size)
    low, high = layers(spec, "area")[0]["encoding"]["y"]["scale"]["domain"]
    assert low <= 87
    assert high >= 119


@pytest.mark.parametrize("size", SIZES)
def test_every_word_stays_on_the_sheet(frame: Frame, yearly: MakeLine, size: Size) -> None:
    steep = Fan(yearly("Stadt", 2010, [1, 2, 4, 8]), (ahead(2014, 123456789, 9),))
    spec = fan_chart(frame, steep, [], size)
    edge = spec["padding"]["left"] + spec["width"] + spec["padding"]["right"]
    assert edge == (720 if size == "wide" else 340)
    assert "123456789" in words(spec)


def test_one_period_ahead_is_a_fan_and_none_is_refused(frame: Frame, fan: Fan) -> None:
    assert "<path" in svg(fan_chart(frame, Fan(fan.history, fan.ahead[:1]), [], "wide"), "de", label="x", prefix="p")
    with pytest.raises(ValueError, match="period ahead"):
        fan_chart(frame, Fan(fan.history, ()), [], "wide")
    with pytest.raises(ValueError, match="set out from"):
        fan_chart(frame, Fan(Line("Stadt", ()), fan.ahead), [], "wide")


def test_the_alternative_says_how_far_the_last_value_may_lie(frame: Frame, fan: Fan) -> None:
    said = describe_fan(frame, fan, CENSUS)
    assert said.startswith("Prognose „Bevölkerung“, Personen.")
    assert "von 101 (31.12.2016) bis 103 (31.12.2017)" in said
    assert "in 80 von 100 Fällen liegt der letzte Wert bei 95 bis 111, in 95 von 100 bei 87 bis 119" in said
    assert "Bruch am 31.12.2012 (Zensus 2012)" in said
