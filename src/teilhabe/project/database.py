"""The database behind a `DATABASE_URL`."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from teilhabe.errors import InputError

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
}


def database(url: str, default_file: Path) -> dict[str, Any]:
    """Django's settings for `sqlite:///relative/file` or `sqlite:////absolute/file`; the default file for no URL."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": _file(url) if url else default_file,
        "CONN_MAX_AGE": None,
        "OPTIONS": SQLITE_OPTIONS,
    }


def _file(url: str) -> Path:
    parts = urlsplit(url)
    if parts.scheme != "sqlite" or parts.netloc or len(parts.path) < 2:
        raise InputError(
            f"Die Einstellung DATABASE_URL hat den Wert „{url}“; erlaubt ist sqlite:///Datei.",
            f"The setting DATABASE_URL has the value “{url}”; allowed is sqlite:///file.",
        )
    return Path(unquote(parts.path[1:]))
