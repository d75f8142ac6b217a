"""What `release diff` prints: numbers as people read them, and what differs where they do not."""

from __future__ import annotations

from typing import Any

from teilhabe.cli.comparing import difference_lines
from teilhabe.engine.pipeline.differences import KEY, NUMBERS, WORDS, Change, Difference

NOTHING: dict[str, Any] = dict.fromkeys((*KEY, *NUMBERS, *WORDS))
ROW = {**NOTHING, "indicator": "uma", "ref_area": "1", "time_period": "2024", "breakdown": "", "code": ""}


def printed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    rows = [{**ROW, "status": "value", **more} for more in (before, after)]
    change = Change("changed", rows[0], rows[1], ("formula",), ())
    *_, line = difference_lines(Difference("a", "b", (change,), ()), "de", full=False)
    return line.split()[3:]


def test_long_fractions_are_shortened() -> None:
    assert printed({"value": 1234.26666666667}, {"value": 2.5}) == ["1.234,267", "→", "2,5"]


def test_what_differs_only_far_behind_the_comma_is_written_out() -> None:
    assert printed({"value": 2.00000001}, {"value": 2.00000002}) == ["2,00000001", "→", "2,00000002"]


def test_where_the_value_is_the_same_the_columns_that_differ_are_named() -> None:
    before, after = ({"value": 240.0, "low": low, "base": "azr"} for low in (None, 210.0))
    assert printed(before, after) == ["240", "→", "240", "(low)"]
