"""By when somebody who offers something should hear from us, and from when on it is late. Dated, in deadlines.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("deadlines.toml")


@dataclass(frozen=True)
class Terms:
    """In working days (Monday to Friday) until the first answer, and in days after which it is late or escalated."""

    valid_from: date
    answer_working_days: int
    late_after_days: int
    escalated_after_days: int
    source: str


@cache
def _all() -> tuple[Terms, ...]:
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["terms"]
    return tuple(sorted((Terms(**each) for each in entries), key=lambda each: each.valid_from))


def terms_on(day: date) -> Terms:
    """The newest ones that count on that day; before the first ones, the first ones."""
    return next((each for each in reversed(_all()) if each.valid_from <= day), _all()[0])


def answer_by(came_on: date) -> date:
    due, left = came_on, terms_on(came_on).answer_working_days
    while left:
        due += timedelta(days=1)
        left -= due.weekday() < 5
    return due
