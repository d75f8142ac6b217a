"""Dumps a PostgreSQL database with its own tools, and puts a dump in its place."""

from __future__ import annotations

import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from teilhabe.core.backup.database import BATCH, connected_to, digest
from teilhabe.core.backup.manifest import Contents
from teilhabe.errors import InputError

IDENTITY = ("--no-owner", "--no-privileges")
"""A restore may happen under another user's name."""


@dataclass(frozen=True)
class PostgreSQL:
    live: str
    name: str = "postgresql"
    file_name: str = "database.dump"

    def dump(self, target: Path) -> dict[str, Contents]:
        """pg_dump and the counting share one snapshot, so that they tell of the same moment."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}", *IDENTITY, self.live)
            _run("pg_restore", "--list", str(target), connects=False)
            return _contents()

    def load(self, source: Path, folder: Path) -> str:
        fresh = f"{self.live}_{uuid.uuid4().hex[:8]}"
        _administer(f"CREATE DATABASE {_quoted(fresh)} TEMPLATE template0")
        try:
            _run("pg_restore", *IDENTITY, "--exit-on-error", f"--dbname={fresh}", str(source))
        except BaseException:
            self.drop(fresh)
            raise
        return fresh

    def contents(self, fresh: str) -> dict[str, Contents]:
        with connected_to(fresh):
            return _contents()

    def drop(self, fresh: str) -> None:
        _administer(f"DROP DATABASE IF EXISTS {_quoted(fresh)}")

    def is_empty(self) -> bool:
        return not connection.introspection.table_names()

    def put_aside(self, folder: Path) -> str:
        connection.close()
        aside = f"{self.live}_{folder.name}"
        try:
            _administer(f"ALTER DATABASE {_quoted(self.live)} RENAME TO {_quoted(aside)}")
        except DatabaseError as error:
            raise InputError(
                f"Die Datenbank {self.live} ist in Gebrauch. Bitte zuerst serve und worker beenden.",
                f"The database {self.live} is in use. Please stop serve and worker first.",
            ) from error
        return aside

    def put_in_place(self, fresh: str) -> None:
        _administer(f"ALTER DATABASE {_quoted(fresh)} RENAME TO {_quoted(self.live)}")

    def version(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]}"


def _contents() -> dict[str, Contents]:
    return {name: digest(_rows(name)) for name in sorted(connection.introspection.table_names())}


def _rows(table: str) -> Iterator[tuple[Any, ...]]:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT each::text FROM {_quoted(table)} AS each")  # noqa: S608  # a quoted name
        while batch := cursor.fetchmany(BATCH):
            yield from batch


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _administer(statement: str) -> None:
    """Databases are made and renamed from another one: `postgres`, which every server has."""
    with connected_to("postgres"), connection.cursor() as cursor:
        cursor.execute(statement)


def _run(tool: str, *arguments: str, connects: bool = True) -> None:
    given = connection.settings_dict
    place = {"--host": given["HOST"], "--port": given["PORT"], "--username": given["USER"]} if connects else {}
    options = [f"{option}={value}" for option, value in place.items() if value]
    environment = {**os.environ, "PGPASSWORD": given["PASSWORD"]} if given["PASSWORD"] else dict(os.environ)
    command = [_tool(tool), *options, *arguments]
    done = subprocess.run(  # noqa: S603  # our own words and the settings'
        command, env={**environment, "LC_ALL": "C"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise _failed(tool, done.stderr)


def _tool(name: str) -> str:
    """Beside the pg_dump that the settings name, else on the PATH."""
    found = str(Path(settings.PG_DUMP).with_name(name)) if settings.PG_DUMP else shutil.which(name)
    if not found or not Path(found).is_file():
        raise InputError(
            f"Das Programm {name} fehlt. Bitte die Client-Programme von PostgreSQL einrichten (postgresql-client) oder "
            "mit PG_DUMP sagen, wo pg_dump liegt.",
            f"The program {name} is missing. Please install PostgreSQL's client programs (postgresql-client) or say "
            "with PG_DUMP where pg_dump is.",
        )
    return found


def _failed(tool: str, message: str) -> InputError:
    if "server version mismatch" in message:
        return InputError(
            f"{tool} ist älter als der Server. Bitte die Client-Programme in der Version des Servers einrichten "
            f"oder mit PG_DUMP auf sie zeigen ({' '.join(message.split())}).",
            f"{tool} is older than the server. Please install the client programs in the server's version or point to "
            f"them with PG_DUMP ({' '.join(message.split())}).",
        )
    last = (message.strip().splitlines() or [""])[-1]
    return InputError(f"{tool} ist gescheitert: {last}.", f"{tool} failed: {last}.")
