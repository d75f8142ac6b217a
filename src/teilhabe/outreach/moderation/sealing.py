"""The checksum of evidence: over what was said, when, where and by whom, in the order in which it is shown. Pure."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

SEPARATOR = "\x1f"
"""ASCII's own sign between units; it stands in no text that people type."""


def digest_of(text: str, said_at: datetime, address: str, sender_name: str, sender_key: str) -> str:
    """SHA-256 in hexadecimal digits; the moment in UTC, as ISO 8601 writes it."""
    parts = (text, said_at.astimezone(UTC).isoformat(), address, sender_name, sender_key)
    return hashlib.sha256(SEPARATOR.join(parts).encode()).hexdigest()
