"""The manifest: what a release is made of, with the checksum of every input and output."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

FORMAT = "teilhabe-release/1"
MANIFEST = "manifest.json"
CITY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Manifest:
    """`inputs` and `outputs` map a path (POSIX, relative) to the SHA-256 of its bytes; there is no time in it."""

    city: str
    software: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]

    @cached_property
    def id(self) -> str:
        """The release's name: the first 16 hex digits of the manifest's own SHA-256."""
        return sha256(self.to_bytes())[:16]

    def to_bytes(self) -> bytes:
        content = {"format": FORMAT, **asdict(self)}
        return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def read_manifest(content: bytes) -> Manifest:
    """The manifest in these bytes; ValueError where they hold none of our format or a path leads out of the release.

    Whoever has a manifest from here may join its city and its paths to a folder without a further look.
    """
    data = json.loads(content)
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        raise ValueError("no manifest of a release")
    try:
        manifest = Manifest(**data)
    except TypeError as error:
        raise ValueError(str(error)) from error
    if not (_is_text(manifest.city) and CITY_ID.fullmatch(manifest.city) and _is_text(manifest.software)):
        raise ValueError("the city's id or the software is no proper name")
    if not (_are_checksums(manifest.inputs) and _are_checksums(manifest.outputs)):
        raise ValueError("inputs or outputs do not map relative paths to checksums")
    return manifest


def _are_checksums(given: Any) -> bool:
    return isinstance(given, dict) and all(_stays_inside(path) and _is_text(digest) for path, digest in given.items())


def _stays_inside(path: str) -> bool:
    """Whether the path is relative and written in the one way that leads below a folder, whatever the folder."""
    plain = PurePosixPath(path)
    is_canonical = plain.as_posix() == path and path != "." and "\0" not in path
    return is_canonical and not plain.is_absolute() and ".." not in plain.parts


def _is_text(given: Any) -> bool:
    return isinstance(given, str)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
