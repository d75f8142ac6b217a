"""Fingerprints: what a step depends on, so that only what is out of date is rebuilt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatch
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

import teilhabe

Work = Literal["generate", "prepare", "indicators", "gate", "release", "finished"]

ROOMS: Mapping[Work, tuple[str, ...]] = {
    "generate": (
        "text.py", "errors.py", "engine/cube/declarations.py", "engine/cube/positions.py", "engine/cube/quoting.py",
        "engine/generator",
    ),
    "prepare": (
        "text.py", "errors.py", "codes", "wording", "engine/cube", "engine/sources", "engine/preparation",
        "engine/pipeline/datasets.py", "engine/pipeline/declared_sources.py", "engine/pipeline/persons.py",
        "engine/pipeline/preparing.py", "engine/pipeline/vintages.py",
    ),
    "indicators": (
        "text.py", "errors.py", "codes", "wording", "charts", "release", "engine/cube", "engine/disclosure",
        "engine/indicators", "engine/forecasts", "engine/statements", "engine/pipeline",
    ),
    "gate": (
        "text.py", "errors.py", "codes", "engine/cube", "engine/disclosure", "engine/audit",
        "engine/indicators/spreads.py", "engine/pipeline/ages.py", "engine/pipeline/auditing.py",
        "engine/pipeline/finest.py", "engine/pipeline/finest_search.py", "engine/pipeline/gating.py",
        "engine/pipeline/known.py", "engine/pipeline/observed.py", "engine/pipeline/remembering.py",
        "engine/pipeline/told.py", "engine/pipeline/whereabouts.py",
    ),
    "release": ("text.py", "errors.py", "codes", "wording", "charts", "release", "engine"),
    "finished": (
        "text.py", "errors.py", "codes", "wording", "release", "engine/cube", "engine/sources",
        "engine/preparation", "engine/pipeline/fingerprint.py", "engine/pipeline/finished",
    ),
}  # fmt: skip
"""The rooms whose code each kind of work passes through; the web part and the command line decide about no figure."""

_DECLARED = "engine/indicators/*.toml"
"""Declarations beside the code: an indicator depends on its own definition, rule and breaks, not on all of them."""

LIBRARIES = ("duckdb", "highspy", "numpy", "python-calamine", "vl-convert-python")


def of_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def of_files(paths: Sequence[Path]) -> str:
    """The checksum of one file as it is, one for several together; "" without any."""
    if len(paths) == 1:
        return of_file(paths[0])
    return of_value([(path.name, of_file(path)) for path in paths]) if paths else ""


def of_value(value: object) -> str:
    """The SHA-256 of any value that JSON can express."""
    return of_bytes(json.dumps(value, sort_keys=True, default=str).encode())


@lru_cache
def of_software(work: Work = "release") -> str:
    """One fingerprint of the code and libraries that this kind of work passes through; of a release, of all."""
    libraries = " ".join([teilhabe.__version__, *map(version, LIBRARIES)])
    return of_value([libraries, [(path, digest) for path, digest in sorted(_code().items()) if is_part(path, work)]])


@lru_cache(maxsize=1)
def forecasting_library() -> str:
    """The version of the library that forecasts rest on; "" where it is not installed (extra `forecast`)."""
    try:
        return version("statsforecast")
    except PackageNotFoundError:
        return ""


def is_part(path: str, work: Work) -> bool:
    """Whether this file of the package, named from its root, decides about what this kind of work makes."""
    if work == "indicators" and fnmatch(path, _DECLARED):
        return False
    return any(path == room or path.startswith(f"{room}/") for room in ROOMS[work])


@lru_cache(maxsize=1)
def _code() -> Mapping[str, str]:
    """Every file of code and declarations that a figure may pass through, with its checksum."""
    root = Path(teilhabe.__file__).parent
    found = (path for room in ROOMS["release"] for path in _files(root / room))
    return {path.relative_to(root).as_posix(): of_file(path) for path in found}


def _files(room: Path) -> Iterable[Path]:
    candidates = room.rglob("*") if room.is_dir() else (room,)
    return (path for path in candidates if path.suffix in {".py", ".toml", ".csv", ".json"})


NEVER = "*"
"""Stands for all inputs of a step that was never done, was interrupted, or whose product is gone."""


class Ledger:
    """Remembers in one JSON file of the workspace what every step was last made from.

    A step is forgotten before it runs and remembered after: whatever interrupts it, it is never taken for done.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._steps: dict[str, dict[str, str]] = _read(path)

    def changes(self, step: str, inputs: Mapping[str, str]) -> tuple[str, ...]:
        """The names of the inputs that are new, changed or gone since the step was done; empty when it is fresh."""
        before = self._steps.get(step)
        if before is None:
            return (NEVER,)
        names = before.keys() | inputs.keys()
        return tuple(sorted(name for name in names if before.get(name) != inputs.get(name)))

    def forget(self, steps: Iterable[str]) -> None:
        """Count these steps as not done, at once."""
        gone = [step for step in steps if self._steps.pop(step, None) is not None]
        if gone:
            self._write()

    def record(self, step: str, inputs: Mapping[str, str]) -> None:
        """Remember the step as made from these inputs, at once."""
        self._steps[step] = dict(inputs)
        self._write()

    def _write(self) -> None:
        draft = self._path.with_suffix(".draft")
        draft.write_text(json.dumps(self._steps, indent=1, sort_keys=True), encoding="utf-8")
        draft.replace(self._path)


def _read(path: Path) -> dict[str, dict[str, str]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # without a readable ledger everything counts as out of date
    return content if isinstance(content, dict) else {}
