"""Which backups there are, and whether one is undamaged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from teilhabe.core.backup.manifest import MANIFEST, Manifest, read_manifest, stored
from teilhabe.errors import InputError

NAME = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True)
class Backup:
    """A folder whose name is the moment (UTC) at which it was begun."""

    folder: Path
    made_at: datetime


def kept_backups(folder: Path) -> list[Backup]:
    """The newest one first. A backup gets its name when it is complete, so that none of them is half."""
    found = [Backup(path, moment) for path in folder.glob("*T*Z") if (moment := _moment(path.name))]
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def newest_backup(folder: Path) -> Backup | None:
    return next(iter(kept_backups(folder)), None)


def examine(backup: Path) -> Manifest:
    """The manifest of an undamaged backup; InputError names the first file that is missing or differs."""
    try:
        manifest = read_manifest((backup / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(
            f"{backup} ist keine Sicherung, oder ihr Verzeichnis {MANIFEST} ist beschädigt.",
            f"{backup} is no backup, or its {MANIFEST} is damaged.",
        ) from error
    for name, expected in manifest.files.items():
        file = backup / name
        if file.is_symlink() or not file.is_file() or stored(file) != expected:
            raise InputError(
                f"Die Sicherung {backup} ist beschädigt: {name} fehlt oder hat eine andere Prüfsumme. "
                "Bitte eine andere Sicherung nehmen.",
                f"The backup {backup} is damaged: {name} is missing or has another checksum. Please take another one.",
            )
    return manifest


def _moment(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, NAME).replace(tzinfo=UTC)
    except ValueError:
        return None
