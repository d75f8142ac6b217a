"""Brings the database up to date, so that nobody has to think of it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from teilhabe.errors import InputError
from teilhabe.project.failures import Trouble, trouble_of

MIGRATING = 7_312_003
"""The number of PostgreSQL's advisory lock for it; any constant of our own will do."""


def ensure_schema() -> None:
    """Create the database or bring it up to date; nothing is written where it already is.

    Of several processes that start together one does it, and the others wait for it.
    InputError where the database cannot be reached, opened, written, or is none.
    """
    try:
        if connection.vendor == "sqlite":
            Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        if not _is_up_to_date():
            with _alone():
                call_command("migrate", verbosity=0, interactive=False)
    except (OSError, DatabaseError) as error:
        raise unusable(error) from error
    connection.close()


def _is_up_to_date() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])  # given back with the connection
        yield
        return
    file = Path(connection.settings_dict["NAME"])
    with file.with_name(f"{file.name}.migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def unusable(error: Exception) -> InputError:
    """What to tell about a database that refuses to work, or its server, or the operating system."""
    if trouble_of(error) is Trouble.FULL:
        return InputError(
            "Der Datenträger der Datenbank ist voll. Es wurde nichts gespeichert, alles Frühere ist unversehrt. Bitte "
            "Platz schaffen und noch einmal versuchen.",
            "The disk of the database is full. Nothing was saved, everything earlier is intact. Please make room and "
            "try again.",
        )
    if connection.vendor == "postgresql":
        return _unusable_server(error)
    file, reason = connection.settings_dict["NAME"], getattr(error, "strerror", None) or error
    return InputError(
        f"Die Datenbank {file} lässt sich nicht verwenden ({reason}). Bitte VAR_DIR oder DATABASE_URL auf einen "
        "beschreibbaren Ort setzen.",
        f"The database {file} cannot be used ({reason}). Please set VAR_DIR or DATABASE_URL to a place that can be "
        "written.",
    )


def _unusable_server(error: Exception) -> InputError:
    given = connection.settings_dict
    name, host = given["NAME"], given["HOST"] or "localhost"
    reason = first_line(error)
    if "authentication failed" in reason:
        return InputError(
            f"Der Datenbank-Server auf {host} lehnt Namen oder Passwort ab. Bitte DATABASE_URL prüfen.",
            f"The database server on {host} rejects name or password. Please check DATABASE_URL.",
        )
    return InputError(
        f"Die Datenbank {name} auf {host} lässt sich nicht verwenden ({reason}). Bitte prüfen, ob PostgreSQL läuft und "
        "ob DATABASE_URL stimmt.",
        f"The database {name} on {host} cannot be used ({reason}). Please check whether PostgreSQL runs and whether "
        "DATABASE_URL is right.",
    )


def first_line(error: Exception) -> str:
    """What a server says, without the hints and the values that follow on further lines."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
