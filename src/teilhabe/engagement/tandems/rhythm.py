"""When the office asks how a tandem goes, by the dated rules; pure."""

from __future__ import annotations

from datetime import date

from teilhabe.engagement.rules.periods import later
from teilhabe.engagement.rules.tables import value_on

FIRST = ("tandems.first_check_in", "tandems.second_check_in", "tandems.third_check_in")


def next_check_in(agreed_on: date, today: date, *, needs_talk: bool = False) -> date:
    """The day after today on which to ask: soon after the beginning, then every half year, and soon after a talk."""
    if needs_talk:
        return later(today, weeks=value_on("tandems.check_in_after_talk", today))
    days = (later(agreed_on, weeks=value_on(rule, agreed_on)) for rule in FIRST)
    following = later(today, months=value_on("tandems.later_check_in", today))
    return next((day for day in days if day > today), following)
