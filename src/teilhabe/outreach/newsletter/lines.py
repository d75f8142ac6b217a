"""Several connections to the mail server at once, each used again and again. Nothing here touches the database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from types import TracebackType

from django.core.mail import EmailMessage, get_connection

TAKEN, CLOSING = 250, 421
_STATUS = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True)
class Answer:
    """What the mail server said to one mail; `status` is its enhanced code (RFC 3463), "" where it gave none.

    `code` is 0 where the connection broke before it said anything: nobody knows whether it has the mail. It is None
    where the mail was not handed over at all.
    """

    code: int | None
    status: str = ""
    is_about_recipient: bool = False


UNKNOWN, NOT_HANDED_OVER = Answer(0), Answer(None)


class Line:
    """One connection, opened when it is needed."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def send_all(self, mails: Sequence[EmailMessage]) -> list[Answer]:
        return [self._send(mail) for mail in mails]

    def close(self) -> None:
        with suppress(SMTPException, OSError):
            self._connection.close()

    def _send(self, mail: EmailMessage) -> Answer:
        try:
            self._connection.open()
        except (SMTPException, OSError):
            self.close()
            return NOT_HANDED_OVER
        try:
            self._connection.send_messages([mail])
        except (SMTPServerDisconnected, OSError) as error:
            return self._refused(error)
        return Answer(TAKEN)

    def _refused(self, error: Exception) -> Answer:
        """SMTPException is an OSError: whatever the server answered comes here too."""
        answer = _answer(error)
        if answer.code in (0, None, CLOSING):
            self.close()
        return answer


def _answer(error: Exception) -> Answer:
    match error:
        case SMTPRecipientsRefused():
            code, said = max(error.recipients.values())
            return Answer(code, _status(said), is_about_recipient=True)
        case SMTPDataError():
            return Answer(error.smtp_code, _status(error.smtp_error))
        case SMTPResponseException():  # of our own name and address as sender: no fault of this mail
            return NOT_HANDED_OVER
        case _:
            return UNKNOWN


def _status(said: bytes | str) -> str:
    found = _STATUS.match(said.encode() if isinstance(said, str) else said)
    return found[1].decode() if found else ""


class Lines:
    """`with Lines(4) as lines: answers = lines.send(mails)`, one answer for each mail."""

    def __init__(self, count: int) -> None:
        self._lines = [Line() for _number in range(count)]
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="newsletter")

    def __enter__(self) -> Lines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True)
        for line in self._lines:
            line.close()

    def send(self, mails: Sequence[EmailMessage]) -> list[Answer]:
        count = len(self._lines)
        shares = [mails[number::count] for number in range(count)]
        answered = list(self._pool.map(Line.send_all, self._lines, shares))
        return [answered[place % count][place // count] for place in range(len(mails))]
