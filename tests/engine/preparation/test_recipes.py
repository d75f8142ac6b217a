"""A recipe decides what content cannot, and is told when it names what is not there."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.preparation import Prepared, prepare, take
from teilhabe.engine.preparation.proposing import propose
from teilhabe.engine.preparation.recipe import Recipe, read_recipe
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import DeclarationError, UnreadableFile

PLAIN = "Bezirk;Jahr;Fläche;Personen\nAltstadt;2020;12;301\nNeustadt;2020;14;299\nDorf;2021;15;77\n"
PrepareText = Callable[..., Prepared]


def _recipe(toml: str) -> Recipe:
    return read_recipe(Declaration(tomllib.loads(toml), "r.toml"))


def _codes(prepared: Prepared, name: str) -> set[object]:
    return set(prepared.observations.columns[name])


def test_a_column_is_what_the_recipe_says(prepare_text: PrepareText) -> None:
    as_dimension = prepare_text(PLAIN, _recipe('[roles]\n"Fläche" = "dimension"'))
    assert _codes(as_dimension, "variable") == {"Personen"}
    assert _codes(as_dimension, "flaeche") == {"12", "14", "15"}
    ignored = prepare_text(PLAIN, _recipe('[roles]\n"Fläche" = "ignore"'))
    assert [d.name for d in ignored.observations.dimensions] == ["ref_area", "time_period"]


def test_lines_are_dropped_by_number_and_keep_theirs(prepare_text: PrepareText) -> None:
    prepared = prepare_text(PLAIN, _recipe('drop_rows = ["3"]'))
    assert _codes(prepared, "source_row") == {2, 4}
    assert _codes(prepare_text(PLAIN, _recipe('drop_rows = ["3-"]')), "source_row") == {2}


def test_rows_and_measures_of_a_classic_table_are_dropped(prepare_specimen: Callable[..., Prepared]) -> None:
    before = prepare_specimen("classic_row_heads.csv")
    after = prepare_specimen("classic_row_heads.csv", _recipe('drop = ["Land=Bayern"]'))
    assert len(after.observations) == len(before.observations) // 2
    assert _codes(after, "ref_area") == {"06"}


def test_a_flat_table_can_be_renamed_and_cut(prepare_specimen: Callable[..., Prepared]) -> None:
    prepared = prepare_specimen("flat_old.csv", _recipe('drop = ["BEV019"]\n[columns]\nMONAT = "month"'))
    assert _codes(prepared, "variable") == {"BEV018"}
    assert "month" in prepared.observations.columns


PERMITS = "Jahr;C;B;Total\n2023;42896;30302;73198\n2024;42932;31494;74426\n"


def test_headings_become_the_codes_of_the_dimension_that_the_recipe_names(prepare_text: PrepareText) -> None:
    prepared = prepare_text(PERMITS, _recipe('headings = "residence_status"\n[constants]\nvariable = "foreigners"'))
    assert [dimension.name for dimension in prepared.observations.dimensions] == ["time_period", "residence_status"]
    assert _codes(prepared, "residence_status") == {"B", "C", "TOTAL"}
    assert _codes(prepared, "variable") == {"foreigners"}
    columns = prepared.observations.columns
    marked = {columns["residence_status"][n] for n, total in enumerate(columns["total_of"]) if total}
    assert marked == {"TOTAL"}


def test_headings_keep_cell_and_unit_of_each_value(prepare_text: PrepareText) -> None:
    text = "Jahr;Ledig in %;Verheiratet in %\n2023;40,5;59,5\n2024;41,0;59,0\n"
    prepared = prepare_text(text, _recipe('headings = "marital_status"'))
    assert _codes(prepared, "marital_status") == {"Ledig", "Verheiratet"}
    assert _codes(prepared, "unit") == {"%"}
    assert _codes(prepared, "source_column") == {"B", "C"}


def test_measures_of_a_described_format_become_codes_with_their_labels(
    prepare_specimen: Callable[..., Prepared],
) -> None:
    before = prepare_specimen("flat_old.csv")
    after = prepare_specimen("flat_old.csv", _recipe('headings = "event"'))
    (event,) = (dimension for dimension in after.observations.dimensions if dimension.name == "event")
    assert _codes(after, "event") == _codes(before, "variable")
    assert set(event.labels) == _codes(before, "variable")
    assert len(after.observations) == len(before.observations)


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ('headings = "Jahr"', "dimension such as"),
        ('headings = "unit"', "dimension such as"),
        ('headings = "kind"\ndrop = ["B", "Total"]', "several measures"),
    ],
)
def test_headings_that_cannot_be_codes_are_refused(prepare_text: PrepareText, toml: str, named: str) -> None:
    with pytest.raises(DeclarationError) as raised:
        prepare_text(PERMITS, _recipe(toml))
    assert named in raised.value.text.en


def test_headings_never_hide_a_dimension_of_the_rows(prepare_text: PrepareText) -> None:
    with pytest.raises(DeclarationError) as raised:
        prepare_text("sex;Jahr;a;b\nm;2020;1;2\nf;2020;3;4\n", _recipe('headings = "sex"'))
    assert "the rows have this dimension already" in raised.value.text.en


@pytest.mark.parametrize("name", ["flat_old.csv", "flat_new.csv", "classic_row_heads.csv", "plain_years.csv"])
@pytest.mark.parametrize(
    "toml", ['[columns]\nnowhere = "sex"', 'drop = ["nowhere"]', 'drop = ["nowhere=1"]', 'table = "nowhere"']
)
def test_a_name_that_the_file_does_not_have_is_an_error(
    prepare_specimen: Callable[..., Prepared], name: str, toml: str
) -> None:
    with pytest.raises(DeclarationError, match="nowhere"):
        prepare_specimen(name, _recipe(toml))


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ('[constants]\nbase = "registermain"', "base"),
        ('[constants]\nconcept = "nationality"', "concept"),
        ('[columns]\na = "sex"\nb = "sex"', "sex"),
        ('[roles]\na = "measure"', "roles"),
        ('drop_rows = ["0"]', "drop_rows"),
        ('drop_rows = ["9-7"]', "drop_rows"),
        ('drop_rows = ["seven"]', "drop_rows"),
        ('accept = ["all"]', "accept"),
        ("header_rows = -1", "header_rows"),
        ("skip_rows = 1.5", "skip_rows"),
    ],
)
def test_a_recipe_that_makes_no_sense_is_named(toml: str, named: str) -> None:
    with pytest.raises(DeclarationError, match=named):
        _recipe(toml)


def test_a_line_beyond_the_file_is_named(prepare_text: PrepareText) -> None:
    with pytest.raises(DeclarationError, match="99"):
        prepare_text(PLAIN, _recipe('drop_rows = ["99"]'))


def test_a_recipe_that_drops_everything_is_told(prepare_specimen: Callable[..., Prepared]) -> None:
    with pytest.raises(UnreadableFile):
        prepare_specimen("classic_row_heads.csv", _recipe('drop = ["Land=Bayern", "Land=Hessen"]'))


def test_an_accepted_error_becomes_a_warning(prepare_text: PrepareText) -> None:
    table = "ref_area,time_period,obs_value\n07312,2020,1\n07312,2020,2\n"
    assert [f.severity for f in prepare_text(table).findings] == ["error"]
    assert [f.severity for f in prepare_text(table, _recipe('accept = ["duplicate-key"]')).findings] == ["warning"]


def _is_kept_by_its_own_recipe(snapshot: Snapshot) -> bool:
    """Whether the drafted recipe reads the file to the same observations."""
    first = prepare(snapshot)
    again = prepare(snapshot, _recipe(propose(first.inspection)))
    same = list(first.observations.rows()) == list(again.observations.rows())
    return same and first.observations.names == again.observations.names


def test_the_drafted_recipe_of_a_specimen_changes_nothing(project_root: Path) -> None:
    files = sorted((project_root / "tests" / "specimens").glob("*.*"))
    tables = [path for path in files if path.suffix != ".md"]
    assert len(tables) >= 10
    assert [path.name for path in tables if not _is_kept_by_its_own_recipe(take(path))] == []


@pytest.mark.parametrize("folder", ["genesis", "small-area-muenster", "small-area-kaernten", "bamf-asyl", "eurostat"])
def test_the_drafted_recipe_of_a_genuine_file_changes_nothing(shared_data: Path, folder: str) -> None:
    small = (path for path in sorted((shared_data / folder).rglob("*.*")) if path.stat().st_size < 200_000)
    changed = []
    for path in [path for path in small if path.suffix in (".csv", ".tsv", ".json", ".px", ".xml")][:8]:
        try:
            snapshot = take(path)
            prepare(snapshot)
        except UnreadableFile:
            continue
        if not _is_kept_by_its_own_recipe(snapshot):
            changed.append(path.name)
    assert changed == []
