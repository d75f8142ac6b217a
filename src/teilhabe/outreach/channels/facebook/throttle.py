"""Facebook says with every answer how much of its limits is used up; where it is nearly all, we wait by ourselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from django.core.cache import cache

FULL_PERCENT = 95
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 300, 3600
HEADERS = ("x-app-usage", "x-page-usage", "x-business-use-case-usage")
_KEY = "facebook:pause"


def is_pausing() -> bool:
    return cache.get(_KEY) is not None


def pause(seconds: int = PAUSE_SECONDS) -> None:
    """For all processes."""
    cache.set(_KEY, 1, min(max(seconds, 1), LONGEST_PAUSE_SECONDS))


def pause_asked_for(headers: Mapping[str, str]) -> int:
    """Seconds to wait for, by the usage that an answer tells; 0 while there is room."""
    entries = [entry for name in HEADERS for entry in _usages(headers.get(name, ""))]
    regained = max((_count(entry, "estimated_time_to_regain_access") for entry in entries), default=0)
    used = max((_count(entry, key) for entry in entries for key in _PERCENTAGES), default=0)
    return regained * 60 or (PAUSE_SECONDS if used >= FULL_PERCENT else 0)


_PERCENTAGES = ("call_count", "total_time", "total_cputime")


def _usages(header: str) -> Iterator[Mapping[str, object]]:
    """The page's header is one object; that of business use cases has lists of them by the number of the page."""
    try:
        told = json.loads(header) if header else None
    except ValueError:
        return
    if isinstance(told, dict):
        yield told
        yield from (entry for each in told.values() if isinstance(each, list) for entry in each if _is_object(entry))


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _count(entry: Mapping[str, object], key: str) -> int:
    value = entry.get(key)
    return int(value) if isinstance(value, int | float) and value == value and 0 <= value < 1e9 else 0
