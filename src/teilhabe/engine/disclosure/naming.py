"""Codes in the order in which people count them."""

from __future__ import annotations

import re


def natural(code: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key under which "Y9" stands before "Y10"."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", code))
