"""An issue as bytes, put together once: its mails differ in the reader's address, the Message-ID and the token only.

Putting a mail together takes longer than handing it over. What is printed is byte for byte what Django makes of
`composing.mail`, so that everything about its form is said there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address

from teilhabe.outreach.newsletter.composing import TOKEN, Issue, mail

_TO, _MESSAGE_ID = "to-the-reader@probe.invalid", "<message-of-the-reader@probe.invalid>"
_SOFT_BREAK = b"=\r\n"
"""Of quoted-printable, which Django takes where a line is long; one may fall into a token, and stays where it is."""


@dataclass(frozen=True)
class Place:
    """Where something of the reader stands: this part of its value."""

    name: str
    start: int = 0
    end: int | None = None


class Printed(EmailMessage):
    """A mail that is bytes already; mail backends of every kind take it."""

    def __init__(self, to: str, content: bytes) -> None:
        super().__init__(to=[to])
        self._content = content

    def message(self) -> Message:  # type: ignore[override]  # backends need no more of it than its bytes
        return _Content(self._content)


class _Content(Message):
    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content

    def as_bytes(self, *_policy: object, linesep: str = "\n", **_more: object) -> bytes:
        return self._content if linesep == "\r\n" else self._content.replace(b"\r\n", linesep.encode())


class Plate:
    """What all mails of an issue have in common, with the places where they differ."""

    def __init__(self, issue: Issue) -> None:
        sample = mail(issue, _TO, _MESSAGE_ID, TOKEN)
        whole = sample.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # as the SMTP backend asks
        self._pieces = list(_pieces(whole))

    def mail(self, to: str, message_id: str, token: str) -> Printed:
        values = {"to": sanitize_address(to, "utf-8"), "message_id": message_id, "token": token}
        filled = (
            piece if isinstance(piece, bytes) else values[piece.name][piece.start : piece.end].encode("ascii")
            for piece in self._pieces
        )
        return Printed(to, b"".join(filled))


def _pieces(whole: bytes) -> Iterator[bytes | Place]:
    """Address and Message-ID stand in the head only: whoever writes the same into a text gets it back as it is."""
    head, blank, body = whole.partition(b"\r\n\r\n")
    yield from _parted(head, _IN_THE_HEAD)
    yield blank
    yield from _parted(body, _IN_THE_BODY)


def _parted(content: bytes, places: re.Pattern[bytes]) -> Iterator[bytes | Place]:
    end = 0
    for found in places.finditer(content):
        yield content[end : found.start()]
        yield from _places(str(found.lastgroup), found[0])
        end = found.end()
    yield content[end:]


def _places(name: str, found: bytes) -> Iterator[bytes | Place]:
    start = 0
    *parts, _last = found.split(_SOFT_BREAK)
    for part in parts:
        yield Place(name, start, start + len(part))
        yield _SOFT_BREAK
        start += len(part)
    yield Place(name, start)


_IN_THE_BODY = re.compile(b"(?P<token>%b)" % b"(?:=\r\n)?".join(re.escape(letter.encode()) for letter in TOKEN))
_IN_THE_HEAD = re.compile(
    b"(?<=\r\nTo: )(?P<to>%b)|(?<=\r\nMessage-ID: )(?P<message_id>%b)|(?P<token>%b)"
    % tuple(re.escape(each.encode()) for each in (_TO, _MESSAGE_ID, TOKEN))
)
