"""Whether a person wrote a mail: programs say so in the head of theirs, and none of them is answered by a program."""

from __future__ import annotations

import re
from email.message import Message
from enum import Enum

from teilhabe.outreach.inbox.mailbox.headers import addresses, first, text

_SENDS_BACK = ("mailer-daemon", "postmaster", "mail-daemon")
_READS_NOTHING = re.compile(
    r"(?:^|[._+-])(?:no|do[._-]?not|not)[._-]?(?:reply|respond|answer)(?:$|[._+-])|^nichtantworten"
)


class Origin(Enum):
    """Who wrote a mail, as far as its head tells."""

    PERSON = "person"
    PROGRAM = "program"
    """Something was generated, a note of another office's system for instance: somebody should read it."""
    REPLY = "reply"
    """An out-of-office note: it belongs to what it answers and opens nothing."""
    LIST = "list"
    """Sent to many."""
    OURSELVES = "ourselves"
    BOUNCE = "bounce"


def origin(mail: Message, own: str) -> Origin:
    """By RFC 3834 and what programs before it did; `own` is the address of the office's mailbox."""
    sender = next((each.address.lower() for each in addresses(mail, "From")), "")
    if is_bounce(mail, sender):
        return Origin.BOUNCE
    if own and sender == own.lower():
        return Origin.OURSELVES
    submitted = first(mail, "Auto-Submitted").lower().partition(";")[0].strip()
    precedence = first(mail, "Precedence").lower().strip()
    if submitted.startswith("auto-replied") or precedence == "auto_reply" or _has(mail, "X-Autoreply", "X-Autorespond"):
        return Origin.REPLY
    if precedence in ("bulk", "list", "junk") or _has(mail, "List-Id", "List-Unsubscribe"):
        return Origin.LIST
    is_program = submitted not in ("", "no") or _READS_NOTHING.search(sender.partition("@")[0])
    return Origin.PROGRAM if is_program else Origin.PERSON


def is_bounce(mail: Message, sender: str) -> bool:
    """A report on the delivery of a mail of ours; its way back is empty, so that nothing can come back in turn."""
    if mail.get_content_type() == "multipart/report":
        return _parameter(mail, "report-type") == "delivery-status"
    is_nobody = first(mail, "Return-Path").replace(" ", "") == "<>"
    return sender.partition("@")[0] in _SENDS_BACK or (is_nobody and not _answers_a_person(mail))


def _answers_a_person(mail: Message) -> bool:
    """Out-of-office notes come with an empty way back too."""
    return bool(first(mail, "Auto-Submitted")) or "X-Autoreply" in mail or bool(text(mail, "In-Reply-To"))


def _has(mail: Message, *names: str) -> bool:
    return any(first(mail, name).lower() not in ("", "no") for name in names)


def _parameter(mail: Message, name: str) -> str:
    try:
        value = mail.get_param(name, "")
    except (ValueError, LookupError):
        return ""
    return value.lower() if isinstance(value, str) else ""
