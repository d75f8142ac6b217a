"""The secret key of this installation."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from teilhabe.errors import InputError


def secret_key(given: str, folder: Path) -> str:
    """The given key, else the one kept in `folder`, made there at the first start and readable by its owner only."""
    return given or _kept(folder / "secret_key")


def _kept(file: Path) -> str:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii")
    except OSError as error:
        raise InputError(
            f"In {file.parent} kann nicht geschrieben werden ({error.strerror}). "
            "Bitte VAR_DIR auf einen beschreibbaren Ordner setzen.",
            f"{file.parent} cannot be written ({error.strerror}). Please set VAR_DIR to a writable folder.",
        ) from error
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(key)
    return key
