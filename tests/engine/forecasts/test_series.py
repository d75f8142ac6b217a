"""What of a series may be used: the complete end behind the last break."""

from __future__ import annotations

import numpy as np
import pytest

from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.series import Series, usable

NAN = np.nan


def series(*values: float, breaks: tuple[int, ...] = ()) -> Series:
    return Series("x", Frequency.YEAR, 2000, np.array(values, dtype=float), breaks=breaks)


def test_nothing_before_the_last_break_is_used() -> None:
    found = usable(series(1, 2, 3, 40, 50, 60, breaks=(2001, 2003)))

    assert found.values.tolist() == [40, 50, 60]
    assert [note.en for note in found.notes] == ["only values after the break used"]


def test_a_break_after_the_last_value_cuts_nothing() -> None:
    assert usable(series(1, 2, 3, breaks=(2003,))).values.tolist() == [1, 2, 3]


def test_one_missing_value_is_filled_and_said() -> None:
    found = usable(series(1, 2, NAN, 4, 5, 6))

    assert found.values.tolist() == [1, 2, 3, 4, 5, 6]
    assert [note.en for note in found.notes] == ["one missing value filled in (linear)"]


def test_a_longer_gap_ends_what_is_used() -> None:
    assert usable(series(1, 2, NAN, NAN, 5, 6, 7)).values.tolist() == [5, 6, 7]


def test_with_many_gaps_only_the_complete_end_is_used() -> None:
    assert usable(series(1, NAN, 3, NAN, 5, 6)).values.tolist() == [5, 6]


@pytest.mark.parametrize("values", [(), (NAN,), (NAN, NAN)])
def test_a_series_without_a_value_has_nothing_to_use(values: tuple[float, ...]) -> None:
    assert usable(series(*values)).values.size == 0


def test_missing_ends_are_no_values() -> None:
    found = usable(series(NAN, 1, 2, NAN))

    assert found.values.tolist() == [1, 2]
    assert found.last == 2002


def test_what_was_known_earlier_is_a_beginning() -> None:
    assert series(1, 2, 3).until(2001).values.tolist() == [1, 2]
