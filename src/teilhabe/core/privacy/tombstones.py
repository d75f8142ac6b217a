"""Who must stay erased: in the database, and in a file that no backup holds, so that a restored one erases again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from teilhabe.core.privacy.models import Tombstone
from teilhabe.core.privacy.subjects import Human, Subject

TOMBSTONES = "tombstones.jsonl"
"""The name of the file; it lies beside the backups, never inside one: it must not go back in time."""


def tombstones_file() -> Path:
    return Path(settings.VAR_DIR) / TOMBSTONES


def raise_tombstones(human: Human, now: datetime) -> None:
    """In the transaction that erases them."""
    for subject in human:
        Tombstone.objects.get_or_create(
            subject=subject.key, defaults={"subject_model": subject.label, "erased_at": now}
        )


def write_tombstones() -> int:
    """Append to the file what it lacks, safe on disk when this returns; how many lines."""
    known = {subject.key for subject in written_tombstones()}
    missing = [stone for stone in Tombstone.objects.order_by("pk") if stone.subject not in known]
    if missing:
        path = tombstones_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        # Beginning a line of its own: a crash may have cut the last one short.
        cut_short = path.exists() and not path.read_bytes().endswith(b"\n") and path.stat().st_size
        with path.open("a", encoding="utf-8") as file:
            file.write("\n" if cut_short else "")
            file.writelines(f"{_line(stone)}\n" for stone in missing)
            file.flush()
            os.fsync(file.fileno())
    return len(missing)


def _line(stone: Tombstone) -> str:
    entry = {"model": stone.subject_model, "key": str(stone.subject), "erased_at": stone.erased_at.isoformat()}
    return json.dumps(entry)


def written_tombstones() -> Iterator[Subject]:
    """What the file says; a line that a crash cut short is passed over, its tombstone is in the database."""
    path = tombstones_file()
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
            yield Subject(entry["model"], UUID(entry["key"]))
        except (ValueError, KeyError, TypeError):
            continue
