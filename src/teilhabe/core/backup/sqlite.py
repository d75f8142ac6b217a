"""Copies a SQLite database while others write to it, and puts a copy in its place."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from django.db import connection

from teilhabe.core.backup.database import BATCH, digest
from teilhabe.core.backup.manifest import Contents
from teilhabe.errors import InputError

PAGES_PER_STEP = 1000
TIMEOUT_SECONDS = 20
COMPANIONS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True)
class SQLite:
    live: Path
    name: str = "sqlite"
    file_name: str = "database.sqlite3"

    def dump(self, target: Path) -> dict[str, Contents]:
        """One read transaction holds the moment, so that the copy need not start again when somebody writes.

        With a write-ahead log neither of them waits for the other.
        """
        with _told(), closing(_connect(self.live)) as source, closing(_connect(target)) as copy:
            source.execute("BEGIN")
            source.execute("SELECT 1 FROM sqlite_master").fetchone()
            source.backup(copy, pages=PAGES_PER_STEP)
            source.rollback()
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, complete without a log beside it
            _require_integrity(copy)
            return _contents(copy)

    def load(self, source: Path, folder: Path) -> str:
        fresh = folder / self.file_name
        with _told(), closing(_connect(source)) as backup, closing(_connect(fresh)) as copy:
            backup.backup(copy)
            _require_integrity(copy)
        return str(fresh)

    def contents(self, fresh: str) -> dict[str, Contents]:
        with _told(), closing(_connect(Path(fresh))) as copy:
            return _contents(copy)

    def drop(self, fresh: str) -> None:
        for file in _with_companions(Path(fresh)):
            file.unlink(missing_ok=True)

    def is_empty(self) -> bool:
        return not self.live.exists() or self.live.stat().st_size == 0

    def put_aside(self, folder: Path) -> str:
        if not self.live.exists():
            return ""
        _require_unused(self.live)
        folder.mkdir(parents=True, exist_ok=True)
        for file in _with_companions(self.live):
            if file.exists():
                shutil.move(file, folder / file.name)
        return str(folder / self.live.name)

    def put_in_place(self, fresh: str) -> None:
        with _told(), closing(_connect(Path(fresh))) as copy:
            copy.execute("PRAGMA journal_mode=DELETE")  # nothing stays behind in a log
        self.live.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(fresh, self.live)

    def version(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"


def _contents(copy: sqlite3.Connection) -> dict[str, Contents]:
    names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {name: digest(_rows(copy, name)) for (name,) in names.fetchall()}


def _rows(copy: sqlite3.Connection, table: str) -> sqlite3.Cursor:
    cursor = copy.cursor()
    cursor.arraysize = BATCH
    quoted = '"' + table.replace('"', '""') + '"'
    return cursor.execute(f"SELECT * FROM {quoted}")  # noqa: S608  # a quoted name from the database's own list


def _told() -> AbstractContextManager[None]:
    """The driver's exceptions become Django's, which everybody above knows."""
    return cast("AbstractContextManager[None]", connection.wrap_database_errors)


def _connect(file: Path) -> sqlite3.Connection:
    opened = sqlite3.connect(file, timeout=TIMEOUT_SECONDS, isolation_level=None)
    opened.execute("PRAGMA synchronous=FULL")
    return opened


def _with_companions(file: Path) -> list[Path]:
    return [file.with_name(file.name + ending) for ending in COMPANIONS]


def _require_integrity(copy: sqlite3.Connection) -> None:
    found = copy.execute("PRAGMA integrity_check").fetchall()
    if found != [("ok",)]:
        raise sqlite3.DatabaseError(f"integrity_check: {found[0][0]}")


def _require_unused(file: Path) -> None:
    """The write-ahead log can be given up only by a connection that is alone."""
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as alone:
        try:
            alone.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise InputError(
                    f"Die Datenbank {file} ist in Gebrauch. Bitte zuerst serve und worker beenden.",
                    f"The database {file} is in use. Please stop serve and worker first.",
                ) from error
        except sqlite3.DatabaseError:
            return  # damaged: a reason to restore, not a reason to refuse
