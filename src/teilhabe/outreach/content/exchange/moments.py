"""Days that count from today, for demonstrations that always have something ahead: "+5 days 18:00".

Also "+1 weeks tuesday 17:00": the first Tuesday on or after that day.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = re.compile(rf"([+-]\d{{1,4}}) (days|weeks)(?: ({'|'.join(WEEKDAYS)}))?(?: ([01]\d|2[0-3]):([0-5]\d))?")


def is_relative(text: str) -> bool:
    return _RELATIVE.fullmatch(text) is not None


def resolved(text: str, today: date) -> date | datetime:
    """The day, or the moment in local time where `text` names one; ValueError where it is neither."""
    found = _RELATIVE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    day = today + timedelta(**{found[2]: int(found[1])})
    if found[3]:
        day += timedelta(days=(WEEKDAYS.index(found[3]) - day.weekday()) % 7)
    return datetime.combine(day, time(int(found[4]), int(found[5]))) if found[4] else day
