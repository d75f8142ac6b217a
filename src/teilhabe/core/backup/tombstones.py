"""Keeps the list of those to erase again beside the backups, so that it outlives the machine."""

from __future__ import annotations

import os
from pathlib import Path

from teilhabe.core.privacy.tombstones import TOMBSTONES


def add_tombstones(source: Path, folder: Path) -> None:
    """Add to the list in `folder` what only `source` holds; lines are never taken away."""
    if not source.is_file():
        return
    target = folder / TOMBSTONES
    known = _lines(target)
    new = [line for line in _lines(source) if line not in set(known)]
    if not new:
        return
    folder.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in (*known, *new))
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(target)


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line] if file.is_file() else []
