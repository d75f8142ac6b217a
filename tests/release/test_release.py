"""A release is written whole, read back unchanged, and a changed byte is noticed."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from teilhabe.errors import CheckFailed, InputError
from teilhabe.release.pages import Card, CityPage, Field, Headline, IndicatorPage, from_json, to_json
from teilhabe.release.reader import open_release
from teilhabe.release.writer import write_release

CITY = CityPage(
    id="probe",
    name="Probestadt",
    invented=True,
    notice="Erfundene Stadt",
    intro="Einleitung",
    key_indicators=("pop_total",),
    fields=(
        Field(
            "demography",
            "Bevölkerung",
            "",
            (Card("pop_total", "Bevölkerung", "Wie viele?", Headline("1.000", "Personen", "2024", "Probestadt"), ""),),
        ),
    ),
    breaks=(),
    sources=(),
    about=(("Herkunft", "Erzeugt."),),
    release="",
    as_of="2024-12-31",
)
FILES = {"pages/de/city.json": to_json(CITY).encode(), "csv/pop_total.csv": b"a,b\n1,2\n"}


def test_a_page_survives_writing_and_reading() -> None:
    assert from_json(CityPage, to_json(CITY)) == CITY


def test_a_foreign_json_is_refused() -> None:
    with pytest.raises(ValueError, match="IndicatorPage"):
        from_json(IndicatorPage, '{"id": "x"}')


def test_a_release_is_read_back_as_written(tmp_path: Path) -> None:
    release = open_release(write_release(tmp_path, city="probe", files=FILES, inputs={"a.csv": "00"}))
    release.verify()
    assert release.city_page("de") == CITY
    assert release.languages == ("de",)
    assert release.directory.name == release.id


def test_equal_contents_have_equal_names_and_different_ones_do_not(tmp_path: Path) -> None:
    first = write_release(tmp_path / "a", city="probe", files=FILES, inputs={})
    again = write_release(tmp_path / "b", city="probe", files=dict(reversed(FILES.items())), inputs={})
    other = write_release(tmp_path / "a", city="probe", files={**FILES, "csv/pop_total.csv": b""}, inputs={})
    assert first.name == again.name != other.name


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    directory = write_release(tmp_path, city="probe", files=FILES, inputs={})
    (directory / "csv/pop_total.csv").write_bytes(b"a,b\n1,3\n")
    with pytest.raises(CheckFailed, match=r"csv/pop_total\.csv"):
        open_release(directory).verify()


def test_only_files_of_the_manifest_can_be_read(tmp_path: Path) -> None:
    release = open_release(write_release(tmp_path, city="probe", files=FILES, inputs={}))
    with pytest.raises(KeyError):
        release.read_bytes("../secret")


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    clash = {**FILES, "csv": b"a file where a folder must stand"}
    with pytest.raises(OSError, match="csv"):
        write_release(tmp_path, city="probe", files=clash, inputs={})
    assert list(tmp_path.iterdir()) == []


def test_an_ordinary_folder_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"manifest\.json"):
        open_release(tmp_path)


def test_pages_are_values() -> None:
    assert dataclasses.replace(CITY, release="x") != CITY


def test_two_builds_of_the_same_release_at_once_both_find_it(tmp_path: Path) -> None:
    def build(_: int) -> Path:
        return write_release(tmp_path, city="probe", files=FILES, inputs={})

    with ThreadPoolExecutor(8) as pool:
        (directory,) = set(pool.map(build, range(32)))
    open_release(directory).verify()
    assert list(tmp_path.iterdir()) == [directory]
