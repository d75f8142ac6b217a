from __future__ import annotations

from typing import Any

import pytest

from teilhabe.charts.alternatives import describe_steps
from teilhabe.charts.model import Frame, Size, Spec, Step
from teilhabe.charts.steps import step_chart

GAP = [Step("Altersgliederung", 3.4, "+3,4"), Step("Quote je Alter", -1.2, "−1,2"), Step("Abstand", 2.2, "2,2", True)]


def bars(spec: Spec) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = spec["layer"][0]["data"]["values"]
    return rows


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_each_piece_begins_where_the_last_one_ended_and_the_whole_at_zero(frame: Frame, size: Size) -> None:
    first, second, whole = bars(step_chart(frame, GAP, size))
    assert first["left"] == whole["left"] == 0
    assert second["right"] == first["right"]
    assert second["left"] == whole["right"]


def test_a_negative_whole_grows_to_the_left(frame: Frame) -> None:
    first, whole = bars(step_chart(frame, [Step("Alter", -2.0, "−2,0"), Step("Abstand", -2.0, "−2,0", True)], "wide"))
    assert first["left"] == whole["left"] == 0
    assert first["right"] > 0


def test_a_hidden_piece_is_refused_since_the_sum_would_show_it(frame: Frame) -> None:
    with pytest.raises(ValueError, match="without a value"):
        step_chart(frame, [Step("Alter", None, "•"), Step("Abstand", 2.0, "2,0", True)], "wide")


def test_the_words_name_all_pieces(frame: Frame) -> None:
    assert "Altersgliederung +3,4; Quote je Alter −1,2; Abstand 2,2." in describe_steps(frame, GAP)
