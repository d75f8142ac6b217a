"""Workers die between sending and writing it down: what was said is said once, and the log knows it."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.servers import ROOT


def test_nothing_is_said_twice_or_forgotten_when_workers_are_killed() -> None:
    proof = [sys.executable, str(ROOT / "benchmarks/dispatch_kills.py"), "--kills", "2"]
    numbers = ["--each", "4", "--readers", "120", "--lease", "0.6"]
    done = subprocess.run([*proof, *numbers], capture_output=True, text=True, timeout=150, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    board, posts, answers = told["board"], told["facebook_posts"], told["facebook_answers"]
    assert min(part["kills"] for part in (board, posts, answers, told["mail"])) >= 1
    assert [part["outside"] for part in (board, answers)] == [4, 4]
    assert max(part["outside_twice"] for part in (board, posts, answers)) == 0
    assert told["mail"]["received"] == 4
    assert told["newsletter"]["received_twice"] == 0
    assert told["newsletter"]["received"] + told["newsletter"]["shown_to_a_person"] >= 120
