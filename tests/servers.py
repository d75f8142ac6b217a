"""Servers of our own that tests start as a city would start them."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 90


def office_command(command: str) -> list[str]:
    return [sys.executable, "-m", "teilhabe.project.office", command]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
        except OSError:  # not there yet, or too busy to answer
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server did not become ready within {START_SECONDS} s")
