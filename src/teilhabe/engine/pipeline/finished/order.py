"""The order in which codes and indicators stand: numbers inside a text count as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGITS = re.compile(r"(\d+)")


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """The key that sorts "aged 5 to 9" before "aged 10 to 14"."""
    parts = _DIGITS.split(text.casefold())
    return tuple((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts if part)


def in_natural_order(texts: Iterable[str]) -> list[str]:
    return sorted(set(texts), key=lambda text: (natural(text), text))
