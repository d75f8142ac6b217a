"""The secret key of this installation."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from teilhabe.errors import InputError


def secret_key(given: str, folder: Path) -> str:
    """The given key, else the one kept in `folder`, made there at the first start and readable by its owner only."""
    return given or _kept(folder / "secret_key")


def _kept(file: Path) -> str:
    if not file.is_file():
        try:
            _make(file)
        except OSError as error:
            raise InputError(
                f"In {file.parent} kann nicht geschrieben werden ({error.strerror}). "
                "Bitte VAR_DIR auf einen beschreibbaren Ordner setzen.",
                f"{file.parent} cannot be written ({error.strerror}). Please set VAR_DIR to a writable folder.",
            ) from error
    try:
        return file.read_text(encoding="ascii")
    except OSError as error:
        raise InputError(
            f"{file} lässt sich nicht lesen ({error.strerror}). Bitte als der Benutzer starten, dem der Ordner gehört, "
            "oder VAR_DIR auf einen eigenen setzen.",
            f"{file} cannot be read ({error.strerror}). Please start as the user who owns the folder or set VAR_DIR to "
            "one of your own.",
        ) from error


def _make(file: Path) -> None:
    """Put a complete key in place at once; where another process was faster, its key stays."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=file.parent)  # readable by its owner only
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            file.hardlink_to(draft)
    finally:
        Path(draft).unlink()
