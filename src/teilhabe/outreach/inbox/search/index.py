"""The index over the columns `words`: the database keeps it itself, whichever way a row comes, changes or goes.

SQLite: an FTS5 table over each column, kept by triggers, from which deleted words vanish at once (`secure-delete`).
PostgreSQL: a GIN index. Laid after every migration, since SQLite forgets triggers when it writes a table anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models.expressions import RawSQL

TABLES = ("inbox_entry", "inbox_conversation")
VECTOR = "array_to_tsvector(string_to_array(words, ' '))"
"""Of PostgreSQL: our words as they are; its own parser would part them otherwise."""

_FTS = """CREATE VIRTUAL TABLE IF NOT EXISTS {table}_words USING fts5(
words, content='{table}', content_rowid='id', detail='none', tokenize='unicode61 remove_diacritics 0')"""
_TAKEN_OUT = "INSERT INTO {table}_words({table}_words, rowid, words) VALUES ('delete', old.id, old.words);"
_PUT_IN = "INSERT INTO {table}_words(rowid, words) VALUES (new.id, new.words);"
_FOUND_ON_SQLITE = """SELECT rowid FROM inbox_conversation_words WHERE inbox_conversation_words MATCH %s
UNION SELECT conversation_id FROM inbox_entry
WHERE id IN (SELECT rowid FROM inbox_entry_words WHERE inbox_entry_words MATCH %s)"""
_FOUND = f"""SET LOCAL enable_seqscan = off;
SELECT id FROM inbox_conversation WHERE {VECTOR} @@ %s::tsquery
UNION SELECT conversation_id FROM inbox_entry WHERE {VECTOR} @@ %s::tsquery;
SET LOCAL enable_seqscan TO DEFAULT"""  # noqa: S608  # all ours
"""Three in one: PostgreSQL takes our vectors for cheap, and for a common word would make all of them anew."""
_TRIGGERS = {
    "{table}_words_added": f"AFTER INSERT ON {{table}} BEGIN {_PUT_IN} END",
    "{table}_words_removed": f"AFTER DELETE ON {{table}} BEGIN {_TAKEN_OUT} END",
    "{table}_words_changed": (
        f"AFTER UPDATE OF words ON {{table}} WHEN old.words <> new.words BEGIN {_TAKEN_OUT} {_PUT_IN} END"
    ),
}


def lay(using: str = "default", **_sent: Any) -> None:
    """Make what of the index is missing; the receiver of `post_migrate`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        present = {each.name for each in connection.introspection.get_table_list(cursor)}
        for table in present.intersection(TABLES):
            if connection.vendor == "sqlite":
                _lay_on_sqlite(cursor, table)
            else:
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin ({VECTOR})")


def _lay_on_sqlite(cursor: CursorWrapper, table: str) -> None:
    missing = {name.format(table=table): does.format(table=table) for name, does in _TRIGGERS.items()}
    for name in triggers(cursor, table):
        missing.pop(name, None)
    if missing:
        cursor.execute(_FTS.format(table=table))
        cursor.execute(f"INSERT INTO {table}_words({table}_words, rank) VALUES ('secure-delete', 1)")  # noqa: S608  # ours
        for name, does in missing.items():
            cursor.execute(f"CREATE TRIGGER {name} {does}")
        cursor.execute(f"INSERT INTO {table}_words({table}_words) VALUES ('rebuild')")  # noqa: S608  # ours


def triggers(cursor: CursorWrapper, table: str) -> list[str]:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
    return [name for (name,) in cursor.fetchall()]


def conversations_with(connection: BaseDatabaseWrapper, word: str) -> set[int]:
    """The keys of the conversations in whose head or contributions a word begins like this."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_FOUND_ON_SQLITE, [f'"{word}"*'] * 2)
            return {key for (key,) in cursor.fetchall()}
        cursor.execute(_FOUND, [f"'{word}':*"] * 2)
        cursor.nextset()  # past the setting
        return {key for (key,) in cursor.fetchall()}


def keys(connection: BaseDatabaseWrapper, found: Iterable[int]) -> RawSQL:
    """Any number of keys as a sub-query with one parameter."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(found))])  # a parameter
    return RawSQL("SELECT unnest(%s::bigint[])", [list(found)])  # the same
