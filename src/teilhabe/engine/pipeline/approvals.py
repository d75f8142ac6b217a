"""Approvals: who let which release leave the statistics zone, when and what for. Appended, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError
from teilhabe.release.reader import open_release


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


def approve(workspace: Workspace, release: str, entry: Approval) -> Approval:
    """Note the approval of a release ("latest" or its id) whose files all have their checksum.

    An approved release is not approved twice: its first approval is returned.
    """
    identifier = _identifier(workspace, release)
    for earlier in read(workspace.approvals):
        if earlier.release == identifier:
            return earlier
    open_release(workspace.releases / identifier).verify()
    approved = replace(entry, release=identifier)
    with workspace.approvals.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(approved), ensure_ascii=False) + "\n")
    return approved


def _identifier(workspace: Workspace, release: str) -> str:
    identifier = workspace.newest if release == "latest" else release
    if not identifier or not (workspace.releases / identifier / "manifest.json").is_file():
        raise InputError(
            f"Die Fassung „{release}“ gibt es in {workspace.releases} nicht. „teilhabe release list“ zeigt alle.",
            f"There is no release “{release}” in {workspace.releases}. “teilhabe release list” shows all.",
        )
    return identifier
