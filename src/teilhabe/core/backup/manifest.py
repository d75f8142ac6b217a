"""The manifest of a backup: what lies in it, with size and checksum of every file and the contents of every table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, cast

FORMAT = "teilhabe-backup/1"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Contents:
    """How many rows a table has, and a digest of them that does not depend on their order."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Stored:
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`made_at` is in UTC (ISO 8601); `files` maps POSIX paths below the backup's folder."""

    made_at: str
    software: str
    database: str
    database_version: str
    tables: Mapping[str, Contents]
    files: Mapping[str, Stored]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files.values())

    def to_bytes(self) -> bytes:
        """One way to write it, with its own checksum: a changed bit anywhere does not go unnoticed."""
        content = {"format": FORMAT, **asdict(self)}
        return _written({**content, "sha256": hashlib.sha256(_written(content)).hexdigest()})


def read_manifest(content: bytes) -> Manifest:
    """ValueError where it is none of ours, was changed, or a path leads out of the backup."""
    try:
        data = cast(dict[str, Any], json.loads(content))
        manifest = Manifest(
            **{key: data[key] for key in ("made_at", "software", "database", "database_version")},
            tables={name: Contents(**each) for name, each in data["tables"].items()},
            files={name: Stored(**each) for name, each in data["files"].items()},
        )
    except (AttributeError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise ValueError("no manifest of a backup") from error
    if manifest.to_bytes() != content:
        raise ValueError("the manifest was changed")
    if not all(_stays_inside(name) for name in manifest.files):
        raise ValueError("a path leads out of the backup")
    return manifest


def stored(file: Path) -> Stored:
    """What the manifest says about a file; it is read once."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Stored(stream.tell(), digest)


def _written(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _stays_inside(path: str) -> bool:
    plain = PurePosixPath(path)
    return plain.as_posix() == path and not plain.is_absolute() and ".." not in plain.parts and path != "."
