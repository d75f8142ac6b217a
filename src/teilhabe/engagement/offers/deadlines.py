"""By when somebody who offers something should hear from us. Pure."""

from __future__ import annotations

from datetime import date, timedelta

WORKING_DAYS = 3


def answer_by(came_on: date) -> date:
    """Three working days (Monday to Friday) later."""
    due, left = came_on, WORKING_DAYS
    while left:
        due += timedelta(days=1)
        left -= due.weekday() < 5
    return due
