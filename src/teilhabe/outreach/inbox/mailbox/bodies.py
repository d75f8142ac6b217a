"""What stands in a mail, part by part: its text, what it repeats, its files; broken parts as far as they go."""

from __future__ import annotations

import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from teilhabe.outreach.inbox.files.checking import File
from teilhabe.outreach.inbox.mailbox.headers import decoded, in_charset
from teilhabe.outreach.inbox.mailbox.markup import text_of
from teilhabe.outreach.inbox.mailbox.quoting import parted

LONGEST = 200_000
"""Characters of a text that are kept; no letter is longer."""
MOST_PARTS = 300


@dataclass(frozen=True)
class Body:
    text: str
    quoted: str
    files: tuple[File, ...]
    digest: str
    """Of the decoded content of all parts, whichever way the mail took."""


def body(mail: Message) -> Body:
    """Plain text is taken before HTML; where there are several texts, as forwarding programs make them, all of them."""
    parts = list(_parts(mail))
    plain = [_words(part) for part in parts if _is_text(part, "text/plain")]
    html = [_words(part) for part in parts if _is_text(part, "text/html")]
    text, quoted = _chosen("\n\n".join(filter(None, plain)), "\n".join(html))
    files = tuple(_file(part, number) for number, part in enumerate(parts, 1) if _is_file(part))
    digest = hashlib.sha256(b"".join(hashlib.sha256(_bytes(part).strip()).digest() for part in parts)).hexdigest()
    return Body(text[:LONGEST], quoted[:LONGEST], files, digest)


def _chosen(plain: str, html: str) -> tuple[str, str]:
    if plain.strip():
        return parted(plain[: 2 * LONGEST])
    text, marked = text_of(html[: 5 * LONGEST])
    own, repeated = parted(text)
    together = "\n\n".join(filter(None, (repeated, marked)))
    return (own, together) if own else (marked, "")


def _parts(mail: Message) -> Iterator[Message]:
    """Leaves; a mail inside the mail is one of them."""
    waiting = [mail]
    for _number in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        inner = part.get_payload()
        if isinstance(inner, list) and (part.get_content_maintype() == "multipart" or part is mail):
            waiting = [each for each in inner if isinstance(each, Message)] + waiting
        else:
            yield part


def _is_text(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind and not _is_file(part)


def _is_file(part: Message) -> bool:
    """Also a picture that stands in the text, and whatever is no text."""
    if part.get_content_maintype() == "multipart":
        return False
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return bool(_name(part)) or not is_text or part.get_content_disposition() == "attachment"


def _name(part: Message) -> str:
    try:
        return decoded(part.get_filename("") or "")
    except (ValueError, LookupError, TypeError):
        return ""


def _file(part: Message, number: int) -> File:
    kind = part.get_content_type()
    return File(_name(part) or f"{part.get_content_maintype()}-{number}", _bytes(part), kind)


def _words(part: Message) -> str:
    return in_charset(_bytes(part), _charset(part)).replace("\0", "")


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset("utf-8")
    except (ValueError, LookupError, TypeError):
        return "utf-8"


def _bytes(part: Message) -> bytes:
    """Decoded; a mail inside the mail as it stands there."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return b"\n".join(_whole(each) for each in payload if isinstance(each, Message))
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, binascii.Error):
        content = None
    return content if isinstance(content, bytes) else str(payload or "").encode("utf-8", "surrogateescape")


def _whole(mail: Message) -> bytes:
    try:
        return mail.as_bytes()
    except (ValueError, LookupError, KeyError, UnicodeError):
        return str(mail.get_payload()).encode("utf-8", "replace")
