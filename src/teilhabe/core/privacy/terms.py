"""How long is how long: terms by the calendar, as §§ 187 and 188 BGB count them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from teilhabe.core.privacy.declarations import Retention

LONGEST_MONTH_GAP = 3
"""28 February and 31 January are the same day of the month, counted backwards: three days to look at."""


def last_day(start: date, retention: Retention) -> date:
    """The last day on which something is kept: 31 January and a month end on the last day of February."""
    months = start.year * 12 + start.month - 1 + retention.years * 12 + retention.months
    year, month = divmod(months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(days=retention.days)


def latest_start(over_on: date, retention: Retention) -> date:
    """The latest day whose term is over on this day, that is, has ended the day before or earlier."""
    backwards = Retention(years=-retention.years, months=-retention.months)
    guess = last_day(over_on - timedelta(days=retention.days), backwards)
    later = (guess + timedelta(days=days) for days in range(LONGEST_MONTH_GAP, -LONGEST_MONTH_GAP, -1))
    return next(day for day in later if last_day(day, retention) < over_on)
