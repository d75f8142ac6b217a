"""A mail is in the inbox seconds after it came: where the server tells of news (IDLE), somebody listens.

Elsewhere, and whenever nobody hears anything, the look into the mailbox every minute stays as it is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from itertools import count
from threading import Event

from django.db import DatabaseError, close_old_connections
from django_tasks.base import TaskResultStatus

from teilhabe.core.jobs.job import enqueue
from teilhabe.core.jobs.models import Job
from teilhabe.outreach.inbox.mailbox.fetching import PAUSE_AFTER_LOGIN
from teilhabe.outreach.inbox.mailbox.jobs import fetch_mail
from teilhabe.outreach.inbox.mailbox.server import Unreachable, opened

logger = logging.getLogger("teilhabe.mailbox")

LONGEST_SECONDS = 20 * 60
"""Then it is asked for anew: servers sign off whoever is silent for half an hour (RFC 2177), some sooner."""
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 300.0


def listen_to_mailbox(stopped: Event) -> None:
    """Until it is stopped; a connection that breaks is made anew after growing pauses."""
    listen(stopped, ask_for_mail)


def listen(stopped: Event, announce: Callable[[], None]) -> None:
    """Announces what may be new, at first what came before anybody listened; returns where the server tells nothing."""
    pauses = _pauses()
    while not stopped.is_set():
        try:
            with opened() as folder:
                if not folder.tells_of_news:
                    return
                announce()
                while not stopped.is_set():
                    if folder.wait(stopped, LONGEST_SECONDS):
                        announce()
                    pauses = _pauses()
        except Unreachable as failure:
            logger.info("nobody listens to the mailbox: %s", failure.reason)
            is_login = failure.reason == "login"
            stopped.wait(PAUSE_AFTER_LOGIN.total_seconds() if is_login else next(pauses))


def ask_for_mail() -> None:
    """One fetch at a time waits in the queue; the schedule brings the next where the database does not answer."""
    try:
        close_old_connections()
        waiting = Job.objects.filter(task__task_path=fetch_mail.module_path, task__status=TaskResultStatus.READY)
        if not waiting.exists():
            enqueue(fetch_mail)
    except DatabaseError as error:
        logger.warning("nobody was asked to fetch mails: %s", type(error).__name__)


def _pauses() -> Iterator[float]:
    return (min(FIRST_PAUSE_SECONDS * 2**number, LONGEST_PAUSE_SECONDS) for number in count())
