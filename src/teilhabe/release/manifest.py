"""The manifest: what a release is made of, with the checksum of every input and output."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property

FORMAT = "teilhabe-release/1"
MANIFEST = "manifest.json"


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
    """The manifest in these bytes; ValueError where they hold none of our format."""
    data = json.loads(content)
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        raise ValueError("no manifest of a release")
    try:
        return Manifest(**data)
    except TypeError as error:
        raise ValueError(str(error)) from error


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
