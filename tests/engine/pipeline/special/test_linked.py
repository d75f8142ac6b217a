"""Two cuts of one base, and two days of one register: what is told of one counts for the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.engine.pipeline.conftest import build_in, write_city

from teilhabe.engine.indicators.catalogue import read_catalogue
from teilhabe.engine.pipeline.approvals import Approval
from teilhabe.engine.pipeline.approving import approve
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.special import tables
from teilhabe.engine.pipeline.special.releasing import Special, release
from teilhabe.engine.pipeline.special.tables import TableQuestion
from teilhabe.engine.pipeline.workspace import Workspace

ENTRY = Approval("", "A. Beispiel", "2026-01-01T00:00:00+00:00", "Anfrage", "§ 1")
PEOPLE = """time_period,ref_area,postcode,citizenship,obs_value
2020-12-31,99001001,70001,EU,60
2020-12-31,99001001,70002,EU,52
2020-12-31,99001002,70003,EU,20
2020-12-31,99001002,70004,EU,70
2020-12-31,99001003,70005,EU,80
2021-12-31,99001001,70001,EU,60
2021-12-31,99001001,70002,EU,2
2021-12-31,99001002,70003,EU,20
2021-12-31,99001002,70004,EU,70
2021-12-31,99001003,70005,EU,80
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("linked")
    folder = write_city(root)
    (folder / "people.csv").write_text(PEOPLE)
    others = [entry.id for entry in read_catalogue().definitions if entry.id != "pop_total"]
    (folder / "indicators.toml").write_text(f"off = {json.dumps(others)}\n")
    sources = folder / "sources.toml"
    sources.write_text(sources.read_text().replace("[datasets.people]", "[datasets.people]\ncomplete = true"))
    build_in(folder, root / "workspace")
    return root


def ask(root: Path, *dimensions: str) -> Special:
    city = read_city(root / "cities/kleinstadt")
    workspace = Workspace(root / "workspace", "kleinstadt")
    question = TableQuestion("people", "population", dimensions, {}, "2021-12-31")
    return release(city, workspace, tables.evaluation(city, workspace, question))


def told(found: Special, dimension: str) -> dict[object, object]:
    code, value = (found.columns.index(name) for name in (dimension, "value"))
    return {row[code]: row[value] for row in found.rows if row[value] is not None}


def test_districts_that_were_told_protect_the_postcodes_inside_them(root: Path) -> None:
    """70002 and 70001 are the first district: who knows it and one of them knows the other."""
    districts = ask(root, "ref_area")
    assert told(districts, "ref_area")["99001001"] == 62
    approve(Workspace(root / "workspace", "kleinstadt"), districts.folder.name, ENTRY)
    postcodes = told(ask(root, "postcode"), "postcode")
    assert postcodes.keys().isdisjoint({"70001", "70002"})
    assert postcodes["70004"] == 70
