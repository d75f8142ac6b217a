"""Offices of their own for each test, with a real file or a real server behind them, called as from a shell."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.core.backup.offices import Office, on_postgresql, on_sqlite, prepare
from tests.migrated import migrated

IS_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office whose tables are there; every test starts from a copy of it."""
    folder = tmp_path_factory.mktemp("office")
    office = _empty(folder if IS_POSTGRESQL else migrated(folder))
    prepare(office)
    yield office
    office.remove()


@pytest.fixture
def new_office(tmp_path: Path) -> Iterator[Callable[[], Office]]:
    """Makes offices on an empty host."""
    made: list[Office] = []

    def make() -> Office:
        made.append(_empty(tmp_path / f"office-{len(made)}"))
        return made[-1]

    yield make
    for office in made:
        office.remove()


@pytest.fixture
def office(template: Office, tmp_path: Path) -> Iterator[Office]:
    copy = template.copy(tmp_path / "office", f"probe_{uuid.uuid4().hex[:12]}")
    yield copy
    copy.remove()


@pytest.fixture
def empty_office(new_office: Callable[[], Office]) -> Office:
    """Without tables."""
    return new_office()


def _empty(folder: Path) -> Office:
    return on_postgresql(folder, f"probe_{uuid.uuid4().hex[:12]}") if IS_POSTGRESQL else on_sqlite(folder)
