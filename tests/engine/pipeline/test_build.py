"""A build is repeatable, does nothing twice, and writes nothing half."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from teilhabe.engine.pipeline.build import Report, build
from teilhabe.errors import DeclarationError, InputError
from teilhabe.release.reader import Release

Builder = Callable[[Path], tuple[Release, list[Report]]]


UNEMPLOYMENT = [
    f"indicator {name}" for name in ("lab_unemp_n", "lab_unemp_foreign_share", "lab_unemp_rate", "lab_youth_unemp")
]
"""The indicators that count the unemployed."""


def ran(reports: list[Report]) -> list[str]:
    return [report.step for report in reports if report.ran]


def test_two_builds_from_the_same_inputs_have_the_same_manifest(
    small_city: Path, build_city: Builder, tmp_path: Path
) -> None:
    first, _ = build_city(small_city)
    shutil.move(tmp_path / "workspace", tmp_path / "before")
    second, _ = build_city(small_city)
    assert first.manifest == second.manifest


def test_an_unchanged_city_is_not_built_again(small_city: Path, build_city: Builder) -> None:
    build_city(small_city)
    _, reports = build_city(small_city)
    assert ran(reports) == []


def test_a_changed_source_rebuilds_only_what_depends_on_it(small_city: Path, build_city: Builder) -> None:
    before, _ = build_city(small_city)
    source = small_city / "elsewhere.csv"
    source.write_text(source.read_text().replace(",70,", ",71,"))
    after, reports = build_city(small_city)
    assert ran(reports) == ["prepare elsewhere", *UNEMPLOYMENT, "release"]
    assert reports[1].step == "prepare elsewhere"
    assert reports[1].because == ("file:elsewhere.csv",)
    changed = {p for p, checksum in after.manifest.outputs.items() if before.manifest.outputs.get(p) != checksum}
    assert "csv/lab_unemp_n.csv" in changed
    assert "csv/pop_total.csv" not in changed


def test_a_deleted_product_is_made_again(small_city: Path, build_city: Builder, tmp_path: Path) -> None:
    build_city(small_city)
    (tmp_path / "workspace/kleinstadt/cube/people.parquet").unlink()
    _, reports = build_city(small_city)
    assert ran(reports) == ["prepare people"]


def test_the_manifest_names_every_input_and_output(small_city: Path, build_city: Builder) -> None:
    release, _ = build_city(small_city)
    assert {"city.toml", "sources.toml", "breaks.toml", "people.csv", "elsewhere.csv", "software"} == set(
        release.manifest.inputs
    )
    files = {p.relative_to(release.directory).as_posix() for p in release.directory.rglob("*") if p.is_file()}
    assert files == {*release.manifest.outputs, "manifest.json"}
    release.verify()


def test_a_faulty_source_stops_the_build_and_keeps_the_earlier_release(
    small_city: Path, build_city: Builder, tmp_path: Path
) -> None:
    before, _ = build_city(small_city)
    (small_city / "people.csv").write_text("<!DOCTYPE html><html><body>Wartung</body></html>")
    with pytest.raises(InputError, match=r"people\.csv"):
        build_city(small_city)
    latest = (tmp_path / "workspace/kleinstadt/releases/latest").read_text().strip()
    assert latest == before.id


def test_a_folder_without_a_city_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match=r"city\.toml"):
        list(build(tmp_path, tmp_path / "workspace", lambda name, done, total: None))


def test_a_slip_in_a_declaration_names_file_and_key(small_city: Path, tmp_path: Path) -> None:
    sources = small_city / "sources.toml"
    sources.write_text(sources.read_text().replace("licence =", "license =", 1))
    with pytest.raises(DeclarationError, match=r"sources\.toml → datasets → people.*license"):
        list(build(small_city, tmp_path / "workspace", lambda name, done, total: None))
