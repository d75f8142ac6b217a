"""A week is told in words, short enough for a line of a list."""

from __future__ import annotations

import pytest

from teilhabe.engagement.volunteers.timetable import days_in_words
from teilhabe.engagement.week import ALWAYS, NEVER, mask, slot


@pytest.mark.parametrize(
    ("week", "told"),
    [
        (NEVER, ""),
        (ALWAYS, "jederzeit"),
        (mask([slot(1, 0)]), "Di"),
        (mask([slot(0, 0), slot(0, 2), slot(1, 1)]), "Mo, Di"),
        (mask([slot(0, 0), slot(1, 1), slot(2, 2), slot(5, 0)]), "Mo–Mi, Sa"),
    ],
)
def test_a_line_names_the_days_on_which_somebody_has_time(week: int, told: str) -> None:
    assert days_in_words(week) == told
