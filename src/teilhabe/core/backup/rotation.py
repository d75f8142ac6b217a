"""Which backups to keep: all of the last hours, and the newest of each of the last days and months that have one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Keep:
    """How many hours, days and months back from the newest backup."""

    hourly: int
    daily: int
    monthly: int


def superseded(times: Iterable[datetime], keep: Keep) -> set[datetime]:
    """The moments whose backups may go; the newest one never does.

    Of the last hours every backup stays, so that one taken by hand before a change is not replaced by the next one.
    """
    newest_first = sorted(times, reverse=True)
    if not newest_first:
        return set()
    kept = {
        *(moment for moment in newest_first if newest_first[0] - moment < timedelta(hours=keep.hourly)),
        *_newest_of_each(newest_first, keep.daily, lambda moment: f"{moment:%Y-%m-%d}"),
        *_newest_of_each(newest_first, keep.monthly, lambda moment: f"{moment:%Y-%m}"),
    }
    return set(newest_first) - kept


def _newest_of_each(newest_first: list[datetime], count: int, period: Callable[[datetime], str]) -> list[datetime]:
    newest: dict[str, datetime] = {}
    for moment in newest_first:
        newest.setdefault(period(moment), moment)
    return list(newest.values())[:count]
