"""Brings the database up to date, so that nobody has to think of it."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from teilhabe.errors import InputError


def ensure_schema() -> None:
    """Create the database or bring it up to date; nothing is written where it already is.

    InputError where the file cannot be opened, written, or is no database.
    """
    file = Path(connection.settings_dict["NAME"])
    try:
        if connection.vendor == "sqlite":
            file.parent.mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
    except (OSError, DatabaseError) as error:
        raise unusable(file, error) from error
    connection.close()


def unusable(file: Path | str, error: Exception) -> InputError:
    """What to tell about a database that SQLite or the operating system refuses."""
    reason = getattr(error, "strerror", None) or error
    return InputError(
        f"Die Datenbank {file} lässt sich nicht verwenden ({reason}). Bitte VAR_DIR oder DATABASE_URL auf einen "
        "beschreibbaren Ort setzen.",
        f"The database {file} cannot be used ({reason}). Please set VAR_DIR or DATABASE_URL to a place that can be "
        "written.",
    )
