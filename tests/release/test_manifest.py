"""A manifest is believed only where none of its names leads out of the release."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teilhabe.errors import InputError
from teilhabe.release.manifest import FORMAT, MANIFEST, Manifest, read_manifest
from teilhabe.release.reader import open_release

SOUND = {"format": FORMAT, "city": "bad-probe-2", "software": "teilhabe 0", "inputs": {"a.csv": "00"}, "outputs": {}}


def _bytes(**changes: object) -> bytes:
    return json.dumps({**SOUND, **changes}).encode()


def test_a_manifest_is_read_back_as_written() -> None:
    manifest = Manifest("bad-probe-2", "teilhabe 0", {"figures/a.csv": "00"}, {"csv/a..b.csv": "11"})
    assert read_manifest(manifest.to_bytes()) == manifest


@pytest.mark.parametrize("city", ["../outside", "/etc", "a/b", "", ".", "Stadt", "a--b", "-a", "a\n", 7, None])
def test_a_city_that_is_no_plain_id_is_refused(city: object) -> None:
    with pytest.raises(ValueError, match="city"):
        read_manifest(_bytes(city=city))


@pytest.mark.parametrize("key", ["inputs", "outputs"])
@pytest.mark.parametrize(
    "path", ["../a", "a/../../b", "..", "/etc/passwd", "//a", "", ".", "./a", "a//b", "a/", "a\0b"]
)
def test_a_path_that_leads_out_of_the_release_is_refused(key: str, path: str) -> None:
    with pytest.raises(ValueError, match="paths"):
        read_manifest(_bytes(**{key: {path: "00"}}))


@pytest.mark.parametrize("given", [[], None, "a", {"a": 1}, {"a": None}])
def test_checksums_of_another_shape_are_refused(given: object) -> None:
    with pytest.raises(ValueError, match="checksums"):
        read_manifest(_bytes(outputs=given))


def test_a_folder_with_such_a_manifest_is_no_release(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(_bytes(outputs=[]))
    with pytest.raises(InputError, match=r"manifest\.json"):
        open_release(tmp_path)
