"""A mail server that takes what is sent, a site that knows its address, and readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings
from tests.core.jobs.conftest import clock
from tests.core.mail.server import OK, Letterbox, MailServer
from tests.office import cast

from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.newsletter.models import Subscription

__all__ = ["cast", "clock"]


@dataclass
class PickyLetterbox(Letterbox):
    """Answers some recipients otherwise, and hangs up on some without a word once it has their mail."""

    refused: dict[str, str] = field(default_factory=dict)
    hung_up_on: set[str] = field(default_factory=set)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802  # aiosmtpd's name
        answer = self.refused.get(address)
        return answer or await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        answer = await super().handle_DATA(server, session, envelope)
        if self.hung_up_on.intersection(envelope.rcpt_tos):
            server.transport.abort()
            return OK
        return answer


@pytest.fixture
def letterbox(mail_server: MailServer) -> PickyLetterbox:
    assert isinstance(mail_server.letterbox, PickyLetterbox)
    return mail_server.letterbox


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    server = MailServer()
    server.letterbox = PickyLetterbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 2
    settings.DEFAULT_FROM_EMAIL = "Integrationsbüro <buero@probe.example>"
    settings.PUBLIC_ADDRESS = "https://probe.example"
    server.start()
    yield server
    server.stop()


def reader(name: str, language: str = "de", *topics: str) -> Subscription:
    return Subscription.objects.create(
        address=f"{name}@probe.example", language=language, topics=list(topics), confirmed_at=timezone.now()
    )


def dispatch(language: str = "de", title: str = "Neues im Mai", **values: object) -> Dispatch:
    text = "Guten Tag!\n\n## Sprachcafé\n\nJeden **Montag**.\n\n[Mehr lesen: Sprachcafé](https://probe.example/de/x/)"
    return Dispatch.objects.create(**{  # type: ignore[misc]  # whatever a test wants to be otherwise
        "channel": "newsletter", "language": language, "title": title, "text": text, **values
    })  # fmt: skip
