"""A worker: a process that plans what is due, works it off, and shows that it is alive."""

from __future__ import annotations

import logging
import os
import platform
import time
from collections.abc import Callable
from datetime import timedelta
from secrets import token_hex
from threading import Event, Thread

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from teilhabe.core.jobs.beside import Company
from teilhabe.core.jobs.models import Worker
from teilhabe.core.jobs.planning import plan
from teilhabe.core.jobs.queue import Claim, renew
from teilhabe.core.jobs.working import work_on_next

logger = logging.getLogger("teilhabe.jobs")

POLL_SECONDS = 1.0
"""How long a job that is asked for waits at most for a worker that has nothing to do."""

BEAT_SECONDS = 15.0
"""How often a worker shows that it is alive: several times within a lease."""

PLANNING_EVERY = timedelta(seconds=15)
LOST = timedelta(days=1)
"""How long a worker that did not say goodbye is remembered."""

TROUBLE_SECONDS = 5.0
"""How long to wait where the database does not answer."""


class Heart:
    """Says in a thread of its own, with a connection of its own, that the worker lives and holds on to its job."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.at_hand: Claim | None = None
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="heart", daemon=True)

    def start(self) -> None:
        Worker.objects.filter(seen_at__lt=timezone.now() - LOST).delete()
        self._show()
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()
        Worker.objects.filter(name=self.name).delete()

    def hold(self, claimed: Claim | None) -> None:
        """From now on keep this job, or none: one whose worker has let it go must lapse."""
        self.at_hand = claimed

    def _run(self) -> None:
        while not self._stopped.wait(BEAT_SECONDS):
            try:
                self._beat()
            # A long job on SQLite holds the only lock; then nobody else can claim either.
            except DatabaseError as error:
                logger.warning("no heartbeat: %s", type(error).__name__)
        connection.close()

    def _beat(self) -> None:
        close_old_connections()
        if (claimed := self.at_hand) is not None:
            renew(claimed)
        self._show()

    def _show(self) -> None:
        now = timezone.now()
        Worker.objects.update_or_create(
            name=self.name, defaults={"seen_at": now}, create_defaults={"started_at": now, "seen_at": now}
        )


class Shift:
    """A worker's time from its start until it is told to stop; the job at hand is always finished."""

    def __init__(self, is_abandoned: Callable[[], bool] = lambda: False) -> None:
        self.name = f"{platform.node()}-{os.getpid()}-{token_hex(2)}"[-100:]
        self._is_abandoned = is_abandoned
        # No Event: a signal that meets its lock while this thread holds it would wait for ever.
        self._is_stopping = False
        self._heart = Heart(self.name)
        self._planned_at = timezone.now() - PLANNING_EVERY

    def stop(self, *_signal: object) -> None:
        """May be called at any time, also by a signal."""
        self._is_stopping = True

    def work(self, limit: int | None = None) -> int:
        """Work until nothing is due or `limit` jobs have run; how many ran."""
        ran = 0
        self._heart.start()
        try:
            while not self._is_over() and (limit is None or ran < limit) and self._next():
                ran += 1
        finally:
            self._heart.stop()
        return ran

    def watch(self) -> None:
        """Work until told to stop, through times without work and times without a database."""
        company = Company()
        self._heart.start()
        company.start()
        try:
            while not self._is_over():
                time.sleep(self._next_or_trouble())
        finally:
            company.stop()
            self._heart.stop()

    def _is_over(self) -> bool:
        return self._is_stopping or self._is_abandoned()

    def _next_or_trouble(self) -> float:
        """Do what is due; how many seconds to rest after it."""
        try:
            return 0 if self._next() else POLL_SECONDS
        except DatabaseError as error:
            logger.error("the database does not answer: %s", type(error).__name__)
            connection.close()
            return TROUBLE_SECONDS

    def _next(self) -> bool:
        close_old_connections()
        if timezone.now() - self._planned_at >= PLANNING_EVERY:
            plan()
            self._planned_at = timezone.now()
        return work_on_next(self.name, self._heart.hold)
