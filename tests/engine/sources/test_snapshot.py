from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from pathlib import Path

import pytest

from teilhabe.engine.sources import snapshot
from teilhabe.engine.sources.snapshot import take
from teilhabe.errors import UnreadableFile

TABLE = b"a;b\n1;2\n"


def _zip(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_plain_file_keeps_its_bytes_and_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(TABLE)
    taken = take(path)
    assert (taken.name, taken.content, taken.archive) == ("table.csv", TABLE, "")
    assert taken.sha256 == hashlib.sha256(TABLE).hexdigest()
    assert taken.id == taken.sha256[:16]


def test_a_zipped_table_is_unpacked_and_hashed_as_it_lies_on_the_disk(tmp_path: Path) -> None:
    path = _zip(tmp_path / "table.zip", **{"inner/table.csv": TABLE, "__MACOSX/._table.csv": b"x"})
    taken = take(path)
    assert (taken.name, taken.content, taken.archive) == ("table.csv", TABLE, "table.zip")
    assert taken.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_workbook_is_left_packed_for_preparation_to_name(tmp_path: Path) -> None:
    path = _zip(tmp_path / "book.xlsx", **{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    assert take(path).content == path.read_bytes()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: path, "no such file"),
        (lambda path: path.mkdir() or path, "folder"),
        (lambda path: (path.write_bytes(b"") and None) or path, "empty"),
        (lambda path: _zip(path, **{"a.csv": TABLE, "b.csv": TABLE}), "2 files"),
        (lambda path: _zip(path), "0 files"),
        (lambda path: _zip(path, **{"a.csv": b""}), "empty"),
        (lambda path: _zip(path, **{"inner.zip": b"PK"}), "another archive"),
        (lambda path: path.write_bytes(_zip(path, **{"a.csv": TABLE * 999}).read_bytes()[:60]) and path, "damaged"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_file_and_reason(tmp_path: Path, make: object, reason: str) -> None:
    path = tmp_path / "file"
    make(path)  # type: ignore[operator]
    with pytest.raises(UnreadableFile, match=reason) as caught:
        take(path)
    assert str(path) in caught.value.text.de
    assert str(path) in caught.value.text.en


def test_a_zip_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _zip(tmp_path / "bomb.zip", **{"bomb.csv": b"0" * 5_000_000})
    monkeypatch.setattr(snapshot, "MAX_BYTES", 1_000_000)
    with pytest.raises(UnreadableFile, match="larger than"):
        take(path)


def test_a_bomb_that_lies_about_its_size_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _zip(tmp_path / "bomb.zip", **{"bomb.csv": b"0" * 5_000_000})
    size = (5_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (100).to_bytes(4, "little")))
    monkeypatch.setattr(snapshot, "MAX_BYTES", 1_000_000)
    with pytest.raises(UnreadableFile):
        take(path)


def test_a_device_is_no_file() -> None:
    with pytest.raises(UnreadableFile, match="not a regular file"):
        take(Path(os.devnull))


def test_missing_rights_are_named() -> None:
    before = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(TABLE)
        path.chmod(0)
        path.parent.chmod(0o755)
        if before == 0:
            os.seteuid(65534)  # root may read everything: a user who may not has to try
        try:
            with pytest.raises(UnreadableFile, match="permission"):
                take(path)
        finally:
            os.seteuid(before)
