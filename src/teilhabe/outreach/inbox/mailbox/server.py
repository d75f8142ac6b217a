"""The office's folder on an IMAP server: new mails by number, their content, and a mark that they were read."""

from __future__ import annotations

import imaplib
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Event
from typing import Any, cast

from django.conf import settings
from imap_tools import BaseMailBox, MailBox, MailboxFolderStatusValueError, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

TIMEOUT_SECONDS = 30
LOOK_UP_SECONDS = 1.0
"""How long somebody who waits for news does not notice that they shall stop."""
_NEWS = re.compile(rb"\* \d+ (?:EXISTS|RECENT)", re.IGNORECASE)
"""Servers also say that they are still there, what somebody else has read, and that they are going."""
MOST_BYTES = 40_000_000
"""A larger mail is not fetched; its head is."""


class Unreachable(Exception):
    """The server cannot be asked now; `reason` is one of the troubles of a mailbox."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Found:
    """A mail on the server: `content` is its head only where the whole is larger than we fetch."""

    arrived_at: datetime
    size: int
    content: bytes

    @property
    def is_whole(self) -> bool:
        return self.size <= MOST_BYTES


class Folder:
    """An open folder; every method raises Unreachable where the connection fails."""

    def __init__(self, box: BaseMailBox, name: str) -> None:
        self._box = box
        self._name = name

    @property
    def uid_validity(self) -> int:
        return self._status("UIDVALIDITY")

    @property
    def newest_uid(self) -> int:
        return self._status("UIDNEXT") - 1

    def _status(self, what: str) -> int:
        return int(self._box.folder.status(self._name, [what])[what])

    def uids_after(self, last: int) -> list[int]:
        """In their order; a server answers with its last one where there is none."""
        return sorted(uid for uid in self._search(f"UID {last + 1}:*") if uid > last)

    def uids_unseen(self, since: datetime | None) -> list[int]:
        """Of mails that nobody has read, and of all that came since the day before `since`."""
        if since is None:
            return self._search("UNSEEN")
        day = (since - timedelta(days=1)).strftime("%d-%b-%Y")
        return self._search(f"OR UNSEEN SINCE {day}")

    def fetch(self, uid: int) -> Found | None:
        """None for one that somebody has deleted meanwhile; the mark of what was read stays as it is."""
        told = _answer(self._ask(uid, "(RFC822.SIZE INTERNALDATE)"))
        size = re.search(rb"RFC822\.SIZE (\d+)", told)
        if size is None:
            return None
        is_whole = int(size[1]) <= MOST_BYTES
        parts = self._ask(uid, "(BODY.PEEK[])" if is_whole else "(BODY.PEEK[HEADER])")
        content = next((part[1] for part in parts if isinstance(part, tuple)), None)
        return Found(_moment(told), int(size[1]), cast(bytes, content)) if content is not None else None

    def mark_as_read(self, uid: int) -> None:
        self._box.client.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")

    def mark_for_somebody(self, uid: int) -> None:
        """With a flag that mail programs show."""
        self._box.client.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Flagged)")

    @property
    def tells_of_news(self) -> bool:
        """Whether the server offers IDLE (RFC 2177); many say so only to whoever has signed in."""
        _status, told = self._box.client.capability()
        return b"IDLE" in told[-1].upper().split()

    def wait(self, stopped: Event, seconds: float) -> bool:
        """Whether something changes in the folder within these seconds; False also where it is `stopped`."""
        end = time.monotonic() + seconds
        with self._box.idle as idle:
            while not stopped.is_set() and time.monotonic() < end:
                began = time.monotonic()
                told = idle.poll(timeout=LOOK_UP_SECONDS)
                if any(_NEWS.match(line) for line in told):
                    return True
                if not told and time.monotonic() - began < LOOK_UP_SECONDS / 2:
                    raise ConnectionResetError  # the end of a connection is told as nothing at all
        return False

    def _search(self, criteria: str) -> list[int]:
        return sorted(int(uid) for uid in self._box.uids(criteria))

    def _ask(self, uid: int, what: str) -> list[Any]:
        _status, parts = self._box.client.uid("FETCH", str(uid), what)
        return [part for part in parts if part is not None]


@contextmanager
def opened() -> Iterator[Folder]:
    """The folder that the settings name; Unreachable where it cannot be opened or the connection breaks."""
    known = settings.IMAP
    assert known is not None  # who calls has asked
    try:
        box = _box(known)
        try:
            box.login(known.user, settings.IMAP_PASSWORD, initial_folder=None)
            box.folder.set(known.folder)
            yield Folder(box, known.folder)
        finally:
            _leave(box)
    except MailboxLoginError as error:
        raise Unreachable("login") from error
    except (MailboxFolderSelectError, MailboxFolderStatusValueError) as error:
        raise Unreachable("folder") from error
    except (OSError, imaplib.IMAP4.error, ImapToolsError) as error:
        raise Unreachable("connection") from error


def _box(known: Any) -> BaseMailBox:
    if known.security == "imaps":
        return MailBox(known.host, known.port, timeout=TIMEOUT_SECONDS, ssl_context=ssl.create_default_context())
    if known.security == "imap+starttls":
        context = ssl.create_default_context()
        return MailBoxStartTls(known.host, known.port, timeout=TIMEOUT_SECONDS, ssl_context=context)
    return MailBoxUnencrypted(known.host, known.port, timeout=TIMEOUT_SECONDS)


def _leave(box: BaseMailBox) -> None:
    """Politely where the server still listens; it notices by itself otherwise."""
    try:
        box.logout()
    except (OSError, imaplib.IMAP4.error, ImapToolsError):
        box.client.shutdown()


def _answer(parts: list[Any]) -> bytes:
    return b" ".join(part if isinstance(part, bytes) else b" ".join(part) for part in parts)


def _moment(told: bytes) -> datetime:
    found = re.search(rb'INTERNALDATE "([^"]+)"', told)
    try:
        day, clock, zone = (found[1] if found else b"").decode("ascii", "replace").split()
        return parsedate_to_datetime(f"{day.replace('-', ' ')} {clock} {zone}").astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return datetime.now(UTC)
