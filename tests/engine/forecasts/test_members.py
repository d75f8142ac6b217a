"""Single methods, on series whose continuation is known."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from teilhabe.engine.forecasts.members import (
    MEMBERS,
    damped_drift,
    drift,
    exponential_smoothing,
    load_library,
    naive,
    theta,
)
from teilhabe.errors import InputError

WAVES = np.array([10.0, 20, 30, 40] * 4) + np.arange(16) / 4


def array(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)


def test_the_naive_method_repeats_the_last_value_or_season() -> None:
    assert naive(array(1, 2, 5), 1, 2).point.tolist() == [5, 5]
    assert naive(array(1, 2, 3, 4, 5, 6, 7, 8), 4, 5).point.tolist() == [5, 6, 7, 8, 5]
    assert naive(array(1, 2, 3), 4, 2).point.tolist() == [3, 3]


def test_drift_goes_on_with_the_mean_step() -> None:
    found = drift(array(1, 4, 3, 7), 1, 2)

    assert found.point.tolist() == [9, 11]
    assert found.half_width is not None
    assert found.half_width[1] > found.half_width[0] > 0


def test_damped_drift_goes_half_as_far() -> None:
    assert damped_drift(array(1, 4, 3, 7), 1, 2).point.tolist() == [8, 9]


@pytest.mark.parametrize("name", ["ets", "dot", "theta"])
def test_models_see_the_season(name: str) -> None:
    point = MEMBERS[name](WAVES, 4, 4).point

    assert np.all(np.diff(point) > 5)


@pytest.mark.parametrize("unit", [1e-6, 1e-2, 1e9])
def test_models_do_not_depend_on_the_unit(unit: float) -> None:
    values = array(102, 105, 103, 108, 111, 110, 115, 119, 118, 122)

    for method in (exponential_smoothing, theta):
        np.testing.assert_allclose(method(values * unit, 1, 3).point, method(values, 1, 3).point * unit, rtol=1e-6)


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "statsforecast", None)

    with pytest.raises(InputError, match=r"teilhabe\[forecast\]"):
        load_library()
