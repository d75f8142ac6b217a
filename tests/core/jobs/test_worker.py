"""A worker as a process: it starts, works, shows that it lives, stops when told to, and may die at any moment."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from tests.migrated import migrated

SHELL = "import sys, django; django.setup(); exec(sys.stdin.read())"
PREPARE = "from teilhabe.project.schema import ensure_schema; ensure_schema()"


class Office:
    """A database of its own, on the server on which the tests run, and the processes that use it."""

    def __init__(self, folder: Path, url: str, root: Path) -> None:
        self.folder = folder
        own = {"VAR_DIR": str(folder), "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "teilhabe.project.settings"}
        paths = os.pathsep.join((str(root / "src"), str(root)))
        self.environment = {**os.environ, **own, "PYTHONPATH": paths, "LANG": "en_GB.UTF-8"}

    def start(self, *arguments: str, module: str = "teilhabe.project.office") -> subprocess.Popen[str]:
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def ask(self, code: str) -> str:
        """What this code prints in a Django of its own."""
        done = subprocess.run(
            [sys.executable, "-c", SHELL],
            env=self.environment,
            input=f"from tests.core.jobs import samples\nfrom teilhabe.core.jobs.models import *\n{code}",
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()


def _is_postgresql() -> bool:
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> Iterator[Office]:
    """An office with empty tables, made once; each test gets a copy of it."""
    folder = tmp_path_factory.mktemp("prepared")
    if not _is_postgresql():
        yield Office(migrated(folder), f"sqlite:///{folder}/office.sqlite3", project_root)
        return
    with _server() as connection:
        connection.execute("CREATE DATABASE prepared")
        made = Office(folder, _address("prepared"), project_root)
        made.ask(PREPARE)
        yield made
        connection.execute("DROP DATABASE prepared WITH (FORCE)")


@pytest.fixture
def office(prepared: Office, tmp_path: Path, project_root: Path) -> Iterator[Office]:
    if not _is_postgresql():
        shutil.copy(prepared.folder / "office.sqlite3", tmp_path)
        yield Office(tmp_path, f"sqlite:///{tmp_path}/office.sqlite3", project_root)
        return
    with _server() as connection:
        connection.execute("CREATE DATABASE workers TEMPLATE prepared")
        yield Office(tmp_path, _address("workers"), project_root)
        connection.execute("DROP DATABASE workers WITH (FORCE)")


def _server() -> psycopg.Connection[Any]:
    configured = settings.DATABASES["default"]
    return psycopg.connect(dbname="postgres", host=configured["HOST"], user=configured["USER"], autocommit=True)


def _address(name: str) -> str:
    configured = settings.DATABASES["default"]
    return f"postgresql://{configured['USER']}@/{name}?host={configured['HOST']}"


def _wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.2)


def test_a_burst_does_all_that_is_due_and_says_how_much(office: Office) -> None:
    office.ask("[samples.found.enqueue(name) for name in 'ABC']")
    worker = office.start("worker", "--burst")
    told, errors = worker.communicate(timeout=60)
    planned = int(office.ask("print(Job.objects.exclude(key=None).count())"))
    assert (worker.returncode, errors) == (0, "")
    assert told == f"Jobs done: {3 + planned}\n"


def test_once_does_one_job(office: Office) -> None:
    office.ask("[samples.found.enqueue(name) for name in 'ABC']")
    assert office.start("worker", "--once").communicate(timeout=60)[0] == "Jobs done: 1\n"


def test_a_worker_finishes_the_job_at_hand_when_it_is_told_to_stop(office: Office) -> None:
    office.ask("samples.wait_for.enqueue('A')")
    worker = office.start("worker")
    _wait_for(lambda: office.ask("print(Job.objects.filter(task__status='RUNNING').count())") == "1")
    assert office.ask("print(Worker.objects.count())") == "1"
    worker.send_signal(signal.SIGTERM)
    office.ask("samples.found.call('A')")
    _told, errors = worker.communicate(timeout=60)
    assert (worker.returncode, errors) == (0, "")
    ended = office.ask("print(Job.objects.get(key=None).task.status, Worker.objects.count())")
    assert ended == "SUCCESSFUL 0"


def test_what_two_workers_share_happens_once(office: Office) -> None:
    office.ask("[samples.add.enqueue(n) for n in range(40)]")
    workers = [office.start("worker", "--burst") for _number in range(2)]
    assert [worker.communicate(timeout=60)[1] for worker in workers] == ["", ""]
    happened = office.ask("from teilhabe.core.users.models import User; print(User.objects.count())")
    assert happened == "40"


def test_two_who_ask_with_one_key_at_one_moment_get_one_job(office: Office) -> None:
    code = """
from threading import Barrier, Thread
from django.db import connection, transaction
from teilhabe.core.jobs.job import enqueue
from teilhabe.core.users.models import Organisation
barrier, got = Barrier(6), []
def ask(number):
    with transaction.atomic():
        if connection.vendor == "postgresql":
            Organisation.objects.create(name=f"asked {number}")
            barrier.wait()
        job = enqueue(samples.nothing, key="the one")
        Organisation.objects.create(name=f"got {number}")  # the transaction is still good
        got.append(job.pk)
    connection.close()
threads = [Thread(target=ask, args=(number,)) for number in range(6)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(got), len(set(got)), Job.objects.count(), Organisation.objects.filter(name__startswith="got").count())
"""
    assert office.ask(code) == "6 1 1 6"


def test_a_worker_ends_with_its_parent_when_asked_to(office: Office) -> None:
    parent = subprocess.Popen(
        ["sh", "-c", f"{sys.executable} -m teilhabe.project.office worker --with-parent & sleep 60"],
        env=office.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _wait_for(lambda: office.ask("print(Worker.objects.count())") == "1")
    parent.kill()
    parent.wait()
    _wait_for(lambda: office.ask("print(Worker.objects.count())") == "0")


def test_ten_kills_lose_nothing_and_repeat_nothing(project_root: Path) -> None:
    """The short form of the proof; the long one is `make prove`."""
    database = "postgresql" if _is_postgresql() else "sqlite"
    proof = [sys.executable, str(project_root / "benchmarks/worker_kills.py"), "--kills", "10", "--jobs", "60"]
    done = subprocess.run(
        [*proof, "--lease", "3", "--database", database], capture_output=True, text=True, timeout=120, check=False
    )
    result = json.loads(done.stdout)[database]
    assert result["promise_kept"], result
    assert result["kills"] == 10
