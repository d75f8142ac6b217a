"""A real mail server on this machine, which can be told to refuse, to hang, or to be down.

The protocol is not imitated: aiosmtpd speaks it. Checklist (2026-11-24), after aiosmtpd 1.4.6 (aiosmtpd.aio-libs.org)
and RFC 5321, what a test makes it do beyond taking a mail:

- any answer to a recipient or to the content, 4yz to come back later and 5yz for good, with enhanced codes (RFC 3463)
- no server on the port, and the same port again later
- several connections at once, several mails in one connection, each read back by the parser of Python's own library
- hanging up without a word once it has the mail (`tests/outreach/newsletter/conftest.py`)
- not tried here: TLS and signing in, 8BITMIME and SMTPUTF8 refused, size limits, greylisting by time, DKIM
"""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller

OK = "250 OK"


@dataclass
class Letterbox:
    """What the server answers to recipients and to content, and what it has taken."""

    answer_to_recipient: str = OK
    answer_to_content: str = OK
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802  # aiosmtpd's name
        if self.answer_to_recipient == OK:
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        if self.answer_to_content == OK:
            parsed = message_from_bytes(envelope.content, policy=policy.default)
            self.taken.append(cast(EmailMessage, parsed))
            self.recipients.extend(envelope.rcpt_tos)
        return self.answer_to_content


class MailServer:
    """`start` and `stop` it as often as you like: it keeps its port and its letterbox."""

    def __init__(self) -> None:
        self.letterbox = Letterbox()
        self.port = free_port()
        self._controller: Controller | None = None

    def start(self) -> None:
        self._controller = Controller(self.letterbox, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None
            time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
