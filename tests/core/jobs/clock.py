"""The one thing the tests of the queue invent: what time it is."""

from __future__ import annotations

from datetime import datetime, timedelta


class Clock:
    """Stands still until it is turned."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)

    def __call__(self) -> datetime:
        return self.now
