"""How old somebody is on a day."""

from __future__ import annotations

from datetime import date


def age_on(born_on: date, day: date) -> int:
    """Completed years; whoever was born on 29 February has their birthday on 1 March in other years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
