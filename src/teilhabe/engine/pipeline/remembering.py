"""Answers that were found before, by the fingerprint of all they depend on: what has not changed is not searched again.

The answer is the same with and without: a memory that is lost or cannot be read costs time and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.pipeline import fingerprint


class Memory:
    """Answers as JSON in one file. `basis` is what all of them depend on; another one makes all of them unknown."""

    def __init__(self, path: Path, basis: object = "") -> None:
        self._path, self._basis = path, fingerprint.of_value(basis)
        self._before = _read(path)
        self._asked: dict[str, Any] = {}

    def key(self, *question: object) -> str:
        return fingerprint.of_value([self._basis, question])

    def answer(self, key: str, find: Callable[[], Any]) -> Any:
        """What was found under this key, or else what `find` finds now: anything that JSON can express."""
        if key not in self._asked:
            self._asked[key] = self._before[key] if key in self._before else find()
        return self._asked[key]

    def knows(self, key: str) -> bool:
        return key in self._before or key in self._asked

    def keep(self) -> None:
        """Write down what was asked for since this memory was opened, and forget all else."""
        with atomic_path(self._path) as part:
            part.write_text(json.dumps(self._asked, sort_keys=True), encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
