"""Where an office keeps what a backup must hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from teilhabe.core.backup.database import Database
from teilhabe.core.backup.postgresql import PostgreSQL
from teilhabe.core.backup.sqlite import SQLite
from teilhabe.core.privacy.tombstones import TOMBSTONES


@dataclass(frozen=True)
class Place:
    """One office: its database and the folders beside it."""

    var_dir: Path
    releases: Path
    database: Database

    @property
    def trees(self) -> dict[str, Path]:
        """The folders of a backup, and where they belong."""
        return {"releases": self.releases, "uploads": self.var_dir / "uploads"}

    @property
    def tombstones(self) -> Path:
        return self.var_dir / TOMBSTONES


def configured() -> Place:
    """The office of the settings."""
    return Place(settings.VAR_DIR, settings.RELEASES_DIR, _database(Path(connection.settings_dict["NAME"])))


def other(var_dir: Path) -> Place:
    """An office in another folder; a database on a server stays the one of the settings."""
    return Place(var_dir, var_dir / "published", _database(var_dir / "office.sqlite3"))


def _database(file: Path) -> Database:
    if connection.vendor == "postgresql":
        return PostgreSQL(str(connection.settings_dict["NAME"]))
    return SQLite(file)
