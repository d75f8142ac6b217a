"""What is erased must also be gone from the files of the database, not only from its tables."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import Model


def scrub(models: Iterable[type[Model]]) -> None:
    """Call it outside of transactions, after the commit.

    SQLite overwrites what is deleted with zeros (`secure_delete`); what the write-ahead log still holds goes with a
    checkpoint. PostgreSQL frees the room of dead rows and overwrites it as it fills again; its own log is recycled.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in sorted({model._meta.db_table for model in models}):
                cursor.execute(f"VACUUM {connection.ops.quote_name(table)}")


def rewrite() -> None:
    """Write the whole database anew: nothing is left of what was ever deleted. Nobody else can write meanwhile."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
