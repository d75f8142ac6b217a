"""The stretches of time that are counted: months and years, each a run of whole days; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware


@dataclass(frozen=True, order=True)
class Span:
    """From its first day up to the day `after` it; `name` as statistics write it: "2026-10" or "2026"."""

    name: str
    first: date
    after: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The same as moments of the city's clock."""
        return _midnight(self.first), _midnight(self.after)


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


def month_of(day: date) -> Span:
    first = day.replace(day=1)
    return Span(f"{first:%Y-%m}", first, (first + timedelta(days=31)).replace(day=1))


def year_of(day: date) -> Span:
    return Span(f"{day:%Y}", date(day.year, 1, 1), date(day.year + 1, 1, 1))


def over_between(begun: date, today: date) -> Iterator[Span]:
    """Months and years that are over since the day, the oldest first; a year follows its December."""
    month = month_of(begun)
    while month.after <= today:
        yield month
        if month.after.month == 1:
            yield year_of(month.first)
        month = month_of(month.after)
