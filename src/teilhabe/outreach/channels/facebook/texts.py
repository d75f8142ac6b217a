"""How texts and moments of Facebook are compared with ours. Pure."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime


def compared(text: object) -> str:
    """Facebook tidies blanks and composes letters its own way."""
    return " ".join(unicodedata.normalize("NFC", str(text or "")).split())


def is_since(told: object, since: datetime) -> bool:
    """Facebook tells a moment as seconds or as "2026-11-23T10:00:00+0000"; one that cannot be read counts as since."""
    if isinstance(told, int | float):
        return datetime.fromtimestamp(told, tz=UTC) >= since
    try:
        return datetime.strptime(str(told), "%Y-%m-%dT%H:%M:%S%z") >= since
    except ValueError:
        return True
