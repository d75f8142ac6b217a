"""One or two persons never stand alone in a published figure."""

from __future__ import annotations

import pytest

from teilhabe.engine.disclosure.threshold import needs_suppression


@pytest.mark.parametrize("count", [1, 2])
def test_a_count_of_one_or_two_is_hidden(count: float) -> None:
    assert needs_suppression(count, None, 3)


@pytest.mark.parametrize("count", [0, 3, 4, 1000])
def test_nobody_and_three_or_more_are_shown(count: float) -> None:
    assert not needs_suppression(count, None, 3)


def test_a_share_that_leaves_out_one_person_is_hidden() -> None:
    assert needs_suppression(99, 100, 3)


def test_a_share_of_two_persons_is_hidden() -> None:
    assert needs_suppression(0, 2, 3)


def test_a_share_of_all_is_shown() -> None:
    assert not needs_suppression(100, 100, 3)


def test_a_missing_value_needs_no_protection() -> None:
    assert not needs_suppression(None, None, 3)
