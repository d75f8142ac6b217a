"""The database behind the settings, as backup and restore see it: SQLite or PostgreSQL."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.db import connection

from teilhabe.core.backup.manifest import Contents

BATCH = 1000


class Database(Protocol):
    """A fresh database is one beside the live one: filled and examined before anything live is touched."""

    @property
    def name(self) -> str:
        """As the manifest calls it."""

    @property
    def file_name(self) -> str:
        """Of its copy in a backup."""

    def dump(self, target: Path) -> dict[str, Contents]:
        """Write all of one moment to `target` while others go on writing, and say what it is."""

    def load(self, source: Path, folder: Path) -> str:
        """The name of a fresh database, in `folder` where it is a file, with what `dump` wrote."""

    def drop(self, fresh: str) -> None:
        """Leave nothing of a fresh database."""

    def is_empty(self) -> bool:
        """Whether nothing would be lost if the live database were replaced."""

    def put_aside(self, folder: Path) -> str:
        """Move the live database out of the way, and say where it is now; InputError where it is in use."""

    def put_in_place(self, fresh: str) -> None:
        """Make a fresh database the live one."""

    def contents(self, fresh: str) -> dict[str, Contents]:
        """Rows and digest of every table of a fresh database."""

    def version(self) -> str: ...


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Django's connection leads to another database of the same kind meanwhile."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def digest(rows: Iterable[tuple[Any, ...]]) -> Contents:
    """The sum of the rows' SHA-256: equal for equal rows in whatever order a database yields them."""
    count, total = 0, 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(repr(row).encode()).digest(), "big")
    return Contents(count, f"{total % (1 << 256):064x}")
