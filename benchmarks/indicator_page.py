"""How fast is an indicator page, and what does keeping rendered pages bring?

    python benchmarks/indicator_page.py [--release DIR] [--readers 8] [--seconds 5]

Starts the real server on this machine twice, with kept pages and rendering every page anew from the same page data.
Each time all readers walk once through the indicator pages of the release, each on its own connection (the first round,
told apart, since a server process renders each page once), then without a pause for the given time. Prints milliseconds
as JSON. Without `--release` it takes the newest release of Musterstadt that `make releases` built, else the small
specimen of the tests. A release needs its approval beside it, as for publishing.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from teilhabe.release.reader import Release, open_release

ROOT = Path(__file__).resolve().parents[1]
GOAL_P95_MS = 50
START_SECONDS = 20
MODES = {"kept": "64", "rendered anew": "0"}
"""Name of the way of serving → value of PAGE_CACHE_MEGABYTES."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where kept pages reach the goal, 3 where they do not."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="teilhabe-benchmark-") as folder:
        release = open_release(options.release or _built() or _specimen(Path(folder) / "workspace"))
        report = {mode: _measure(release, Path(folder), megabytes, options) for mode, megabytes in MODES.items()}
    result = {"city": release.city, "release": release.id, "readers": options.readers, "goal_p95_ms": GOAL_P95_MS}
    print(json.dumps({**result, **report}, ensure_ascii=False, indent=1))
    return 0 if report["kept"]["p95_ms"] <= GOAL_P95_MS else 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--release", type=Path)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=5.0)
    return parser


def _built() -> Path | None:
    latest = ROOT / "var/workspace/musterstadt/releases/latest"
    return latest.parent / latest.read_text(encoding="utf-8").strip() if latest.is_file() else None


def _specimen(folder: Path) -> Path:
    sys.path.insert(0, str(ROOT))
    from tests.monitoring.specimen import write_specimen  # the tests' own release, needed only here

    return write_specimen(folder)


def _measure(release: Release, folder: Path, megabytes: str, options: argparse.Namespace) -> dict[str, Any]:
    environment = {**os.environ, "VAR_DIR": str(folder / "var"), "PAGE_CACHE_MEGABYTES": megabytes}
    subprocess.run([*_office("publish"), str(release.directory)], env=environment, check=True, capture_output=True)
    paths = [f"/de/{release.city}/indikatoren/{indicator}/" for indicator in release.indicators]
    with _server(environment) as port:
        first = asyncio.run(_read(port, paths, options.readers, seconds=0))
        times = asyncio.run(_read(port, paths, options.readers, options.seconds))
    return {
        "pages": len(paths),
        "first_round": _summary(first),
        "requests_per_second": round(len(times) / options.seconds, 1),
        **_summary(times),
    }


def _summary(times: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=100)
    shown = {"p50_ms": cuts[49], "p95_ms": cuts[94], "max_ms": max(times)}
    return {"requests": len(times), **{name: round(seconds * 1000, 2) for name, seconds in shown.items()}}


def _office(command: str) -> list[str]:
    return [sys.executable, "-m", "teilhabe.project.office", command]


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen([*_office("serve"), "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_until_ready(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _wait_until_ready(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


async def _read(port: int, paths: Sequence[str], readers: int, seconds: float) -> list[float]:
    end = time.perf_counter() + seconds
    rounds = (_reader(port, paths, first, end) for first in range(readers))
    return list(itertools.chain(*await asyncio.gather(*rounds)))


async def _reader(port: int, paths: Sequence[str], first: int, end: float) -> list[float]:
    """One reader on one connection, at least once through all pages and on until `end`; seconds per page."""
    stream = await asyncio.open_connection("127.0.0.1", port)
    times: list[float] = []
    for path in itertools.islice(itertools.cycle(paths), first, None):
        start = time.perf_counter()
        if start >= end and len(times) >= len(paths):
            break
        await _get(stream, path)
        times.append(time.perf_counter() - start)
    stream[1].close()
    return times


async def _get(stream: tuple[asyncio.StreamReader, asyncio.StreamWriter], path: str) -> None:
    reader, writer = stream
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if not head.startswith("http/1.1 200"):
        raise RuntimeError(f"{path}: {head.splitlines()[0]}")
    length = next(line for line in head.splitlines() if line.startswith("content-length:"))
    await reader.readexactly(int(length.partition(":")[2]))


if __name__ == "__main__":
    sys.exit(main())
