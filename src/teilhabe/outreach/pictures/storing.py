"""Where the files of pictures are kept: among the uploads, so that backups hold them, named by their digest."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    return Path(settings.VAR_DIR) / "uploads" / "pictures"


def file_of(digest: str, width: int) -> Path:
    return folder() / f"{digest}-{width}.webp"


def keep(digest: str, files: Mapping[int, bytes]) -> None:
    """Each file appears whole or not at all."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    for width, content in files.items():
        handle, draft = tempfile.mkstemp(prefix=".", dir=folder())
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(draft).replace(file_of(digest, width))


def remove(digest: str) -> None:
    """All widths; nothing happens where there are none."""
    for file in folder().glob(f"{digest}-*.webp"):
        file.unlink(missing_ok=True)
