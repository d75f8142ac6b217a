"""The bytes of a mail become what the inbox takes: pure, for any bytes at all.

Nothing in a mail is trusted: who it is from, what it answers and when it was written are claims. They decide in which
conversation it is shown, never what the office does.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message

from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.extensions import Bounce
from teilhabe.outreach.inbox.files.checking import File
from teilhabe.outreach.inbox.mailbox.bodies import Body, body
from teilhabe.outreach.inbox.mailbox.bounces import bounce
from teilhabe.outreach.inbox.mailbox.headers import Address, addresses, date, first, message_ids, raw, text
from teilhabe.outreach.inbox.mailbox.origins import Origin, origin

MOST_ANSWERED = 30
"""Message-IDs of earlier mails that are looked up, nearest first."""
RECEIVED_AT = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc", "Resent-To")


@dataclass(frozen=True)
class Mail:
    """A mail as it was read. `message_id` is what tells it from others; `digest` tells two that share one apart."""

    message_id: str
    digest: str
    sender: Address
    subject_line: str
    written_at: datetime | None
    text: str
    quoted: str
    language: str
    answers: tuple[str, ...]
    reply_token: str
    files: tuple[File, ...]
    origin: Origin
    bounce: Bounce | None


def read(content: bytes, own: str) -> Mail:
    """`own` is the address of the mailbox, "" for none; InputError for what is too deeply nested to be read."""
    try:
        mail = message_from_bytes(content, policy=policy.compat32)
        return _read(mail, body(mail), own)
    except RecursionError as error:
        raise InputError(
            "Diese E-Mail ist so tief verschachtelt, dass sie sich nicht lesen lässt.",
            "This mail is nested so deeply that it cannot be read.",
        ) from error


def _read(mail: Message, parts: Body, own: str) -> Mail:
    sender = _sender(mail, own)
    subject_line, written_at, who = text(mail, "Subject"), date(mail), origin(mail, own)
    digest = _digest(mail, parts)
    return Mail(
        message_id=next(iter(message_ids(first(mail, "Message-ID"))), f"<{digest}@without-id>"),
        digest=digest,
        sender=sender,
        subject_line=subject_line,
        written_at=written_at,
        text=parts.text,
        quoted=parts.quoted,
        language=_language(mail),
        answers=_answers(mail),
        reply_token=_token(mail, own),
        files=parts.files,
        origin=who,
        bounce=bounce(mail, parts.text) if who is Origin.BOUNCE else None,
    )


def _sender(mail: Message, own: str) -> Address:
    """Whom an answer should reach: what the writer asks for in Reply-To, else From; never ourselves."""
    asked = [each for each in addresses(mail, "Reply-To") if not _is_ours(each.address, own)]
    named = addresses(mail, "From") or addresses(mail, "Sender")
    found = asked or named
    if not found:
        return Address(text(mail, "From")[:200], "")
    return Address(found[0].name or (named[0].name if named else ""), found[0].address)


def _is_ours(address: str, own: str) -> bool:
    name, _at, domain = address.lower().rpartition("@")
    return bool(own) and f"{name.partition('+')[0]}@{domain}" == own.lower()


def _digest(mail: Message, parts: Body) -> str:
    """By what people would call the same mail: who wrote what and when; the way it took leaves traces that differ."""
    known = "\0".join((*(first(mail, name) for name in ("From", "Date", "Subject")), parts.digest))
    return hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:32]


def _answers(mail: Message) -> tuple[str, ...]:
    nearest = message_ids(first(mail, "In-Reply-To")) + message_ids(first(mail, "References"))[::-1]
    return tuple(dict.fromkeys(nearest))[:MOST_ANSWERED]


def _token(mail: Message, own: str) -> str:
    """What stands behind the plus of our address, wherever the mail was sent or handed on to."""
    name, _at, domain = own.lower().rpartition("@")
    if not name:
        return ""
    wanted = re.compile(rf"(?<![\w.+-]){re.escape(name)}\+([0-9a-f]{{20}})@{re.escape(domain)}(?![\w.-])")
    found = (wanted.search(value.lower()) for header in RECEIVED_AT for value in raw(mail, header))
    return next((each[1] for each in found if each), "")


def _language(mail: Message) -> str:
    """What the mail says of its language, where it says it; never guessed."""
    said = first(mail, "Content-Language").lower().partition(",")[0].partition("-")[0].strip()
    return said if said in SPOKEN_LANGUAGES else ""
