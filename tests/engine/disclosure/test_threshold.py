"""One or two persons never stand alone in a published figure."""

from __future__ import annotations

import pytest

from teilhabe.engine.disclosure.threshold import is_below


@pytest.mark.parametrize("count", [1, 2])
def test_a_count_of_one_or_two_is_hidden(count: float) -> None:
    assert is_below(count, 3)


@pytest.mark.parametrize("count", [0, 3, 4, 1000, None])
def test_nobody_three_or_more_and_nothing_are_not(count: float | None) -> None:
    assert not is_below(count, 3)


@pytest.mark.parametrize("count", [1, 2, 100])
def test_figures_protected_by_their_publisher_stay_as_they_are(count: float) -> None:
    assert not is_below(count, 0)
