"""By when somebody who offers something should hear from us; by the dated rules."""

from __future__ import annotations

from datetime import date, timedelta

from teilhabe.engagement.rules.tables import value_on

SATURDAY = 5


def answer_by(came_on: date) -> date:
    """So many working days (Monday to Friday) later."""
    due, left = came_on, value_on("offers.answer", came_on)
    while left:
        due += timedelta(days=1)
        left -= due.weekday() < SATURDAY
    return due
