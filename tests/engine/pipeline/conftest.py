"""A city of three districts, small enough to be checked by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from teilhabe.engine.pipeline.build import Report, build
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.reader import Release, open_release

CITY = """
id = "kleinstadt"
code = "99001"
name = "Kleinstadt"
invented = true
notice = { de = "Erfundene Stadt", en = "Invented city" }
intro = { de = "Zum Prüfen.", en = "For checking." }
as_of = "2021-12-31"
key_indicators = ["pop_total"]
places = [
  { code = "99001", name = "Kleinstadt", level = "city" },
  { code = "99001001", name = "Oben", level = "district" },
  { code = "99001002", name = "Unten", level = "district" },
  { code = "99001003", name = "Mitte", level = "district" },
  { code = "99002", name = "Nachbarstadt", level = "comparison" },
  { code = "99003", name = "Fernstadt", level = "comparison" },
]
"""
SOURCES = """
[datasets.people]
file = "people.csv"
title = "Einwohner:innen"
publisher = "Probe"
licence = "CC0-1.0"
[datasets.people.recipe.constants]
variable = "population"
unit = "persons"
concept = "citizenship"
base = "register_main"

[datasets.elsewhere]
file = "elsewhere.csv"
title = "Andere Orte"
publisher = "Probe"
table = "12345-0001"
licence = "CC0-1.0"
protected_by = "Veröffentlicht."
[datasets.elsewhere.recipe.constants]
variable = "unemployed"
unit = "persons"
concept = "none"
"""
BREAKS = """
[[breaks]]
id = "count"
date = 2021-01-01
variables = ["population"]
kind = "census"
title = "Neue Zählung"
text = "Gezählt statt geschätzt."
"""
PEOPLE = """time_period,ref_area,sex,citizenship,obs_value
2019-12-31,99001001,F,DE,501
2019-12-31,99001001,M,EU,40
2019-12-31,99001002,F,DE,300
2019-12-31,99001002,M,EU,30
2019-12-31,99001003,F,DE,200
2019-12-31,99001003,M,EU,20
2020-12-31,99001001,F,DE,511
2020-12-31,99001001,M,EU,50
2020-12-31,99001002,F,DE,310
2020-12-31,99001002,M,EU,31
2020-12-31,99001003,F,DE,210
2020-12-31,99001003,M,EU,21
2021-12-31,99001001,F,DE,613
2021-12-31,99001001,M,EU,55
2021-12-31,99001002,F,DE,320
2021-12-31,99001002,M,EU,2
2021-12-31,99001003,F,DE,220
2021-12-31,99001003,M,EU,22
"""
ELSEWHERE = """time_period,ref_area,obs_value,citation
2021-12-31,99001,70,Heft 1
2021-12-31,99002,80,Heft 1
2021-12-31,99003,-,Heft 2
"""

Builder = Callable[[Path], tuple[Release, list[Report]]]


@dataclass(frozen=True)
class Built:
    """A city that was built once, for tests that only look."""

    folder: Path
    workspace: Workspace
    release: Release


@pytest.fixture
def small_city(tmp_path: Path) -> Path:
    """The city's folder, to be changed by the test."""
    return write_city(tmp_path)


@pytest.fixture
def build_city(tmp_path: Path) -> Builder:
    """Builds a city in the test's workspace and opens the newest release."""
    return lambda folder: build_in(folder, tmp_path / "workspace")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("built")
    folder = write_city(root)
    release, _ = build_in(folder, root / "workspace")
    return Built(folder, Workspace(root / "workspace", "kleinstadt"), release)


@pytest.fixture
def built_before(built: Built, tmp_path: Path) -> Release:
    """The release of the unchanged city, built into the test's workspace earlier."""
    shutil.copytree(built.workspace.root, tmp_path / "workspace")
    return open_release(tmp_path / "workspace" / "kleinstadt" / "releases" / built.release.id)


def write_city(root: Path) -> Path:
    folder = root / "cities" / "kleinstadt"
    folder.mkdir(parents=True)
    files = {
        "city.toml": CITY,
        "sources.toml": SOURCES,
        "breaks.toml": BREAKS,
        "people.csv": PEOPLE,
        "elsewhere.csv": ELSEWHERE,
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def build_in(folder: Path, root: Path) -> tuple[Release, list[Report]]:
    reports = list(build(folder, root, lambda name, done, total: None))
    releases = root / "kleinstadt" / "releases"
    return open_release(releases / (releases / "latest").read_text().strip()), reports
