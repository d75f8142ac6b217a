"""Windows of years: sums, never averages of shares, and nothing where a year is missing."""

from __future__ import annotations

import numpy as np
import pytest

from teilhabe.engine.indicators.expressions.pooling import moving_sum

NAN = np.nan


def test_each_year_is_added_to_those_before_it() -> None:
    assert moving_sum([1, 2, 3, 4], 3).tolist() == pytest.approx([NAN, NAN, 6, 9], nan_ok=True)
    assert moving_sum([1, 2, 3], 1).tolist() == [1, 2, 3]


def test_a_missing_year_makes_every_window_missing_that_needs_it() -> None:
    assert moving_sum([1, NAN, 3, 4, 5], 2).tolist() == pytest.approx([NAN, NAN, NAN, 7, 9], nan_ok=True)


def test_a_window_longer_than_the_series_holds_nothing() -> None:
    assert np.isnan(moving_sum([1, 2], 3)).all()
    with pytest.raises(ValueError, match="0 periods"):
        moving_sum([1, 2], 0)


def test_windows_move_along_any_axis() -> None:
    years_by_place = np.arange(6.0).reshape(3, 2)
    assert moving_sum(years_by_place, 2, axis=0).tolist()[1:] == [[2, 4], [6, 8]]


def test_a_pooled_share_is_the_share_of_the_sums() -> None:
    share = moving_sum([1, 9], 2) / moving_sum([10, 30], 2)
    assert share[1] == 10 / 40  # not the mean of 10 % and 30 %
