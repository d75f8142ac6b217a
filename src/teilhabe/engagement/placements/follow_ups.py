"""When somebody should ask how it goes: soon after the start, then more and more rarely."""

from __future__ import annotations

from datetime import date, timedelta

WEEKS = (2, 6, 12)
"""After the first day of an assignment: the rhythm in which mentoring programmes ask."""
ANSWER_DAYS = 7
"""So long somebody who was asked has for an answer before the office asks again."""


def next_follow_up(starts_on: date, today: date) -> date | None:
    """The first of the days that is still to come; None once all are over."""
    days = (starts_on + timedelta(weeks=weeks) for weeks in WEEKS)
    return next((day for day in days if day > today), None)
