"""Turns of a trend."""

from __future__ import annotations

import numpy as np
import pytest

from teilhabe.engine.indicators.expressions.arrays import Array
from teilhabe.engine.statements.procedures import segments
from teilhabe.engine.statements.procedures.autocorrelation import Observed


def _observed(values: Array) -> Observed:
    return Observed(values, np.full(values.size, 0.1), np.arange(2000.0, 2000.0 + values.size))


def test_a_clear_turn_is_found_with_both_slopes() -> None:
    random = np.random.default_rng(5)
    course = np.concatenate([np.arange(10.0), 9 - 2 * np.arange(1.0, 11)])
    found = segments.turn(_observed(course + 0.3 * random.standard_normal(20)))
    assert found is not None
    assert found.at in (8, 9, 10)
    assert (found.before, found.after) == (pytest.approx(1, abs=0.2), pytest.approx(-2, abs=0.2))
    assert found.low < -2 < found.high < 0
    assert found.p < 0.01


def test_a_straight_line_has_no_turn_however_steep_it_is() -> None:
    random = np.random.default_rng(7)
    found = segments.turn(_observed(2 * np.arange(20.0) + 0.3 * random.standard_normal(20)))
    assert found is not None
    assert found.p == 1


@pytest.mark.parametrize("rho", [0.0, 0.6])
def test_noise_seldom_turns(rho: float) -> None:
    random = np.random.default_rng(6)
    found = 0
    for _ in range(150):
        noise = random.standard_normal(16)
        for year in range(1, 16):
            noise[year] = rho * noise[year - 1] + np.sqrt(1 - rho**2) * noise[year]
        turn = segments.turn(_observed(noise))
        found += turn is not None and turn.p < 1
    assert found <= 3


def test_too_short_a_series_does_not_turn() -> None:
    assert segments.turn(_observed(np.array([1.0, 2, 3, 4, 5, 4, 3, 2, 1]))) is None
