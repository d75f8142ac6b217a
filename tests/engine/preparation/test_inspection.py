from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.preparation import Prepared, inspect
from teilhabe.engine.preparation.findings import CODES, Finding
from teilhabe.engine.preparation.inspection import to_mapping
from teilhabe.engine.preparation.proposing import propose
from teilhabe.engine.preparation.recipe import read_recipe
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.text import Text

PrepareSpecimen = Callable[..., Prepared]
SPECIMENS = sorted(path.name for path in (Path(__file__).parents[2] / "specimens").glob("*.csv"))


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_an_inspection_is_plain_data(prepare_specimen: PrepareSpecimen, specimen: str) -> None:
    inspection = prepare_specimen(specimen).inspection
    data = json.loads(json.dumps(to_mapping(inspection)))
    assert data["format"] == inspection.format
    assert {finding["text"].keys() == {"de", "en"} for finding in data["findings"]} <= {True}


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_a_proposed_recipe_reads_the_file_as_it_was_recognised(
    prepare_specimen: PrepareSpecimen, specimen: str
) -> None:
    plain = prepare_specimen(specimen)
    recipe = read_recipe(Declaration(tomllib.loads(propose(plain.inspection)), specimen))
    again = prepare_specimen(specimen, recipe)
    for name in ("obs_value", "source_sign", "ref_area", "time_period", "variable"):
        assert again.observations.columns.get(name) == plain.observations.columns.get(name)


def test_a_draft_asks_whether_several_headings_are_codes_of_one_dimension(snapshot_of: Callable[..., Snapshot]) -> None:
    wide = inspect(snapshot_of("Jahr;Ja;Nein\n2019;1;2\n2020;2;3\n"))
    assert '# headings = "' in propose(wide)
    long = inspect(snapshot_of("Jahr;Antwort;Personen\n2019;Ja;1\n2019;Nein;2\n"))
    assert "headings" not in propose(long)


def test_inspecting_says_the_same_as_preparing(snapshot_of: Callable[..., Snapshot]) -> None:
    inspection = inspect(snapshot_of("Jahr;männlich;weiblich;Insgesamt\n2019;1;2;3\n2020;2;3;5\n"))
    assert [dimension.name for dimension in inspection.dimensions] == ["time_period", "sex"]
    assert inspection.dimension("sex").codes == {"M": "männlich", "F": "weiblich", "TOTAL": "Insgesamt"}
    assert inspection.dimension("sex").has_total
    assert (inspection.encoding, inspection.delimiter, inspection.header_rows) == ("utf-8", ";", (1,))


def test_a_finding_has_one_of_the_listed_codes() -> None:
    with pytest.raises(ValueError, match="no such finding"):
        Finding("typo", "note", Text("", ""))


def test_every_finding_is_explained_in_the_documentation(project_root: Path) -> None:
    text = (project_root / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
    for code in CODES:
        assert f"\n## {code}\n" in text
