"""A place is given once, however many ask for it at the same moment."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_of_six_who_ask_at_once_one_gets_the_place_and_nobody_is_signed_up_twice(project_root: Path) -> None:
    """A short run of the benchmark; the long one tries it 200 times on both databases."""
    command = [sys.executable, "benchmarks/sign_ups.py", "--trials", "8", "--only", "sqlite"]
    done = subprocess.run(command, cwd=project_root, stdout=subprocess.PIPE, text=True, timeout=120)
    report = json.loads(done.stdout)["sqlite"]
    assert done.returncode == 0, report
    assert {name: report[name] for name in ("overbooked", "double", "empty")} == {
        "overbooked": 0, "double": 0, "empty": 0,
    }  # fmt: skip
    assert report["refused"] == 8  # whoever asked twice
