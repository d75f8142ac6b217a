"""What was published can be read for ever, and is scored as soon as the actual value is there."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.forecasts.stand_in import a_forecast

from teilhabe.engine.forecasts.keeping import Kept, accuracy, kept_of, read_kept, score_kept, write_kept
from teilhabe.errors import InputError

MADE = date(2021, 5, 1)
FORECAST = a_forecast("foreign", np.array([100.0, 110.0]), np.array([5.0, 10.0]))
KEPT = kept_of(FORECAST, MADE, [90.0, 90.0], str)

numbers = st.floats(allow_nan=False, allow_infinity=False)
rows = st.builds(
    Kept,
    st.text(st.characters(exclude_categories=["C"]), min_size=1),
    st.dates(),
    st.text(st.characters(exclude_categories=["C"]), min_size=1),
    st.integers(1, 99),
    *[numbers] * 6,
    st.text(st.characters(exclude_categories=["C"])),
)


def test_every_period_of_a_forecast_is_kept_with_its_bands_and_the_last_value() -> None:
    first, second = KEPT

    assert first == Kept("foreign", MADE, "2021", 1, 100, 95, 105, 90, 110, 90, "stand-in")
    assert second == Kept("foreign", MADE, "2022", 2, 110, 100, 120, 90, 130, 90, "stand-in")


@given(st.lists(rows))
def test_what_is_kept_is_read_as_it_was_written(kept: list[Kept]) -> None:
    assert read_kept(write_kept(kept), "kept.csv") == sorted(set(kept))


def test_the_same_forecasts_give_the_same_file_whatever_their_order() -> None:
    assert write_kept(KEPT) == write_kept([*reversed(KEPT), *KEPT])


@pytest.mark.parametrize(
    "text", ["", "id,point\n", write_kept(KEPT).replace("100.0", "much"), write_kept(KEPT) + "x\n"]
)
def test_a_file_that_holds_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(InputError, match=r"kept\.csv"):
        read_kept(text, "kept.csv")


def test_only_forecasts_whose_actual_value_has_arrived_are_scored() -> None:
    (scored,) = score_kept(KEPT, {"foreign": {"2021": 104.0, "2023": 7.0}, "other": {"2022": 1.0}})

    assert scored.kept.period == "2021"
    assert (scored.error, scored.naive_error) == (4, 14)
    assert scored.held_80
    assert scored.held_95


def test_the_sums_of_the_accuracy_page_count_what_held() -> None:
    other = kept_of(a_forecast("births", np.array([10.0]), np.array([1.0])), MADE, [12.0], str)
    scored = score_kept([*KEPT, *other], {"foreign": {"2021": 104.0, "2022": 135.0}, "births": {"2021": 12.0}})
    found = accuracy(scored)

    assert (found.scored, found.held_80, found.held_95, found.closer) == (3, 1, 2, 2)
    assert found.ratio == pytest.approx((4 + 25) / (14 + 45))


def test_nothing_scored_gives_no_ratio() -> None:
    assert accuracy([]).ratio is None
