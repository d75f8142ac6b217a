"""The measures of the M competitions, on numbers that can be followed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from teilhabe.engine.forecasts.scoring import coverage, interval_score, mase, mean_step, msis, owa, smape


def array(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)


def test_the_symmetric_error_is_0_for_a_hit_and_200_for_nothing() -> None:
    assert smape(array(5, 0), array(5, 0)) == 0
    assert smape(array(0), array(3)) == 200
    assert smape(array(3, 1), array(1, 3)) == 100


def test_errors_are_told_in_mean_steps_of_the_past() -> None:
    assert mean_step(array(1, 3, 2), 1) == 1.5
    assert mean_step(array(1, 9, 2, 11), 2) == 1.5
    assert mase(array(10, 12), array(7, 9), 1.5) == 2


def test_the_interval_score_adds_width_and_misses() -> None:
    assert interval_score(array(5), array(4), array(7), 0.8) == 3
    assert interval_score(array(9), array(4), array(7), 0.8) == pytest.approx(3 + 10 * 2)
    assert msis(array(1), array(4), array(7), 0.95, 3) == pytest.approx((3 + 40 * 3) / 3)


def test_of_missing_values_nothing_is_scored() -> None:
    assert coverage(array(5, np.nan, 9), array(4, 4, 4), array(7, 7, 7)) == 0.5
    assert mase(array(5, np.nan), array(4, 4), 1) == 1


def test_the_overall_error_of_the_naive_method_is_1() -> None:
    assert owa(array(10, 20), array(1, 2), array(10, 20), array(1, 2)) == 1
    assert owa(array(5, 10), array(1, 2), array(10, 20), array(1, 2)) == 0.75
