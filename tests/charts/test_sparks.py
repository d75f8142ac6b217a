from __future__ import annotations

from teilhabe.charts.sparks import spark

from .conftest import MakeLine


def test_a_spark_keeps_gaps_and_ends_in_a_dot(yearly: MakeLine) -> None:
    spec = spark([yearly("Stadt", 2018, [3, 4, 5, None, 7, 8], cuts=(2,))], "de")
    line, dots = spec["layer"]
    assert [row["run"] for row in line["data"]["values"]] == [0, 0, 1, 2, 2]
    assert [row["words"] for row in dots["data"]["values"]] == ["5", "8"]


def test_a_spark_is_small_and_wordless(yearly: MakeLine) -> None:
    spec = spark([yearly("Stadt", 2018, [3, 3])], "de")
    assert (spec["width"] + 10, spec["height"] + 10) == (160, 40)
    assert {layer["mark"]["type"] for layer in spec["layer"]} == {"line", "point"}


def test_a_spark_without_figures_is_empty(yearly: MakeLine) -> None:
    assert spark([yearly("Stadt", 2018, [None])], "de")["layer"][0]["data"]["values"] == []
