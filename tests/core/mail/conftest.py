"""A mail server that takes what is sent, and a clock that the tests turn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from tests.core.jobs.conftest import clock
from tests.core.mail.server import MailServer

__all__ = ["clock", "mail_server"]


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 1
    settings.DEFAULT_FROM_EMAIL = "Integrationsbüro <buero@probe.example>"
    server.start()
    yield server
    server.stop()
