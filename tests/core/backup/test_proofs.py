"""Short versions of the long proofs in benchmarks/."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

pytestmark = [pytest.mark.proof, pytest.mark.skipif(connection.vendor != "sqlite", reason="holds for SQLite")]


def _prove(root: Path, name: str, *options: str) -> dict[str, Any]:
    command = [sys.executable, str(root / "benchmarks" / name), *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


def test_parallel_writers_are_never_refused(project_root: Path) -> None:
    found = _prove(project_root, "writers.py", "--writers", "4", "--seconds", "3", "--compare-seconds", "0")
    assert (found["immediate"]["refused"], found["immediate"]["integrity"]) == (0, "ok")


def test_a_backup_under_load_brings_everything_back_but_the_erased(project_root: Path) -> None:
    found = _prove(project_root, "restore_drill.py", "--people", "200", "--seconds", "4")
    assert all(found["promises"].values())
