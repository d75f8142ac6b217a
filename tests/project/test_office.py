"""`teilhabe-office` as it is called from a shell."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.migrated import migrated
from tests.monitoring.specimen import write_specimen

from teilhabe.project.office import own_commands


def _office(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "teilhabe.project.office", *arguments],
        env={**os.environ, "LANG": "en_GB.UTF-8", "VAR_DIR": str(folder / "var"), "DATABASE_URL": "", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_publishing_needs_no_preparation(tmp_path: Path) -> None:
    directory = write_specimen(tmp_path / "workspace")
    result = _office(tmp_path, "publish", str(directory))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"probestadt: edition {directory.name} is published.\n"


def test_what_is_not_approved_ends_with_3_and_one_sentence(tmp_path: Path) -> None:
    migrated(tmp_path / "var")
    directory = write_specimen(tmp_path / "workspace")
    (directory.parent / "approvals.jsonl").unlink()
    result = _office(tmp_path, "publish", str(directory))
    assert result.returncode == 3
    assert result.stderr.count("\n") == 1
    assert "has not been approved" in result.stderr


def test_an_ordinary_folder_ends_with_1_and_one_sentence(tmp_path: Path) -> None:
    migrated(tmp_path / "var")
    result = _office(tmp_path, "publish", str(tmp_path))
    assert result.returncode == 1
    assert result.stderr.startswith(f"teilhabe-office: {tmp_path} is no release")
    assert result.stderr.count("\n") == 1


def test_a_wrong_call_ends_with_2(tmp_path: Path) -> None:
    migrated(tmp_path / "var")
    assert _office(tmp_path, "publish").returncode == 2


def test_an_unknown_command_ends_with_2_and_one_sentence(tmp_path: Path) -> None:
    result = _office(tmp_path, "pubish")
    assert result.returncode == 2
    assert result.stderr == "teilhabe-office: There is no command “pubish”. All are shown by: teilhabe-office help\n"


@pytest.mark.parametrize("place", ["file/office.sqlite3", "folder", "file"])
def test_a_database_that_cannot_be_used_ends_with_1_and_one_sentence(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("This is a text and no database.\n" * 100)
    result = _office(tmp_path, "list", DATABASE_URL=f"sqlite:///{tmp_path / place}")
    assert result.returncode == 1
    assert result.stderr.startswith(f"teilhabe-office: The database {tmp_path / place} cannot be used (")
    assert result.stderr.count("\n") == 1


def test_a_database_that_fails_at_work_ends_with_1_and_one_sentence(tmp_path: Path) -> None:
    with closing(sqlite3.connect(migrated(tmp_path / "var") / "office.sqlite3")) as database:
        database.execute("DROP TABLE monitoring_publication")
    result = _office(tmp_path, "list")
    assert result.returncode == 1
    assert "office.sqlite3 cannot be used (no such table" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_wrong_setting_ends_with_1_and_one_sentence(tmp_path: Path) -> None:
    result = _office(tmp_path, "list", DEBUG="perhaps")
    assert result.returncode == 1
    assert result.stderr == "teilhabe-office: The setting DEBUG has the value “perhaps”; allowed is 1 or 0.\n"


def test_a_taken_port_ends_with_1_and_says_what_to_do(tmp_path: Path, taken_port: int) -> None:
    migrated(tmp_path / "var")
    result = _office(tmp_path, "serve", "--port", str(taken_port), LANG="de_DE.UTF-8")
    assert result.returncode == 1
    assert result.stderr.endswith(
        f"Port {taken_port} auf 127.0.0.1 ist schon belegt. Bitte mit --port einen anderen wählen.\n"
    )


def test_every_command_of_ours_has_its_heading_in_the_reference(project_root: Path) -> None:
    reference = (project_root / "docs/reference/teilhabe-office.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## ([\w-]+)$", reference, flags=re.MULTILINE)) == own_commands()
