"""After erasure no byte of a canary person is left: database, its log, mails, sessions, queue, logs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.core.privacy.canary import NEEDLES
from tests.migrated import migrated

ON_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgresql")


@pytest.fixture
def site_environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A site with a database of its own, of the kind on which the tests run."""
    environment = {**os.environ, "VAR_DIR": str(tmp_path / "var"), "SECRET_KEY": "probe"}
    if not ON_POSTGRESQL:
        environment.pop("DATABASE_URL", None)
        migrated(tmp_path / "var")
        yield environment
        return
    import psycopg

    name = f"canary_{os.getpid()}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield {**environment, "DATABASE_URL": os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?")}
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def play(environment: dict[str, str], act: str) -> str:
    """What the process says; its log lines are kept in VAR_DIR, as a service manager would."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.core.privacy.canary", act], env=environment, capture_output=True, text=True
    )
    folder = Path(environment["VAR_DIR"])
    (folder / f"{act}.log").write_text(done.stderr, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def traces(environment: dict[str, str]) -> set[tuple[str, str]]:
    """Needle and file, for each file below VAR_DIR and the whole content of PostgreSQL."""
    folder = Path(environment["VAR_DIR"])
    contents = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    if "DATABASE_URL" in environment:
        dump = [os.environ["PG_DUMP"], environment["DATABASE_URL"]]
        contents["dump"] = subprocess.run(dump, capture_output=True, check=True).stdout
    return {
        (needle, name) for name, bytes_ in contents.items() for needle in NEEDLES if needle.encode() in bytes_.lower()
    }


def test_after_erasure_no_byte_of_the_canary_is_left(site_environment: dict[str, str]) -> None:
    play(site_environment, "put")
    before = traces(site_environment)
    assert {needle for needle, _name in before} == set(NEEDLES)  # else the search itself would be blind
    everybody, living = play(site_environment, "erase").split()
    assert int(everybody) - int(living) == 2  # the person and the duplicate still count
    assert traces(site_environment) == set()


def test_a_database_file_put_back_loses_the_canary_again(site_environment: dict[str, str], tmp_path: Path) -> None:
    site_environment.pop("DATABASE_URL", None)
    play(site_environment, "put")
    folder = Path(site_environment["VAR_DIR"])
    shutil.copytree(folder, tmp_path / "backup")
    play(site_environment, "erase")
    for path in folder.glob("office.sqlite3*"):
        path.unlink()
    for path in (tmp_path / "backup").glob("office.sqlite3*"):
        shutil.copy(path, folder)
    assert traces(site_environment)
    assert play(site_environment, "restore") == "2"
    assert {name for _needle, name in traces(site_environment)} == set()


def test_deleted_rows_are_overwritten_on_sqlite() -> None:
    if not ON_POSTGRESQL:
        assert "secure_delete=ON" in settings.DATABASES["default"]["OPTIONS"]["init_command"]
