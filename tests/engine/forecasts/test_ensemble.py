"""Which methods a length allows, and in what unit errors are told."""

from __future__ import annotations

import numpy as np
import pytest

from teilhabe.engine.forecasts.ensemble import Rung, look_ahead, rung_of
from teilhabe.engine.forecasts.members import drift

VALUES = np.array([102.0, 105, 103, 108, 111, 110, 115, 119, 118, 122])


@pytest.mark.parametrize(
    ("length", "season", "rung"),
    [
        (4, 1, None),
        (5, 1, Rung.SHORT),
        (7, 4, Rung.SHORT),
        (8, 1, Rung.PLAIN),
        (11, 4, Rung.PLAIN),
        (12, 4, Rung.SEASONAL),
        (35, 12, Rung.PLAIN),
        (36, 12, Rung.SEASONAL),
        (200, 1, Rung.PLAIN),
        (5, 2, Rung.SHORT),
        (8, 2, Rung.SEASONAL),
    ],
)
def test_the_length_says_what_is_possible(length: int, season: int, rung: Rung | None) -> None:
    assert rung_of(length, season) is rung


def test_the_point_is_the_mean_of_the_methods() -> None:
    found = look_ahead(VALUES, 1, 2, Rung.PLAIN)

    assert found.members == ("ets", "dot", "drift")
    assert VALUES[-1] - 3 < found.point[0] <= drift(VALUES, 1, 2).point[0] + 3


def test_the_scale_grows_with_the_horizon_and_with_the_values() -> None:
    near, far = look_ahead(VALUES, 1, 6, Rung.PLAIN).scale[[0, 5]]
    wide = look_ahead(100 + 3 * (VALUES - 100), 1, 6, Rung.PLAIN).scale[0]

    assert far > near > 0
    assert wide == pytest.approx(3 * near, rel=0.2)


def test_a_straight_line_has_a_scale_all_the_same() -> None:
    found = look_ahead(np.arange(10.0), 1, 3, Rung.PLAIN)

    assert found.point == pytest.approx([10, 11, 12], abs=0.3)
    assert np.all(found.scale > 0.05)


def test_a_season_that_repeats_itself_has_a_scale_all_the_same() -> None:
    assert np.all(look_ahead(np.array([10.0, 20, 30, 40] * 4), 4, 4, Rung.SEASONAL).scale > 0.05)
