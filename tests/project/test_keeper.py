"""Beside every server there is a worker; when it dies, another one comes; when the server ends, it ends too."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.migrated import migrated

SERVER = """
import signal, time
from teilhabe.project.keeper import kept_worker
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background ignores Ctrl+C
with kept_worker():
    time.sleep(60)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """What `serve` does, without its pages."""
    environment = {
        **os.environ,
        "VAR_DIR": str(migrated(tmp_path)),
        "DATABASE_URL": f"sqlite:///{tmp_path}/office.sqlite3",
    }
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    process = subprocess.Popen([sys.executable, "-c", SERVER], env=environment, stderr=subprocess.DEVNULL)
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()


def _workers(folder: Path) -> list[int]:
    """The process ids of the workers that say they are alive."""
    try:
        with closing(sqlite3.connect(folder / "office.sqlite3")) as database:
            return [int(name.split("-")[-2]) for (name,) in database.execute("SELECT name FROM jobs_worker")]
    except sqlite3.OperationalError:  # not there yet
        return []


def _wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.2)


def _is_running(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_a_worker_that_dies_is_replaced_and_none_outlives_its_server(
    server: subprocess.Popen[bytes], tmp_path: Path, end: signal.Signals
) -> None:
    _wait_for(lambda: len(_workers(tmp_path)) == 1)
    first = _workers(tmp_path)[0]
    os.kill(first, signal.SIGKILL)
    _wait_for(lambda: len(_workers(tmp_path)) == 2)
    second = next(worker for worker in _workers(tmp_path) if worker != first)
    assert _is_running(second)
    server.send_signal(end)
    _wait_for(lambda: not _is_running(second))
    assert _workers(tmp_path) == [first]
