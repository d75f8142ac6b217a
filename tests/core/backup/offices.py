"""An office in a folder of its own, with its own database."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import psycopg


class Office(Protocol):
    folder: Path

    @property
    def environment(self) -> dict[str, str]: ...
    def copy(self, folder: Path, name: str) -> Office: ...
    def execute(self, statement: str, *values: object) -> list[tuple[Any, ...]]: ...
    def connected(self) -> AbstractContextManager[object]: ...
    def remove(self) -> None: ...


@dataclass
class OnSQLite:
    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "office.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        return {"VAR_DIR": str(self.folder), "DATABASE_URL": ""}

    def copy(self, folder: Path, name: str) -> Office:
        shutil.copytree(self.folder, folder)
        return OnSQLite(folder)

    def execute(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.file, timeout=20)) as connection, connection:
            return connection.execute(statement.replace("%s", "?"), values).fetchall()

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Somebody else works with the database."""
        with closing(sqlite3.connect(self.file)) as connection:
            connection.execute("SELECT 1 FROM users_organisation")
            yield

    def remove(self) -> None:
        """The folder goes with the test."""


@dataclass
class OnPostgreSQL:
    folder: Path
    name: str

    @property
    def environment(self) -> dict[str, str]:
        return {"VAR_DIR": str(self.folder), "DATABASE_URL": self._url(self.name)}

    def copy(self, folder: Path, name: str) -> Office:
        shutil.copytree(self.folder, folder)
        self._administer(f"CREATE DATABASE {name} TEMPLATE {self.name}")
        return OnPostgreSQL(folder, name)

    def execute(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self._url(self.name)) as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def connected(self) -> AbstractContextManager[object]:
        return psycopg.connect(self._url(self.name))

    def remove(self) -> None:
        """Also those that a restore has put aside."""
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            names = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{self.name}%"])
            for (name,) in names.fetchall():
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _url(self, name: str) -> str:
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def on_sqlite(folder: Path) -> Office:
    return OnSQLite(folder)


def on_postgresql(folder: Path, name: str) -> Office:
    office = OnPostgreSQL(folder, name)
    office._administer(f"CREATE DATABASE {name}")
    return office


def call(office: Office, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`teilhabe-office` with these arguments, in English."""
    return subprocess.run(
        [sys.executable, "-m", "teilhabe.project.office", *arguments],
        env={**os.environ, "LANG": "en_GB.UTF-8", **office.environment, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def prepare(office: Office) -> None:
    """Make the tables."""
    done = call(office, "list")
    assert done.returncode == 0, done.stderr


def back_up(office: Office, *options: str) -> Path:
    """The folder of a backup made now."""
    done = call(office, "backup", *options)
    assert done.returncode == 0, done.stderr
    return sorted((office.folder / "backups").glob("2*"))[-1]


def add_organisations(office: Office, names: Sequence[str]) -> None:
    for name in names:
        office.execute(
            "INSERT INTO users_organisation (name, is_active, created_at) VALUES (%s, true, '2026-01-01')", name
        )


def organisations(office: Office) -> set[str]:
    return {name for (name,) in office.execute("SELECT name FROM users_organisation")}


def add_person(office: Office, name: str) -> str:
    """The key of a new person."""
    key = str(uuid.uuid4())
    program = f"from teilhabe.actors.models import Person; Person.objects.create(id={key!r}, family_name={name!r})"
    done = call(office, "shell", "-c", program)
    assert done.returncode == 0, done.stderr
    return key


def raise_tombstone(folder: Path, person: str) -> None:
    """As an erasure does."""
    line = json.dumps({"model": "actors.person", "key": person, "erased_at": "2026-11-23T04:00:00+00:00"})
    with (folder / "tombstones.jsonl").open("a") as stream:
        stream.write(f"{line}\n")


def people(office: Office) -> set[str]:
    return {name for (name,) in office.execute("SELECT family_name FROM actors_person")}
