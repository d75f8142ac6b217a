"""A database on SQLite with all tables and no rows, made once for all runs that have the same models.

Making the tables takes ten seconds of a processor, and some forty tests start an office of their own.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.backends.sqlite3.creation import DatabaseCreation

ROOT = Path(__file__).resolve().parents[1]
NAME = "office.sqlite3"
"""What the office calls its database in VAR_DIR."""


def migrated(folder: Path) -> Path:
    """This folder, with the database of an office that has been started once and was never used."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(tables(), folder / NAME)
    return folder


@cache
def tables() -> Path:
    """The file to copy; the first process that asks for it makes it, others wait."""
    checkout = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    kept = Path(tempfile.gettempdir()) / f"teilhabe-tables-{os.getuid()}-{checkout}"
    kept.mkdir(mode=0o700, exist_ok=True)
    file = kept / f"{_state_of_the_models()}.sqlite3"
    with (kept / "making").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for older in kept.glob("*.sqlite3"):
                older.unlink()
            _make(file)
    return file


def _state_of_the_models() -> str:
    """What the tables and the rows that come with them are made of."""
    digest = hashlib.sha256((ROOT / "requirements/runtime.txt").read_bytes())
    for file in sorted((ROOT / "src/teilhabe").rglob("*.py")):
        if file.parent.name in ("migrations", "models") or file.name in ("models.py", "apps.py", "settings.py"):
            digest.update(f"{file.relative_to(ROOT)}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:32]


def _make(file: Path) -> None:
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        own = {"VAR_DIR": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "teilhabe.project.settings"}
        making = "import django; django.setup(); from teilhabe.project.schema import ensure_schema; ensure_schema()"
        environment = {**os.environ, **own, "PYTHONPATH": str(ROOT / "src")}
        subprocess.run([sys.executable, "-c", making], env=environment, check=True)
        (Path(folder) / NAME).rename(file)


class CopiedTables(DatabaseCreation):
    """The database of a test run, in memory, filled from that file."""

    def create_test_db(
        self, verbosity: int = 1, autoclobber: bool = False, serialize: bool = True, keepdb: bool = False
    ) -> str:
        name: str = self._get_test_db_name()
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        with closing(self.connection.Database.connect(str(tables()))) as source:
            source.backup(self.connection.connection)
        return name
