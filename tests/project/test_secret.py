"""The secret key is made once and readable by its owner only."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from teilhabe.errors import InputError
from teilhabe.project.secret import secret_key


def test_a_given_key_is_taken_and_nothing_is_written(tmp_path: Path) -> None:
    assert secret_key("given", tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_made_key_stays_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    first = secret_key("", folder)
    assert len(first) > 40
    assert secret_key("", folder) == first
    assert [file.name for file in folder.iterdir()] == ["secret_key"]


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    secret_key("", tmp_path)
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="VAR_DIR"):
        secret_key("", tmp_path / "file")
