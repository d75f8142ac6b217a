"""How much room is left where the office writes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

LEAST_FREE = 500_000_000
"""Bytes below which work must be expected to fail."""
LITTLE_SHARE = 0.1


@dataclass(frozen=True)
class Space:
    """In bytes."""

    free: int
    total: int

    @property
    def is_enough(self) -> bool:
        return self.free >= LEAST_FREE

    @property
    def is_ample(self) -> bool:
        return self.free >= self.total * LITTLE_SHARE


def space_at(folder: Path) -> Space:
    """OSError where there is no such folder."""
    usage = shutil.disk_usage(folder)
    return Space(usage.free, usage.total)


def is_same_disk(one: Path, other: Path) -> bool:
    """Whether both would be lost together; of a folder that is still to be made its parent tells."""
    return _device(one) == _device(other)


def _device(folder: Path) -> int:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    return existing.stat().st_dev
