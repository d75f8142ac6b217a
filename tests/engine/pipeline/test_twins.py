"""Two cities of which the same is told look the same: nothing that is published knows more than the gate was told.

The second city differs in figures that the first one hides. Whatever of a release gave a hidden figure away, a page, a
picture, a model, a sentence or a file for machines, would differ between the two.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from teilhabe.engine.disclosure.facts import PublishedFact, from_json
from teilhabe.engine.pipeline.build import build
from teilhabe.engine.pipeline.decisions import kept
from teilhabe.engine.pipeline.workspace import Workspace

Cells = dict[tuple[str, ...], int]

DISTRICTS = {f"9900100{number}": name for number, name in enumerate(("Oben", "Unten", "Mitte", "West", "Ost"), 1)}
NEWEST = "2021-12-31"
YEARS = ("2020-12-31", NEWEST)
CITY = f"""
id = "zwilling"
code = "99001"
name = "Zwilling"
invented = true
notice = {{ de = "Erfundene Stadt", en = "Invented city" }}
intro = {{ de = "Zum Prüfen.", en = "For checking." }}
as_of = "2021-12-31"
key_indicators = ["pop_total"]
places = [
  {{ code = "99001", name = "Zwilling", level = "city" }},
  {"".join(f'{{ code = "{code}", name = "{name}", level = "district" }},' for code, name in DISTRICTS.items())}
]
"""
SOURCE = """
[datasets.{name}]
complete = true
file = "{name}.csv"
title = "Probe"
publisher = "Probe"
licence = "CC0-1.0"
[datasets.{name}.recipe.constants]
variable = "{variable}"
unit = "persons"
concept = "{concept}"
base = "{base}"
"""
SOURCES = {
    "register": ("population", "citizenship", "register_main"),
    "status": ("population_by_migration_status", "migration_background", "register_main"),
    "kita": ("children_in_care", "migration_background", "facility_statistics"),
}
HEADS = {
    "register": "time_period,ref_area,age,sex,citizenship",
    "status": "time_period,ref_area,age,migration_status",
    "kita": "time_period,ref_area,age,migration_status",
}
SPREADS = """
[own.{formula}]
name = "Verteilung über das Alter: {formula}"
question = "?"
field = "demography"
formula = "{formula}"
unit = "index"
decimals = 3
top = 1
feeds = "Probe"
[own.{formula}.numerator]
text = "Kinder mit Migrationshintergrund"
variable = "population_by_migration_status"
where = {{ migration_status = "WITH" }}
along = "age"
"""


def people() -> dict[str, Cells]:
    """Five districts; two foreigners live in the third, two small children in care are of the group in the second."""
    register: Cells = {}
    status: Cells = {}
    kita: Cells = {}
    for place, (year, district) in enumerate(product(YEARS, DISTRICTS)):
        for age, sex in product(("Y_LT3", "Y3T17", "Y18T64", "Y_GE65"), "FM"):
            register[year, district, age, sex, "DE"] = 40 + 17 * (place % 5) + len(age) + ord(sex) % 5
            register[year, district, age, sex, "EU"] = 9 + place + len(age)
        for age in ("Y_LT3", "Y3T5"):
            status[year, district, age, "WITH"], status[year, district, age, "WITHOUT"] = 25 + place, 60 + place
            kita[year, district, age, "WITH"], kita[year, district, age, "WITHOUT"] = 9 + place % 5, 30 + place
    for age, sex in product(("Y_LT3", "Y3T17", "Y18T64", "Y_GE65"), "FM"):
        register[NEWEST, "99001003", age, sex, "EU"] = int(age == "Y18T64")
    kita[NEWEST, "99001002", "Y_LT3", "WITH"] = 2
    return {"register": register, "status": status, "kita": kita}


def twin(cells: Mapping[str, Cells], hidden: frozenset[str]) -> dict[str, Cells]:
    """One person fewer where they are few, one more in another hidden district; nothing that is told changes."""
    other = {name: dict(own) for name, own in cells.items()}
    kita, register = other["kita"], other["register"]
    kita[NEWEST, "99001002", "Y_LT3", "WITH"] -= 1
    kita[NEWEST, companion("kita_u3_mh", "99001002", hidden), "Y_LT3", "WITH"] += 1
    foreign = companion("pop_foreign_n", "99001003", hidden)
    for district, more in (("99001003", -1), (foreign, 1)):
        register[NEWEST, district, "Y18T64", "F", "EU"] += more
        register[NEWEST, district, "Y18T64", "F", "DE"] -= more
    return other


def companion(indicator: str, district: str, hidden: frozenset[str]) -> str:
    """The district that is hidden so that this one cannot be worked out."""
    others = (code for code in DISTRICTS if code != district and f"{indicator} {code} {NEWEST}" in hidden)
    return next(others)


def write(root: Path, cells: Mapping[str, Cells]) -> Path:
    folder = root / "cities" / "zwilling"
    folder.mkdir(parents=True)
    (folder / "city.toml").write_text(CITY, encoding="utf-8")
    sources = (SOURCE.format(name=name, variable=v, concept=c, base=b) for name, (v, c, b) in SOURCES.items())
    (folder / "sources.toml").write_text("".join(sources), encoding="utf-8")
    own = (SPREADS.format(formula=formula) for formula in ("herfindahl", "top_share", "median"))
    (folder / "indicators.toml").write_text("".join(own), encoding="utf-8")
    for name, own_cells in cells.items():
        lines = (",".join((*key, str(number))) for key, number in own_cells.items())
        (folder / f"{name}.csv").write_text("\n".join((f"{HEADS[name]},obs_value", *lines)) + "\n", encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Known:
    """What one of the cities publishes, what its gate was told, and what it hides."""

    files: Mapping[str, bytes]
    told: frozenset[PublishedFact]
    hidden: frozenset[str]


def built(root: Path, cells: Mapping[str, Cells]) -> Known:
    list(build(write(root, cells), root / "workspace", lambda name, done, total: None))
    workspace = Workspace(root / "workspace", "zwilling")
    hidden = kept(workspace).of_figures
    tellings = [entry for path in workspace.facts("x").parent.glob("*.json") for entry in from_json(path.read_text())]
    release = workspace.releases / (workspace.newest or "")
    files = {str(path.relative_to(release)): path.read_bytes() for path in release.rglob("*") if path.is_file()}
    shown = (entry for entry in tellings if entry.is_open and entry.figure not in hidden)
    told = frozenset(fact for entry in shown for fact in entry.facts if fact.is_told)
    return Known(dict(_comparable(files)), told, hidden)


def _comparable(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Checksums name the files that the city was read from; beyond them nothing of these may show."""
    for name, content in files.items():
        if name not in ("manifest.json", "lineage.json"):
            yield name, content if name.endswith(".parquet") else re.sub(rb"[0-9a-f]{64}", b"", content)


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Known, Known]:
    cells = people()
    one = built(tmp_path_factory.mktemp("one"), cells)
    return one, built(tmp_path_factory.mktemp("other"), twin(cells, one.hidden))


