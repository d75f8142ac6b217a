"""When something that repeats is due: pure dates, with the two days a year on which local time jumps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone


@dataclass(frozen=True)
class Slot:
    """One of its times; `name` is the same on every machine and tells it from all others."""

    name: str
    due_at: datetime


@dataclass(frozen=True)
class Rhythm:
    """Every `minutes` minutes, or, where `at` is given ("03:15", local time), once a day at that time."""

    minutes: int = 0
    at: str = ""

    def __post_init__(self) -> None:
        if bool(self.at) == (self.minutes > 0):
            raise ValueError("A rhythm has either a number of minutes or a time of day.")
        if self.at:
            time.fromisoformat(self.at)

    def latest(self, now: datetime) -> Slot:
        """The slot that has come last, at `now` or before."""
        if not self.at:
            return self._counted(int(now.timestamp()) // (60 * self.minutes))
        today = self._on(now, 0)
        return today if today.due_at <= now else self._on(now, -1)

    def next(self, now: datetime) -> Slot:
        """The slot that comes next, after `now`."""
        if not self.at:
            return self._counted(int(now.timestamp()) // (60 * self.minutes) + 1)
        today = self._on(now, 0)
        return today if today.due_at > now else self._on(now, 1)

    def _counted(self, number: int) -> Slot:
        due_at = datetime.fromtimestamp(number * 60 * self.minutes, tz=UTC)
        return Slot(f"{due_at:%Y-%m-%dT%H:%MZ}", due_at)

    def _on(self, now: datetime, days: int) -> Slot:
        """The slot of a local day; a time the day skips means one hour later, one that comes twice the first."""
        zone = timezone.get_default_timezone()
        day = now.astimezone(zone).date() + timedelta(days=days)
        due_at = datetime.combine(day, time.fromisoformat(self.at), tzinfo=zone)
        return Slot(day.isoformat(), due_at.astimezone(UTC))


def every(minutes: int) -> Rhythm:
    return Rhythm(minutes=minutes)


def daily(at: str) -> Rhythm:
    return Rhythm(at=at)
