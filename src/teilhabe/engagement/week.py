"""A week in 21 parts: seven days, each with morning, afternoon and evening, kept as the bits of one number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

PARTS = 3
SLOTS = 7 * PARTS
NEVER, ALWAYS = 0, (1 << SLOTS) - 1
AFTERNOON_FROM, EVENING_FROM = 12, 17
"""The hours of the day at which the next part begins."""


def slot(weekday: int, part: int) -> int:
    """The number of a part of the week from 0; Monday is weekday 0, the morning part 0."""
    return weekday * PARTS + part


def mask(slots: Iterable[int]) -> int:
    return sum(1 << each for each in set(slots))


def slots(week: int) -> Iterator[int]:
    """The parts that a week holds, from Monday morning on."""
    return (each for each in range(SLOTS) if week >> each & 1)


def slot_of(moment: datetime) -> int:
    """The part in which a local moment lies."""
    return slot(moment.weekday(), (moment.hour >= AFTERNOON_FROM) + (moment.hour >= EVENING_FROM))


def slots_between(start: datetime, end: datetime) -> int:
    """The parts of one day that a stretch of local time touches; the end itself belongs to it no more."""
    first = slot_of(start)
    last_of_day = slot(start.weekday(), PARTS - 1)
    if end.date() > start.date():
        last = last_of_day
    else:
        last = first if end <= start else slot_of(end)
        is_on_the_edge = (end.minute, end.second, end.microsecond) == (0, 0, 0)
        if last > first and is_on_the_edge and end.hour in (AFTERNOON_FROM, EVENING_FROM):
            last -= 1
    return mask(range(first, last + 1))
