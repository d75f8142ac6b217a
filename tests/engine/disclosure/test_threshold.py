"""One or two persons never stand alone in a published figure."""

from __future__ import annotations

import pytest

from teilhabe.engine.disclosure.threshold import is_below, of_rule


@pytest.mark.parametrize("count", [1, 2])
def test_a_count_of_one_or_two_is_hidden(count: float) -> None:
    assert is_below(count, 3)


@pytest.mark.parametrize("count", [0, 3, 4, 1000, None])
def test_nobody_three_or_more_and_nothing_are_not(count: float | None) -> None:
    assert not is_below(count, 3)


@pytest.mark.parametrize("count", [1, 2, 100])
def test_figures_protected_by_their_publisher_stay_as_they_are(count: float) -> None:
    assert not is_below(count, 0)


@pytest.mark.parametrize(
    ("rule", "declared", "threshold"),
    [("standard", 3, 3), ("sensitive", 3, 5), ("sensitive", 10, 10), ("sensitive", 0, 0), ("aggregate", 3, 0)],
)
def test_sensitive_topics_hide_more_and_counts_of_no_persons_nothing(rule: str, declared: int, threshold: int) -> None:
    assert of_rule(rule, declared) == threshold
