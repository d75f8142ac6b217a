"""What a mail server says of mails that did not arrive (RFC 3464), and what older ones say in their own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message

from teilhabe.outreach.inbox.extensions import Bounce
from teilhabe.outreach.inbox.mailbox.headers import decoded, first, message_ids

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
LONGEST = 300
MOST_PARTS = 100
MOST_IDS = 20


def bounce(mail: Message, text: str) -> Bounce:
    """Which mails it means, and whether it is final; `text` is what the report says in words."""
    reports = list(_reports(mail))
    status = next(filter(None, (_status(first(each, "Status")) for each in reports)), "") or _status(text)
    failed = [each for each in reports if first(each, "Action").lower() == "failed"]
    is_delayed = any(first(each, "Action").lower() in ("delayed", "relayed", "delivered") for each in reports)
    told = next((each for each in (*failed, *reports) if first(each, "Final-Recipient")), None)
    said = decoded(first(told, "Diagnostic-Code")) if told is not None else ""
    return Bounce(
        message_ids=tuple(dict.fromkeys([*_returned(mail), *message_ids(text)]))[:MOST_IDS],
        recipient=first(told, "Final-Recipient").rpartition(";")[2].strip() if told is not None else "",
        status=status,
        is_permanent=not is_delayed and not status.startswith(("2", "4")),
        detail=" ".join((said.partition(";")[2] or said or text).split())[:LONGEST],
    )


def _status(value: str) -> str:
    found = _STATUS.search(value)
    return found[1] if found else ""


def _reports(mail: Message) -> Iterator[Message]:
    """The groups of fields of a delivery status: one for the whole mail, one for each recipient."""
    for part in _walked(mail):
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status"):
            payload = part.get_payload()
            yield from (each for each in payload if isinstance(each, Message)) if isinstance(payload, list) else ()


def _returned(mail: Message) -> Iterator[str]:
    """The Message-IDs of the mails that came back, whole or by their head only, then what the report answers."""
    for part in _walked(mail):
        payload = part.get_payload()
        if part.get_content_type().startswith("message/") and isinstance(payload, list):
            for inner in payload:
                yield from message_ids(first(inner, "Message-ID")) if isinstance(inner, Message) else ()
        elif part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            yield from _in_headers(str(payload))
    yield from message_ids(first(mail, "In-Reply-To"))
    yield from message_ids(first(mail, "X-Failed-Message-ID"))


def _in_headers(text: str) -> Iterator[str]:
    unfolded = re.sub(r"\r?\n[ \t]+", " ", text[:100_000])
    for line in unfolded.splitlines():
        if line.lower().startswith("message-id:"):
            yield from message_ids(line)


def _walked(mail: Message) -> Iterator[Message]:
    for number, part in enumerate(mail.walk()):
        if number == MOST_PARTS:
            return
        yield part
