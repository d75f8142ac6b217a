"""Writes a release: complete and checksummed, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from teilhabe import __version__
from teilhabe.release.manifest import MANIFEST, Manifest, sha256
from teilhabe.release.placing import put_in_place


def write_release(parent: Path, *, city: str, files: Mapping[str, bytes], inputs: Mapping[str, str]) -> Path:
    """Write the release into a new folder of `parent` named by its id, and return that folder.

    `files` maps relative POSIX paths to contents; `inputs` maps the name of each input to its SHA-256. A release that
    is already there is left untouched: the same contents have the same id.
    """
    outputs = {path: sha256(content) for path, content in sorted(files.items())}
    manifest = Manifest(city, f"teilhabe {__version__}", dict(sorted(inputs.items())), outputs)
    target = parent / manifest.id
    if (target / MANIFEST).is_file():
        return target
    parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=parent))
    try:
        for path, content in files.items():
            file = draft / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        (draft / MANIFEST).write_bytes(manifest.to_bytes())
        put_in_place(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target
