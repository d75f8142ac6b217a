"""The tables are made once, whoever starts first; a server that cannot be used is told in one sentence."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from tests.core.backup.offices import Office, call


def test_processes_that_start_together_make_the_tables_once(empty_office: Office) -> None:
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(lambda _number: call(empty_office, "list"), range(3)))
    assert [(each.returncode, each.stderr) for each in results] == [(0, "")] * 3
    names = empty_office.execute("SELECT app, name FROM django_migrations")
    assert len(names) == len(set(names)) > 0


def test_a_server_that_is_not_there_is_told_in_one_sentence(empty_office: Office) -> None:
    done = call(empty_office, "list", DATABASE_URL="postgresql://office:word@127.0.0.1:1/office")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Please check whether PostgreSQL runs" in done.stderr
    assert "word" not in done.stderr


def test_a_database_that_is_not_there_is_named(empty_office: Office) -> None:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgresql"):
        pytest.skip("only PostgreSQL has a server")
    done = call(empty_office, "list", DATABASE_URL=urlsplit(url)._replace(path="/nowhere").geturl())
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert 'database "nowhere" does not exist' in done.stderr


def test_the_doctor_meets_an_empty_database_and_says_so(empty_office: Office) -> None:
    done = call(empty_office, "doctor")
    assert done.returncode == 3
    assert "FAIL  The tables are not up to date" in done.stdout
