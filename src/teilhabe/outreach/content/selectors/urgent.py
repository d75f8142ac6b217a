"""Reads of urgent notices: what every page says first."""

from __future__ import annotations

from teilhabe.outreach.content.published import Reading, shelf


def urgent_notices(site_language: str) -> tuple[Reading, ...]:
    """Those in force now, the newest first, each in the best language there is; no query but that of the shelf."""
    found = (reading for reading in shelf(site_language).readings if reading.is_urgent)
    return tuple(sorted(found, key=lambda reading: reading.published_at, reverse=True))
