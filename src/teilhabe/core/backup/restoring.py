"""Restores a backup beside the live office, examines it there, and only then puts it in its place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from teilhabe.core.backup.database import connected_to
from teilhabe.core.backup.kept import examine
from teilhabe.core.backup.manifest import Contents, Manifest, stored
from teilhabe.core.backup.place import Place, configured
from teilhabe.core.backup.tombstones import add_tombstones
from teilhabe.core.privacy.restoring import reapply_tombstones
from teilhabe.core.privacy.tombstones import TOMBSTONES
from teilhabe.errors import CheckFailed, InputError


@dataclass(frozen=True)
class Restored:
    """What a restore or a drill found; `aside` names what was there before."""

    backup: str
    made_at: str
    tables: int
    rows: int
    files: int
    bytes: int
    erased_again: int
    seconds: float
    aside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fresh:
    """The office as the backup has it, complete beside the live one."""

    folder: Path
    database: str
    erased_again: int


def drill(backup: Path, place: Place) -> Restored:
    """Restore into a scratch folder, compare every row and file, erase again who was erased, and leave nothing."""
    start = monotonic()
    manifest = examine(backup)
    with _fresh(backup, manifest, place) as fresh:
        return _restored(backup, manifest, fresh, start)


def restore(backup: Path, place: Place, replace: bool) -> Restored:
    """Make the backup the live office; what was there is put aside, and only where `replace` allows it.

    InputError where the backup is damaged or foreign, or the database is in use: then nothing has changed.
    """
    start = monotonic()
    manifest = examine(backup)
    if not replace and not place.database.is_empty():
        raise InputError(
            "Hier gibt es schon eine Datenbank. Mit --replace wird sie zur Seite gelegt und ersetzt.",
            "There is a database here already. With --replace it is put aside and the backup takes its place.",
        )
    place.var_dir.mkdir(parents=True, exist_ok=True)
    for folder in {place.var_dir, configured().var_dir}:
        add_tombstones(backup.parent / TOMBSTONES, folder)
    with _fresh(backup, manifest, place) as fresh:
        aside = _swap(fresh, place)
        return _restored(backup, manifest, fresh, start, aside)


def _restored(backup: Path, manifest: Manifest, fresh: Fresh, start: float, aside: tuple[str, ...] = ()) -> Restored:
    return Restored(
        backup=backup.name,
        made_at=manifest.made_at,
        tables=len(manifest.tables),
        rows=manifest.rows,
        files=len(manifest.files),
        bytes=manifest.size,
        erased_again=fresh.erased_again,
        seconds=round(monotonic() - start, 2),
        aside=aside,
    )


@contextmanager
def _fresh(backup: Path, manifest: Manifest, place: Place) -> Iterator[Fresh]:
    """Whatever is not put in its place meanwhile is removed in the end."""
    _require_same_kind(manifest, place)
    place.var_dir.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".restore-", dir=place.var_dir))
    try:
        _copy_files(backup, manifest, place, folder)
        database = place.database.load(backup / place.database.file_name, folder)
        try:
            yield Fresh(folder, database, _examine_database(manifest, place, database))
        finally:
            place.database.drop(database)
    except (OSError, DatabaseError) as error:
        raise _impossible(backup, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy_files(backup: Path, manifest: Manifest, place: Place, folder: Path) -> None:
    for tree in place.trees:
        (folder / tree).mkdir()
    for name, expected in manifest.files.items():
        if name == place.database.file_name:
            continue
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup / name, copy)
        if stored(copy) != expected:
            raise OSError(0, f"{name} changed while it was copied")


def _examine_database(manifest: Manifest, place: Place, database: str) -> int:
    """Compare it with the manifest, bring it up to date, and erase again; how many people were."""
    _require_equal(manifest.tables, place.database.contents(database))
    with connected_to(database):
        _require_known_migrations()
        call_command("migrate", verbosity=0, interactive=False)
        Session.objects.all().delete()  # who has signed out since must not be signed in again
        return reapply_tombstones()


def _require_equal(expected: Mapping[str, Contents], found: Mapping[str, Contents]) -> None:
    different = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    if different:
        names = ", ".join(different)
        raise CheckFailed(
            f"Diese Tabellen sind nach dem Einspielen anders als in der Sicherung: {names}.",
            f"These tables differ from the backup after restoring: {names}.",
        )


def _require_known_migrations() -> None:
    loader = MigrationExecutor(connection).loader
    unknown = [".".join(key) for key in loader.applied_migrations if key not in loader.disk_migrations]
    if unknown:
        raise InputError(
            f"Die Sicherung stammt aus einer neueren Fassung dieser Software (unbekannt: {unknown[0]}). "
            "Bitte zuerst die Software erneuern.",
            f"The backup was made by a newer version of this software (unknown: {unknown[0]}). "
            "Please update the software first.",
        )


def _require_same_kind(manifest: Manifest, place: Place) -> None:
    if manifest.database != place.database.name:
        raise InputError(
            f"Die Sicherung enthält eine Datenbank der Art {manifest.database}; eingestellt ist {place.database.name}. "
            "Bitte DATABASE_URL anpassen.",
            f"The backup holds a {manifest.database} database; the settings say {place.database.name}. "
            "Please change DATABASE_URL.",
        )


def _swap(fresh: Fresh, place: Place) -> tuple[str, ...]:
    """Where the old things lie now; should it fail half way, everything is in one of the two folders it names."""
    aside = place.var_dir / f"before_restore_{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    moved = [place.database.put_aside(aside)]
    try:
        place.database.put_in_place(fresh.database)
        for name, target in place.trees.items():
            moved.append(_move_aside(target, aside / name))
            shutil.move(fresh.folder / name, target)
    except (OSError, DatabaseError) as error:
        raise _half_way(aside, error) from error
    return tuple(filter(None, moved))


def _move_aside(folder: Path, target: Path) -> str:
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not folder.exists():
        return ""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder, target)
    return str(target)


def _half_way(aside: Path, error: Exception) -> InputError:
    reason = getattr(error, "strerror", None) or error
    return InputError(
        f"Beim Austauschen ging etwas schief ({reason}). Was vorher da war, liegt unversehrt in {aside}; die Sicherung "
        "ist unverändert. Bitte die Ursache beheben und mit --replace noch einmal einspielen.",
        f"Something went wrong while replacing ({reason}). What was there before lies intact in {aside}; the backup is "
        "unchanged. Please mend the cause and restore again with --replace.",
    )


def _impossible(backup: Path, error: Exception) -> InputError:
    reason = getattr(error, "strerror", None) or error
    return InputError(
        f"Die Sicherung {backup} lässt sich nicht einspielen ({reason}). Es wurde nichts verändert.",
        f"The backup {backup} cannot be restored ({reason}). Nothing has changed.",
    )
