"""The head of a mail as strangers and their programs write it: decoded leniently, never trusted, never failing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

LONGEST = 20_000
"""Characters of one header that are looked at."""
_NO_CHARSETS = frozenset({"utf-7", "unicode_escape", "unicode-escape", "raw_unicode_escape", "raw-unicode-escape",
                          "punycode", "idna", "undefined"})  # fmt: skip
"""Codecs that hide something, cost much time for little text, or are no charset of a mail."""
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
_ADDRESS = re.compile(r"[^@\s\x00-\x1f]{1,200}@[^@\s\x00-\x1f]{1,250}")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


@dataclass(frozen=True)
class Address:
    name: str
    address: str


def raw(mail: Message, name: str) -> Iterator[str]:
    """Every value of a header as it stands there, folded lines joined; bytes that are no ASCII are UTF-8 or Latin."""
    for known, value in mail.raw_items():
        if known.lower() == name.lower():
            yield " ".join(_readable(str(value)[:LONGEST]).split())


def first(mail: Message, name: str) -> str:
    return next(raw(mail, name), "")


def text(mail: Message, name: str) -> str:
    """The first value in words, without invisible characters."""
    return decoded(first(mail, name))


def decoded(value: str) -> str:
    """Encoded words (RFC 2047) become text; what is encoded wrongly stays as it stands."""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return _visible(value)
    return _visible("".join(_word(part, charset) for part, charset in parts)) or _visible(value)


def addresses(mail: Message, *names: str) -> list[Address]:
    """Those of all these headers; taken apart before anything in them is decoded, so that no name forges an address."""
    try:
        pairs = getaddresses([value for name in names for value in raw(mail, name)])
    except RecursionError:  # thousands of brackets within each other
        return []
    return [Address(decoded(name), address) for name, address in pairs if _ADDRESS.fullmatch(address)]


def message_ids(value: str) -> list[str]:
    return _MESSAGE_ID.findall(value)


def date(mail: Message) -> datetime | None:
    """When the writer says it was written; None for what is no date."""
    try:
        said = parsedate_to_datetime(first(mail, "Date"))
        return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError, MessageError):
        return None


def _word(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    return in_charset(part, charset or "utf-8")


def in_charset(content: bytes, charset: str) -> str:
    """Whatever is said of the charset: where it is unknown or wrong, UTF-8, and else Western European."""
    for each in (charset, "utf-8"):
        try:
            if codecs.lookup(each).name not in _NO_CHARSETS:
                return content.decode(each).encode("utf-8", "replace").decode()
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def _readable(value: str) -> str:
    return in_charset(value.encode("utf-8", "surrogateescape"), "utf-8")


def _visible(value: str) -> str:
    return " ".join(_INVISIBLE.sub(" ", value).split())
