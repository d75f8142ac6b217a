"""Places, and how sure they are."""

from __future__ import annotations

import numpy as np
import pytest

from teilhabe.engine.statements.procedures import ranks


def test_well_separated_values_have_one_place_each() -> None:
    found = ranks.rank(np.array([10.0, 30.0, 20.0]), np.full(3, 0.1))
    assert found.place.tolist() == found.best.tolist() == found.worst.tolist() == [3, 1, 2]


def test_values_within_their_errors_share_their_places() -> None:
    found = ranks.rank(np.array([10.0, 10.1, 9.9, 30.0]), np.array([5.0, 5.0, 5.0, 0.1]), leaders=1)
    assert found.best.tolist() == [2, 2, 2, 1]
    assert found.worst.tolist() == [4, 4, 4, 1]
    assert found.among_first.tolist() == pytest.approx([0, 0, 0, 1], abs=0.01)


def test_how_sure_the_very_place_is() -> None:
    found = ranks.rank(np.array([10.0, 10.0001, 30.0]), np.full(3, 1.0))
    assert found.exactly.tolist() == pytest.approx([0.5, 0.5, 1.0], abs=0.03)


def test_equal_values_share_the_better_place() -> None:
    assert ranks.rank(np.array([5.0, 7.0, 5.0]), np.zeros(3)).place.tolist() == [2, 1, 2]


def test_the_same_values_always_have_the_same_places() -> None:
    values, errors = np.array([1.0, 1.2, 1.1]), np.full(3, 0.2)
    first, again = ranks.rank(values, errors), ranks.rank(values, errors)
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))
