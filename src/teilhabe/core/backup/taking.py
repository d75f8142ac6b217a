"""Takes backups: each a folder that is complete by itself, with unchanged files shared between them on the disk."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

import teilhabe
from teilhabe.core.backup.kept import NAME, Backup, kept_backups, newest_backup
from teilhabe.core.backup.manifest import MANIFEST, Manifest, Stored, stored
from teilhabe.core.backup.place import Place, configured
from teilhabe.core.backup.rotation import Keep, superseded
from teilhabe.core.backup.tombstones import add_tombstones
from teilhabe.errors import InputError

DRAFT = ".draft-"


def take_backup(folder: Path) -> Path:
    """A new backup in `folder`, under its final name only when it is complete and examined; then the rotation.

    InputError where it cannot be made, for example because the disk is full; the earlier backups stay as they were.
    """
    place = configured()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(folder):
            made = _make(place, folder)
            rotate(folder)
    except (OSError, DatabaseError) as error:
        raise _impossible(folder, error) from error
    return made


def rotate(folder: Path) -> None:
    """Remove the backups that newer ones replace."""
    keep = Keep(settings.BACKUPS_HOURLY, settings.BACKUPS_DAILY, settings.BACKUPS_MONTHLY)
    kept = {backup.made_at: backup.folder for backup in kept_backups(folder)}
    for moment in superseded(kept, keep):
        shutil.rmtree(kept[moment])


def _moment_after(earlier: Backup | None) -> datetime:
    """Now; names tell seconds, so a backup that follows within one waits for the next."""
    while earlier is not None and f"{datetime.now(UTC):{NAME}}" == earlier.folder.name:
        time.sleep(0.05)
    return datetime.now(UTC)


def _make(place: Place, folder: Path) -> Path:
    earlier = newest_backup(folder)
    now = _moment_after(earlier)
    draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=folder))
    try:
        manifest = _fill(draft, place, now, earlier.folder if earlier else None)
        _write_durably(draft / MANIFEST, manifest.to_bytes())
        target = folder / f"{now:{NAME}}"
        draft.rename(target)
        _sync(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    add_tombstones(place.tombstones, folder)
    return target


def _fill(draft: Path, place: Place, now: datetime, earlier: Path | None) -> Manifest:
    copy = draft / place.database.file_name
    tables = place.database.dump(copy)
    _sync(copy)
    files = {copy.name: stored(copy)}
    for name, tree in place.trees.items():
        for file in _files(tree):
            path = f"{name}/{file.relative_to(tree).as_posix()}"
            if kept := _keep_file(file, draft / path, earlier / path if earlier else None):
                files[path] = kept
    return Manifest(
        made_at=now.isoformat(timespec="seconds"),
        software=teilhabe.__version__,
        database=place.database.name,
        database_version=place.database.version(),
        tables=tables,
        files=files,
    )


def _files(tree: Path) -> Iterator[Path]:
    """Without what is still being written."""
    for file in sorted(tree.rglob("*")):
        is_draft = any(part.startswith(".") for part in file.relative_to(tree).parts)
        if file.is_file() and not file.is_symlink() and not is_draft:
            yield file


def _keep_file(file: Path, target: Path, earlier: Path | None) -> Stored | None:
    """A copy; where the earlier backup holds the same bytes, undamaged, another name for them."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        now = stored(file)
        if earlier and earlier.is_file() and earlier.stat().st_size == now.size and stored(earlier) == now:
            target.hardlink_to(earlier)
        else:
            shutil.copyfile(file, target)
            _sync(target)
            now = stored(target)
    except FileNotFoundError:
        return None  # removed meanwhile, as an erasure does
    return now


def _write_durably(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    _sync(file)
    _sync(file.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One backup at a time; what a killed one left behind is cleared away."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(
                f"In {folder} wird gerade schon gesichert.", f"Another backup is being made in {folder} right now."
            ) from error
        for draft in folder.glob(f"{DRAFT}*"):
            shutil.rmtree(draft)
        yield


def _impossible(folder: Path, error: Exception) -> InputError:
    if getattr(error, "errno", None) == errno.ENOSPC or "full" in str(error):
        return InputError(
            f"Für eine Sicherung ist in {folder} kein Platz mehr. Die früheren Sicherungen sind unversehrt. Bitte "
            "Platz schaffen oder mit BACKUP_DIR einen anderen Ort wählen.",
            f"There is no space left in {folder} for a backup. The earlier backups are intact. Please make room or "
            "choose another place with BACKUP_DIR.",
        )
    reason = getattr(error, "strerror", None) or error
    return InputError(
        f"Die Sicherung nach {folder} ist gescheitert ({reason}). Die früheren Sicherungen sind unversehrt.",
        f"The backup to {folder} failed ({reason}). The earlier backups are intact.",
    )