def test_of_both_cities_the_same_is_told_and_the_same_is_hidden(twins: tuple[Known, Known]) -> None:
    one, other = twins
    assert one.hidden == other.hidden
    assert one.told == other.told
    assert len(one.told) > 150


def test_two_cities_of_which_the_same_is_told_publish_the_same_files(twins: tuple[Known, Known]) -> None:
    one, other = twins
    assert one.files.keys() == other.files.keys()
    assert [name for name, content in one.files.items() if content != other.files[name]] == []


@pytest.mark.parametrize("name", ["kita_u3_mh-shrunk", "hou_segreg", "herfindahl", "top_share", "pop_age_foreign"])
def test_what_is_compared_holds_every_kind_of_figure(twins: tuple[Known, Known], name: str) -> None:
    assert f"csv/{name}.csv" in twins[0].files


def test_a_picture_draws_no_number_that_the_table_does_not_tell(twins: tuple[Known, Known]) -> None:
    """Coordinates are computed from these numbers alone; what is hidden has none and is not drawn."""
    files, drawn = twins[0].files, 0
    for name in (name for name in files if name.startswith("charts/de/") and name.endswith(".json")):
        assert {name.replace(".json", f"-{width}.svg") for width in ("wide", "narrow")} <= files.keys()
        told = {number for table in tables_of(files, Path(name).stem) for number in numbers(table)}
        found = {f"{number:.12g}" for number in drawn_in(json.loads(files[name]))}
        assert found <= told, name
        drawn += len(found)
    assert drawn > 100


def tables_of(files: Mapping[str, bytes], chart: str) -> Iterator[str]:
    """The tables for download of the indicator that a chart is about, and of its variants."""
    for name, content in files.items():
        if name.startswith("csv/") and f"{chart}-".startswith(f"{Path(name).stem}-"):
            yield content.decode("utf-8-sig")


def numbers(table: str) -> Iterator[str]:
    for row in csv.DictReader(io.StringIO(table)):
        yield from (f"{float(row[name]):.12g}" for name in ("value", "low", "high") if row[name])


def drawn_in(part: Any) -> Iterator[float]:
    """The values in the data of a picture and the bounds around them; other numbers place labels and strokes."""
    if isinstance(part, list):
        for entry in part:
            yield from drawn_in(entry)
    elif isinstance(part, dict):
        rows = part["data"]["values"] if "values" in part.get("data", ()) else ()
        for row in rows:
            names = ("value", "low", "high") if "high" in row else ("value",)
            yield from (float(row[name]) for name in names if isinstance(row.get(name), int | float))
        for name, entry in part.items():
            if name != "data":
                yield from drawn_in(entry)
