"""Do many writers at once disturb each other on SQLite?

    python benchmarks/writers.py [--writers 8] [--seconds 60] [--compare-seconds 10]

Eight processes write as the pages do: actions with permission, transaction and log entry, one after the other without a
pause. One of them also makes the database empty its write-ahead log after every write. Nobody may ever see "database is
locked", every write that was reported is there afterwards with its log entry, and the file is undamaged. The same,
shorter, with DEFERRED transactions instead of ours (IMMEDIATE) shows what the setting is for. Prints JSON; 3 where a
writer was refused or something is missing.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

CHECKPOINTER = 0
"""The writer that empties the log all the time."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.write is not None:
        print(json.dumps(write(options.write, options.seconds, options.mode)))
        return 0
    ours = measure(options.writers, options.seconds, "IMMEDIATE")
    other = measure(options.writers, options.compare_seconds, "DEFERRED") if options.compare_seconds else None
    print(json.dumps({"immediate": ours, "deferred": other}, indent=1))
    return 0 if ours["refused"] == 0 and ours["is_complete"] else 3


def measure(writers: int, seconds: float, mode: str) -> dict[str, Any]:
    """All writers for so long on a new database, and what is in it then."""
    with tempfile.TemporaryDirectory(prefix="teilhabe-writers-") as folder:
        environment = {**os.environ, "VAR_DIR": folder, "DATABASE_URL": ""}
        office = [sys.executable, "-m", "teilhabe.project.office", "list"]
        subprocess.run(office, env=environment, check=True, capture_output=True)
        command = [sys.executable, __file__, "--seconds", str(seconds), "--mode", mode]
        running = [
            subprocess.Popen([*command, "--write", str(number)], env=environment, stdout=subprocess.PIPE)
            for number in range(writers)
        ]
        reports = [json.loads(process.communicate()[0]) for process in running]
        return {"writers": writers, "seconds": seconds, **_summary(reports, seconds), **_stored(folder, reports)}


def write(number: int, seconds: float, mode: str) -> dict[str, Any]:
    """One writer: how long each write took, in milliseconds, and how many were refused."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teilhabe.project.settings")
    import django

    django.setup()
    from django.db import OperationalError, connection

    from teilhabe.actors.actions.people import AddPerson, ChangePerson
    from teilhabe.core.audit.action import Operator

    connection.settings_dict["OPTIONS"]["transaction_mode"] = mode
    by, times, refused, person = Operator(f"writer {number}"), [], 0, None
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        start = time.perf_counter()
        try:
            if person is None or len(times) % 2:
                person = AddPerson(by=by, values={"family_name": f"Probe {number}-{len(times)}"}).run()
            else:
                ChangePerson(by=by, person=person, values={"note": f"{len(times)}"}).run()
        except OperationalError:
            refused += 1
            continue
        times.append((time.perf_counter() - start) * 1000)
        if number == CHECKPOINTER:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {"times": times, "refused": refused}


def _summary(reports: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
    times = [each for report in reports for each in report["times"]]
    cuts = statistics.quantiles(times, n=100)
    return {
        "writes": len(times),
        "refused": sum(report["refused"] for report in reports),
        "writes_per_second": round(len(times) / seconds, 1),
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "max_ms": round(max(times), 1),
    }


def _stored(folder: str, reports: list[dict[str, Any]]) -> dict[str, Any]:
    written = sum(len(report["times"]) for report in reports)
    with closing(sqlite3.connect(Path(folder) / "office.sqlite3")) as database:
        logged = database.execute("SELECT COUNT(*) FROM audit_auditentry WHERE operator LIKE 'writer%'").fetchone()[0]
        integrity = database.execute("PRAGMA integrity_check").fetchone()[0]
    return {"logged": logged, "integrity": integrity, "is_complete": logged == written and integrity == "ok"}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--compare-seconds", type=float, default=10.0)
    parser.add_argument("--write", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--mode", default="IMMEDIATE", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
