"""What runs beside the jobs of a worker as long as it lives: it listens to the world outside and asks for jobs.

@BESIDE.fill
def mailbox() -> Iterator[Listener]: ...
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

from django.db import connection

from teilhabe.core.extensions import Slot

logger = logging.getLogger("teilhabe.jobs")

Listener = Callable[[Event], None]
"""Runs until the event is set, and looks at it at least once in a second."""

BESIDE: Slot[[], Listener] = Slot("what runs beside the jobs of a worker")
PATIENCE_SECONDS = 3.0
"""How long a worker that stops waits for each; one that hangs ends with the process."""


class Company:
    """The listeners of one worker, each in a thread of its own."""

    def __init__(self) -> None:
        self._stopped = Event()
        self._threads: list[Thread] = []

    def start(self) -> None:
        for listener in BESIDE.collect():
            thread = Thread(target=self._run, args=(listener,), name=listener.__name__, daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join(PATIENCE_SECONDS)

    def _run(self, listener: Listener) -> None:
        try:
            listener(self._stopped)
        except Exception as error:  # noqa: BLE001  # the worker goes on without it
            logger.error("%s has ended: %s", listener.__name__, type(error).__name__)
        finally:
            connection.close()
