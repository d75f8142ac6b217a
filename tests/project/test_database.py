"""The database is the newer SQLite, written ahead and safely."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from teilhabe.errors import InputError
from teilhabe.project.database import database


def test_without_an_address_the_default_file_is_taken() -> None:
    assert database("", Path("var/office.sqlite3"))["NAME"] == Path("var/office.sqlite3")


@pytest.mark.parametrize(("url", "file"), [("sqlite:///a/b.db", "a/b.db"), ("sqlite:////a/b%20c.db", "/a/b c.db")])
def test_an_address_names_a_relative_or_an_absolute_file(url: str, file: str) -> None:
    assert database(url, Path("x"))["NAME"] == Path(file)


@pytest.mark.parametrize(
    "url", ["mysql://host/name", "postgresql://host", "sqlite://host/name", "sqlite:///", "nonsense"]
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="DATABASE_URL"):
        database(url, Path("x"))


def test_django_runs_on_pysqlite3_where_it_is_installed() -> None:
    pytest.importorskip("pysqlite3", reason="pysqlite3 has no wheel for this machine")
    assert sqlite3.__name__ == "pysqlite3"
    assert sqlite3.sqlite_version_info >= (3, 51, 3)


def test_postgresql_is_reached_by_host_or_by_socket() -> None:
    far = database("postgresql://anna:p%40ss@db.example:6432/office", Path("x"))
    assert (far["HOST"], far["PORT"], far["USER"], far["PASSWORD"]) == ("db.example", "6432", "anna", "p@ss")
    near = database("postgresql:///office?host=/run/postgresql", Path("x"))
    assert (near["HOST"], near["NAME"]) == ("/run/postgresql", "office")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="holds for SQLite")
@pytest.mark.django_db
def test_foreign_keys_hold_and_writes_are_durable() -> None:
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
