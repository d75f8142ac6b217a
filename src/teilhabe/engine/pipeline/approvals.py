"""Approvals: who let which release leave the statistics zone, when and what for. Appended, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Approval:
    release: str
    by: str
    at: str  # ISO 8601 with time zone; the caller knows the clock
    purpose: str
    legal_basis: str


def read(path: Path) -> Iterator[Approval]:
    """The approvals of a workspace, oldest first."""
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield Approval(**json.loads(line))
