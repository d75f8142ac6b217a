"""Keeps a worker running beside the server: a small process that starts it, and starts it again when it dies.

It is a process and no thread, because the server makes its own processes by forking. It needs nothing but the standard
library, and it ends, and the worker with it, when the server is gone, however that went.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WORKER = (sys.executable, "-m", "teilhabe.project.office", "worker", "--with-parent")
WATCH_SECONDS = 0.2
SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 30.0
HEALTHY_AFTER_SECONDS = 60.0
"""A worker that lived so long did not fail at its start: the next one may start at once."""

LAST_JOB_SECONDS = 30.0
"""How long the job at hand may take to finish when the server stops; it runs again later if that was not enough."""


@contextmanager
def kept_worker() -> Iterator[None]:
    """A worker as long as this lasts; in a session of its own, so that Ctrl+C leaves it time to finish its job."""
    keeper = subprocess.Popen(
        [sys.executable, "-m", "teilhabe.project.keeper"], start_new_session=True
    )  # our own module
    try:
        yield
    finally:
        keeper.terminate()
        keeper.wait()


class Keeper:
    """Looks after one worker until it is told to stop or the server that started it is gone."""

    def __init__(self) -> None:
        self._server = os.getppid()
        self._is_stopping = False

    def stop(self, *_signal: object) -> None:
        self._is_stopping = True

    def keep(self) -> None:
        pause = SHORTEST_PAUSE_SECONDS
        while not self._is_over():
            lived = self._one_life()
            pause = SHORTEST_PAUSE_SECONDS if lived >= HEALTHY_AFTER_SECONDS else min(2 * pause, LONGEST_PAUSE_SECONDS)
            self._rest(pause)

    def _is_over(self) -> bool:
        return self._is_stopping or os.getppid() != self._server

    def _one_life(self) -> float:
        """Start a worker and wait for its end, or for ours; how many seconds it lived."""
        born = time.monotonic()
        worker = subprocess.Popen(WORKER, stdout=subprocess.DEVNULL)  # noqa: S603  # our own module
        while worker.poll() is None:
            if self._is_over():
                _end(worker)
            else:
                time.sleep(WATCH_SECONDS)
        return time.monotonic() - born

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._is_over():
            time.sleep(WATCH_SECONDS)


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(LAST_JOB_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def main() -> None:
    keeper = Keeper()
    signal.signal(signal.SIGTERM, keeper.stop)
    keeper.keep()


if __name__ == "__main__":
    main()
