"""A week has 21 parts, and a stretch of time touches those it lies in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engagement.week import ALWAYS, SLOTS, mask, slot, slot_of, slots, slots_between

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


@given(st.sets(st.integers(0, SLOTS - 1)))
def test_parts_and_their_number_say_the_same(parts: set[int]) -> None:
    assert list(slots(mask(parts))) == sorted(parts)


def test_a_whole_week_holds_every_part() -> None:
    assert mask(range(SLOTS)) == ALWAYS


@pytest.mark.parametrize(("hour", "part"), [(0, 0), (11, 0), (12, 1), (16, 1), (17, 2), (23, 2)])
def test_the_hour_says_the_part_of_the_day(hour: int, part: int) -> None:
    assert slot_of(MONDAY.replace(hour=hour)) == slot(0, part)


@pytest.mark.parametrize(
    ("begins", "ends", "parts"),
    [
        ("09:00", "11:00", [0]),
        ("10:00", "12:00", [0]),
        ("10:00", "12:01", [0, 1]),
        ("09:00", "18:00", [0, 1, 2]),
        ("15:00", "17:00", [1]),
        ("20:00", "22:00", [2]),
    ],
)
def test_a_stretch_of_a_day_touches_its_parts_and_not_the_one_in_which_it_has_ended(
    begins: str, ends: str, parts: list[int]
) -> None:
    start, end = (datetime.fromisoformat(f"2026-11-24T{clock}") for clock in (begins, ends))
    assert list(slots(slots_between(start, end))) == [slot(1, part) for part in parts]


def test_what_goes_on_after_midnight_counts_for_the_day_on_which_it_began() -> None:
    late = slots_between(MONDAY.replace(hour=21), MONDAY.replace(day=24, hour=2))
    assert list(slots(late)) == [slot(0, 2)]
