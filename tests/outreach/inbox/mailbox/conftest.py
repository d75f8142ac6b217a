"""A mailbox on a real IMAP server, which the settings name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytest_django.fixtures import Settings
from tests.core.jobs.conftest import clock
from tests.core.mail.conftest import mail_server
from tests.office import cast, site
from tests.peers.dovecot import IS_INSTALLED, PASSWORD, USER, Dovecot

from teilhabe.project.mailbox import Imap

__all__ = ["cast", "clock", "mail_server", "site"]


@pytest.fixture(scope="session")
def imap_server() -> Iterator[Dovecot]:
    """In a folder of its own: the server runs as somebody who may not look into those of the tests."""
    if not IS_INSTALLED:
        pytest.skip("Dovecot is not installed")
    with TemporaryDirectory(prefix="dovecot-") as folder:
        server = Dovecot.in_folder(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.stop()


@pytest.fixture
def mailbox(imap_server: Dovecot, settings: Settings, tmp_path: Path) -> Dovecot:
    """Empty, with its first password."""
    if imap_server.process is None:
        imap_server.start()
    imap_server.set_password(PASSWORD)
    imap_server.empty()
    settings.IMAP = Imap("imap", "127.0.0.1", imap_server.port, USER, "INBOX")
    settings.IMAP_PASSWORD = PASSWORD
    settings.INBOX_ADDRESS = USER
    settings.VAR_DIR = tmp_path
    return imap_server
