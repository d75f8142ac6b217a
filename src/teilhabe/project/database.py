"""The database behind a `DATABASE_URL`."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from teilhabe.errors import InputError

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON",
}


def database(url: str, default_file: Path) -> dict[str, Any]:
    """Django's settings for `sqlite:///relative/file`, `sqlite:////absolute/file` or `postgresql://…/name`.

    The default file for no URL. PostgreSQL's host may be a folder with its socket: `postgresql:///name?host=/run/pg`.
    """
    if urlsplit(url).scheme in ("postgresql", "postgres"):
        return _postgresql(url)
    return {
        "ENGINE": "teilhabe.project.sqlite",
        "NAME": _file(url) if url else default_file,
        "CONN_MAX_AGE": None,
        "OPTIONS": SQLITE_OPTIONS,
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    folders = parse_qs(parts.query).get("host", [""])
    try:
        port = parts.port
    except ValueError as error:
        raise _wrong() from error
    if len(parts.path) < 2:
        raise _wrong()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "HOST": parts.hostname or folders[0],
        "PORT": str(port or ""),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _file(url: str) -> Path:
    parts = urlsplit(url)
    if parts.scheme != "sqlite" or parts.netloc or len(parts.path) < 2:
        raise _wrong()
    return Path(unquote(parts.path[1:]))


def _wrong() -> InputError:
    """Without the value: it may hold a password."""
    return InputError(
        "Die Einstellung DATABASE_URL ist keine Adresse der Form sqlite:///Datei oder postgresql://Name:Passwort@Host/Name.",
        "The setting DATABASE_URL is no address of the form sqlite:///file or postgresql://name:password@host/name.",
    )
