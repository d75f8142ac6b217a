"""Whoever waits for the lock gets it, and is told when it takes too long."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.db import OperationalError

from teilhabe.project.database import SQLITE_OPTIONS
from teilhabe.project.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "a.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE a (b)")
    return tmp_path / "a.sqlite3"


def _wrapper(file: Path, timeout: float) -> DatabaseWrapper:
    settings = {
        "NAME": file,
        "OPTIONS": {**SQLITE_OPTIONS, "timeout": timeout, "check_same_thread": False},
        "AUTOCOMMIT": True,
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
        "TEST": {},
    }
    return DatabaseWrapper(settings, "probe")


def test_a_writer_waits_until_the_other_one_is_done(file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, other.rollback)
    release.start()
    waiting = _wrapper(file, timeout=20)
    waiting.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    waiting.rollback()
    waiting.close()
    release.join()
    other.close()


def test_a_wait_without_end_is_told(file: Path) -> None:
    waiting = _wrapper(file, timeout=0.2)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            waiting.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    waiting.close()
