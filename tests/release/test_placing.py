"""A release appears at once and can be read by the other zone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from teilhabe.release.manifest import MANIFEST
from teilhabe.release.placing import put_in_place
from teilhabe.release.writer import write_release

FILES = {"pages/de/city.json": b"{}", "csv/pop_total.csv": b"a\n"}


@pytest.fixture
def strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def _draft(parent: Path, content: str) -> Path:
    draft = parent / "draft"
    draft.mkdir()
    (draft / MANIFEST).write_text(content)
    return draft


@pytest.mark.usefixtures("strict_umask")
def test_a_release_can_be_read_by_every_user_and_written_by_its_owner(tmp_path: Path) -> None:
    directory = write_release(tmp_path, city="probe", files=FILES, inputs={})
    modes = {path: path.stat().st_mode & 0o777 for path in (directory, *directory.rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o755}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o644}
    assert len(modes) == 7


def test_the_release_that_is_there_first_stays(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (target / MANIFEST).write_text("first")
    put_in_place(_draft(tmp_path, "second"), target)
    assert (target / MANIFEST).read_text() == "first"


def test_a_place_taken_by_something_else_is_an_error(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (target / "foreign.txt").write_text("")
    with pytest.raises(OSError, match="target"):
        put_in_place(_draft(tmp_path, "second"), target)
    assert [path.name for path in target.iterdir()] == ["foreign.txt"]
