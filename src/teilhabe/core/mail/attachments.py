"""Files that travel with a mail: kept inside it until the mail server has taken it, gone with that moment."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from teilhabe.errors import InputError

MOST_BYTES = 1_000_000
"""Of all files of one mail together: what every mail server takes, and what the outbox may hold."""


@dataclass(frozen=True)
class Attachment:
    """`content_type` with its parameters: `text/calendar; method=PUBLISH`."""

    name: str
    content_type: str
    content: bytes


def stored(attachments: Sequence[Attachment]) -> list[dict[str, str]]:
    """As the outbox keeps them; InputError where they are too large together."""
    size = sum(len(each.content) for each in attachments)
    if size > MOST_BYTES:
        raise InputError(
            f"Die Anhänge sind zusammen {size} Bytes groß; mit einer E-Mail gehen höchstens {MOST_BYTES}.",
            f"The attachments have {size} bytes together; a mail takes at most {MOST_BYTES}.",
        )
    return [
        {"name": each.name, "type": each.content_type, "content": b64encode(each.content).decode()}
        for each in attachments
    ]


def restored(kept: Iterable[dict[str, Any]]) -> list[Attachment]:
    return [Attachment(each["name"], each["type"], b64decode(each["content"])) for each in kept]
