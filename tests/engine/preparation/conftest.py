"""Tables written down in the test itself, and the specimens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.sources.snapshot import Snapshot, take

TakeText = Callable[..., Snapshot]
PrepareText = Callable[..., Prepared]


@pytest.fixture(scope="session")
def snapshot_of() -> TakeText:
    """A snapshot of a text or of bytes."""

    def make(content: str | bytes, name: str = "table.csv", encoding: str = "utf-8") -> Snapshot:
        return Snapshot(name, "0" * 64, content if isinstance(content, bytes) else content.encode(encoding))

    return make


@pytest.fixture(scope="session")
def prepare_text(snapshot_of: TakeText) -> PrepareText:
    def make(content: str | bytes, recipe: Recipe | None = None) -> Prepared:
        return prepare(snapshot_of(content), recipe)

    return make


@pytest.fixture(scope="session")
def prepare_specimen(project_root: Path) -> Callable[..., Prepared]:
    def make(name: str, recipe: Recipe | None = None) -> Prepared:
        return prepare(take(project_root / "tests" / "specimens" / name), recipe)

    return make


@pytest.fixture(scope="session")
def specimen_text(project_root: Path) -> Callable[[str], str]:
    return lambda name: (project_root / "tests" / "specimens" / name).read_text(encoding="utf-8-sig")
