"""Fingerprints: what a step depends on, so that only what is out of date is rebuilt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import teilhabe

ENGINE_ROOMS = ("text.py", "errors.py", "codes", "wording", "charts", "release", "engine")
"""The rooms whose code decides about a figure; the web part and the command line do not."""


def of_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def of_value(value: object) -> str:
    """The SHA-256 of any value that JSON can express."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


LIBRARIES = ("duckdb", "numpy", "vl-convert-python")


@lru_cache(maxsize=1)
def of_software() -> str:
    """One fingerprint of all code, declarations and libraries that a figure passes through."""
    root = Path(teilhabe.__file__).parent
    digest = hashlib.sha256(" ".join([teilhabe.__version__, *map(version, LIBRARIES)]).encode())
    for path in sorted(_files(root)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files(root: Path) -> Iterable[Path]:
    for room in ENGINE_ROOMS:
        entry = root / room
        candidates = entry.rglob("*") if entry.is_dir() else (entry,)
        yield from (path for path in candidates if path.suffix in {".py", ".toml", ".csv"})


class Ledger:
    """Remembers in one JSON file of the workspace what every step was last made from."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._steps: dict[str, dict[str, str]] = _read(path)

    def changes(self, step: str, inputs: Mapping[str, str]) -> tuple[str, ...]:
        """The names of the inputs that are new, changed or gone since the step last ran; empty when it is fresh."""
        before = self._steps.get(step)
        if before is None:
            return tuple(sorted(inputs)) or ("*",)
        names = before.keys() | inputs.keys()
        return tuple(sorted(name for name in names if before.get(name) != inputs.get(name)))

    def record(self, step: str, inputs: Mapping[str, str]) -> None:
        """Remember the step as made from these inputs, at once and atomically."""
        self._steps[step] = dict(inputs)
        draft = self._path.with_suffix(".draft")
        draft.write_text(json.dumps(self._steps, indent=1, sort_keys=True), encoding="utf-8")
        draft.replace(self._path)


def _read(path: Path) -> dict[str, dict[str, str]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # without a readable ledger everything counts as out of date
    return content if isinstance(content, dict) else {}
