"""By when somebody should have an answer. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

WORKING_DAYS = 3


def answer_by(came_at: datetime) -> datetime:
    """Three working days (Monday to Friday) later, at the same time."""
    due, left = came_at, WORKING_DAYS
    while left:
        due += timedelta(days=1)
        left -= due.weekday() < 5
    return due
