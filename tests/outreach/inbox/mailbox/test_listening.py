"""Whoever listens hears of a mail at once, finds back after a break, and stops when told to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from unittest.mock import patch

import pytest
from pytest_django.fixtures import Settings
from tests.outreach.inbox.mailbox.test_fetching import mail
from tests.peers.dovecot import Dovecot

from teilhabe.core.jobs.beside import BESIDE, Company, Listener
from teilhabe.core.jobs.models import Job
from teilhabe.outreach.inbox.mailbox.listening import ask_for_mail, listen, listen_to_mailbox
from teilhabe.outreach.inbox.mailbox.server import Folder

pytestmark = [pytest.mark.xdist_group("mailbox")]


class Ear:
    """Somebody who listens in a thread of their own, and what they heard."""

    def __init__(self) -> None:
        self.heard = 0
        self.stopped = Event()
        self.thread = Thread(target=listen, args=(self.stopped, self._hear), daemon=True)

    def _hear(self) -> None:
        self.heard += 1


@contextmanager
def listening() -> Iterator[Ear]:
    ear = Ear()
    ear.thread.start()
    try:
        yield ear
    finally:
        ear.stopped.set()
        ear.thread.join(10)


def until(is_so: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_a_mail_is_heard_of_within_seconds_and_whoever_listens_stops_at_once(mailbox: Dovecot) -> None:
    with listening() as ear:
        until(lambda: ear.heard == 1)
        time.sleep(0.5)
        for number in (1, 2):
            before, began = ear.heard, time.monotonic()
            mailbox.deliver(mail(number))
            until(lambda before=before: ear.heard > before)  # type: ignore[misc]  # bound for this turn
            assert time.monotonic() - began < 5
        began = time.monotonic()
    assert not ear.thread.is_alive()
    assert time.monotonic() - began < 5


def test_after_a_break_somebody_listens_again_and_looks_what_came_meanwhile(mailbox: Dovecot) -> None:
    with listening() as ear:
        until(lambda: ear.heard == 1)
        mailbox.stop()
        mailbox.deliver(mail(1))
        time.sleep(1.5)
        before = ear.heard
        mailbox.start()
        until(lambda: ear.heard > before)
        time.sleep(0.5)
        again = ear.heard
        mailbox.deliver(mail(2))
        until(lambda: ear.heard > again)


def test_a_server_that_tells_of_nothing_is_only_asked_every_minute(mailbox: Dovecot) -> None:
    with patch.object(Folder, "tells_of_news", False), listening() as ear:
        ear.thread.join(10)
        assert not ear.thread.is_alive()
        assert ear.heard == 0


def test_with_a_wrong_password_nobody_tries_again_and_again_but_stops_at_once(
    mailbox: Dovecot, settings: Settings
) -> None:
    settings.IMAP_PASSWORD = "falsch"
    with patch("teilhabe.outreach.inbox.mailbox.listening.opened", wraps=_opened()) as tries, listening() as ear:
        until(lambda: tries.call_count == 1)
        time.sleep(1.5)
        assert tries.call_count == 1
        began = time.monotonic()
    assert not ear.thread.is_alive()
    assert time.monotonic() - began < 5


def _opened() -> Callable[[], object]:
    from teilhabe.outreach.inbox.mailbox.server import opened

    return opened


@pytest.mark.django_db(transaction=True)  # old connections are closed, and with them a transaction around the test
def test_however_often_something_is_new_one_fetch_waits() -> None:
    for _time in range(5):
        ask_for_mail()
    assert Job.objects.count() == 1


def test_a_worker_listens_where_there_is_a_mailbox_and_nowhere_else(mailbox: Dovecot, settings: Settings) -> None:
    assert listen_to_mailbox in BESIDE.collect()
    settings.IMAP = None
    assert listen_to_mailbox not in BESIDE.collect()


def test_a_listener_that_fails_leaves_the_worker_and_the_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def fails(_stopped: Event) -> None:
        raise RuntimeError

    def listens(stopped: Event) -> None:
        stopped.wait(10)
        heard.append("stopped")

    def both() -> list[Listener]:
        return [fails, listens]

    monkeypatch.setattr(BESIDE, "_providers", [both])
    company = Company()
    company.start()
    company.stop()
    assert heard == ["stopped"]
