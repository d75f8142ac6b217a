"""A build is repeatable, does nothing twice, and writes nothing half."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import pytest

from teilhabe.engine.pipeline.build import Report, build
from teilhabe.engine.pipeline.fingerprint import Ledger
from teilhabe.errors import DeclarationError, InputError
from teilhabe.release.reader import Release

Builder = Callable[[Path], tuple[Release, list[Report]]]


UNEMPLOYMENT = [
    f"indicator {name}" for name in ("lab_unemp_n", "lab_unemp_foreign_share", "lab_unemp_rate", "lab_youth_unemp")
]
"""The indicators that count the unemployed."""


BREAK = """
[[breaks]]
id = "area"
date = 2021-06-01
variables = ["area"]
kind = "territory"
title = "Neue Fläche"
text = "Neu vermessen."
"""
KILLED = """
import os, signal, sys
from pathlib import Path
from teilhabe.engine.pipeline.build import build

calls = 0

def kill_at(name, done, total):
    global calls
    calls += 1
    if calls == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    list(build(Path(sys.argv[1]), Path(sys.argv[2]), kill_at))
"""


class HasRelease(Protocol):
    release: Release


def differing(one: Release, other: Release) -> set[str]:
    """The files that are not the same in both releases."""
    paths = one.manifest.outputs.keys() | other.manifest.outputs.keys()
    return {path for path in paths if one.manifest.outputs.get(path) != other.manifest.outputs.get(path)}


def ran(reports: list[Report]) -> list[str]:
    return [report.step for report in reports if report.ran]


def test_two_builds_from_the_same_inputs_have_the_same_manifest(
    small_city: Path, build_city: Builder, tmp_path: Path
) -> None:
    first, _ = build_city(small_city)
    shutil.move(tmp_path / "workspace", tmp_path / "before")
    second, _ = build_city(small_city)
    assert first.manifest == second.manifest


@pytest.mark.usefixtures("built_before")
def test_an_unchanged_city_is_not_built_again(small_city: Path, build_city: Builder) -> None:
    _, reports = build_city(small_city)
    assert ran(reports) == []


def test_a_changed_source_rebuilds_only_what_depends_on_it(
    built_before: Release, small_city: Path, build_city: Builder
) -> None:
    source = small_city / "elsewhere.csv"
    source.write_text(source.read_text().replace(",70,", ",71,"))
    after, reports = build_city(small_city)
    assert ran(reports) == ["prepare elsewhere", *UNEMPLOYMENT, "release"]
    assert reports[1].because == ("file:elsewhere.csv",)
    of_unemployed = next(report for report in reports if report.step == UNEMPLOYMENT[0])
    assert of_unemployed.because == ("data:elsewhere", "file:elsewhere.csv")
    assert "csv/lab_unemp_n.csv" in differing(built_before, after)
    assert "csv/pop_total.csv" not in differing(built_before, after)


@pytest.mark.parametrize(
    ("file", "text", "indicators", "because"),
    [
        ("indicators.toml", "[change.pop_density]\ndecimals = 3\n", ["pop_density"], ["definition"]),
        ("indicators.toml", '[change.pop_total]\nquality = "microcensus"\n', ["pop_total"], ["definition", "rules"]),
        ("indicators.toml", 'off = ["pop_density"]\n', [], []),
        ("breaks.toml", BREAK, ["pop_density"], ["breaks"]),
    ],
)
@pytest.mark.usefixtures("built_before")
def test_a_changed_declaration_rebuilds_only_the_indicators_it_concerns(
    small_city: Path, build_city: Builder, file: str, text: str, indicators: list[str], because: list[str]
) -> None:
    with (small_city / file).open("a") as stream:
        stream.write(text)
    _, reports = build_city(small_city)
    assert ran(reports) == [*(f"indicator {name}" for name in indicators), "release"]
    assert {part for report in reports if report.kind == "indicator" for part in report.because} == set(because)


@pytest.mark.usefixtures("built_before")
def test_an_incremental_build_equals_one_from_nothing(small_city: Path, build_city: Builder, tmp_path: Path) -> None:
    people, city = small_city / "people.csv", small_city / "city.toml"
    people.write_text(people.read_text().replace(",501", ",502"))
    build_city(small_city)
    city.write_text(city.read_text().replace('"Unten"', '"Ganz unten"'))
    (small_city / "indicators.toml").write_text('off = ["pop_foreign_n"]\n')
    incremental, _ = build_city(small_city)
    shutil.rmtree(tmp_path / "workspace")
    from_nothing, _ = build_city(small_city)
    assert differing(incremental, from_nothing) == set()
    assert incremental.manifest == from_nothing.manifest


@pytest.mark.parametrize("product", ["cube/people.parquet", "indicators/pop_total.json"])
@pytest.mark.usefixtures("built_before")
def test_a_deleted_product_is_made_again(small_city: Path, build_city: Builder, tmp_path: Path, product: str) -> None:
    (tmp_path / "workspace/kleinstadt" / product).unlink()
    _, reports = build_city(small_city)
    assert ran(reports) == [{"cube": "prepare people", "indicators": "indicator pop_total"}[product.split("/")[0]]]


@pytest.mark.parametrize(
    "moment", [pytest.param(1, marks=pytest.mark.proof), 4, 20, pytest.param(60, marks=pytest.mark.proof)]
)
def test_a_killed_build_goes_on_where_it_ended(
    built: HasRelease, small_city: Path, build_city: Builder, tmp_path: Path, moment: int
) -> None:
    """Killed at the given call of the progress, without any chance to tidy up."""
    workspace = tmp_path / "workspace"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(small_city), str(workspace), str(moment)], check=False, timeout=120
    )
    assert killed.returncode == -signal.SIGKILL
    assert not (workspace / "kleinstadt/releases/latest").exists()
    release, _ = build_city(small_city)
    assert release.manifest == built.release.manifest
    release.verify()


@pytest.mark.usefixtures("built_before")
def test_a_build_killed_amid_a_change_that_is_taken_back_builds_what_was_there(
    built: HasRelease, small_city: Path, build_city: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = small_city / "people.csv"
    before = people.read_text()
    people.write_text(before.replace(",501", ",502"))
    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "record", _interrupted_at("indicator pop_total"))
        with pytest.raises(KeyboardInterrupt):
            build_city(small_city)
    people.write_text(before)
    release, _ = build_city(small_city)
    assert release.manifest == built.release.manifest


def _interrupted_at(step: str) -> Callable[[Ledger, str, Mapping[str, str]], None]:
    genuine = Ledger.record

    def record(self: Ledger, name: str, inputs: Mapping[str, str]) -> None:
        if name == step:
            raise KeyboardInterrupt
        genuine(self, name, inputs)

    return record


def test_an_indicator_that_cannot_be_computed_is_named_and_stops_the_release(
    built_before: Release, small_city: Path, build_city: Builder, tmp_path: Path
) -> None:
    sources = small_city / "sources.toml"
    twice = sources.read_text().split("[datasets.elsewhere]")[0].replace("datasets.people", "datasets.people_again")
    sources.write_text(sources.read_text() + twice)
    with pytest.raises(InputError, match=r"^\w+: “population” stands in several datasets"):
        build_city(small_city)
    assert (tmp_path / "workspace/kleinstadt/releases/latest").read_text().strip() == built_before.id


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
    with pytest.raises(DeclarationError, match=r"sources\.toml, line \d+, datasets\.people\.license"):
        list(build(small_city, tmp_path / "workspace", lambda name, done, total: None))
