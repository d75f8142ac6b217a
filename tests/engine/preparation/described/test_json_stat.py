"""JSON-stat: what each version may leave out, and what contradicts itself."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.preparation.proposing import propose
from teilhabe.engine.preparation.recipe import Recipe, read_recipe
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import UnreadableFile


def _prepare(content: object, recipe: Recipe | None = None) -> Prepared:
    text = content if isinstance(content, str) else json.dumps(content)
    return prepare(Snapshot("table.json", "0" * 64, text.encode()), recipe)


def _dataset(**changes: Any) -> dict[str, Any]:
    """Two years × two measures of which one is in thousands."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Courses",
        "source": "An office",
        "updated": "2024-05-01",
        "id": ["year", "measure"],
        "size": [2, 2],
        "role": {"time": ["year"], "metric": ["measure"]},
        "dimension": {
            "year": {"category": {"index": {"2022": 0, "2023": 1}}},
            "measure": {
                "category": {
                    "index": ["PART", "COST"],
                    "label": {"PART": "participants", "COST": "cost"},
                    "unit": {"PART": {"label": "persons"}, "COST": {"base": "euros", "multiplier": 3}},
                }
            },
        },
        "value": [120, 7.50, None, 1.5e-2],
        "status": {"0": "p", "2": ":"},
        **changes,
    }


def test_the_metric_is_the_variable_with_its_unit_and_scale() -> None:
    columns = _prepare(_dataset()).observations.columns
    assert list(columns["variable"]) == ["PART", "COST", "PART", "COST"]
    assert list(columns["unit"]) == ["persons", "1000 euros", "persons", "1000 euros"]
    assert list(columns["time_period"]) == ["2022", "2022", "2023", "2023"]


def test_decimals_stay_as_printed_and_statuses_stand_beside_them() -> None:
    text = json.dumps(_dataset()).replace("7.5,", "7.50,")
    columns = _prepare(text).observations.columns
    assert list(columns["obs_value"]) == ["120", "7.50", None, "0.015"]
    assert list(columns["obs_status"]) == ["P", "A", "O", "A"]
    assert list(columns["source_sign"]) == ["p", None, ":", None]


def test_the_place_in_the_list_of_values_is_kept() -> None:
    columns = _prepare(_dataset(value={"3": 5}, status=None)).observations.columns
    assert list(columns["source_row"]) == [4]
    assert list(columns["time_period"]) == ["2023"]


def test_a_status_without_value_is_an_observation() -> None:
    columns = _prepare(_dataset(value={"1": 5}, status={"0": "c"})).observations.columns
    assert list(columns["obs_status"]) == ["Q", "A"]
    assert list(columns["conf_status"]) == ["C", "F"]


def test_a_status_that_no_list_knows_makes_the_figure_unreliable() -> None:
    prepared = _prepare(_dataset(status=["?", "", "", ""]))
    assert prepared.observations.columns["obs_status"][0] == "U"
    assert [finding.code for finding in prepared.findings if finding.severity == "warning"][:1] == ["unknown-sign"]


def test_title_and_state_come_from_the_dataset() -> None:
    inspection = _prepare(_dataset()).inspection
    assert (inspection.format, inspection.title, inspection.stand) == ("json-stat", "Courses", "Stand: 2024-05-01")
    assert inspection.footers == ("Quelle: An office",)


def test_each_dataset_of_a_bundle_or_collection_is_a_table() -> None:
    small = _dataset(value={"0": 1}, status=None, label="Small")
    for content in (
        {"large": _dataset(), "small": small},
        {
            "version": "2.0",
            "class": "collection",
            "link": {"item": [_dataset(label="large"), small | {"label": "small"}]},
        },
    ):
        prepared = _prepare(content)
        assert [table.name for table in prepared.inspection.tables] == ["large", "small"]
        assert len(prepared.observations) == 4
        assert len(_prepare(content, Recipe(table="small")).observations) == 1


def test_a_birthplace_is_no_reference_area() -> None:
    place = {"category": {"index": ["T", "F"], "label": {"T": "total", "F": "abroad"}}}
    content = _dataset(
        id=["home", "birth"],
        size=[2, 2],
        role={"geo": ["home", "birth"]},
        dimension={"home": place | {"label": "residence"}, "birth": place | {"label": "place of birth"}},
    )
    dimensions = [dimension.name for dimension in _prepare(content).inspection.dimensions]
    assert dimensions == ["residence", "place_of_birth"]


def test_foreign_area_numbers_are_not_taken_for_german_keys() -> None:
    area = {"category": {"index": ["5001", "7312"], "label": {"5001": "Cork", "7312": "Galway"}}}
    content = _dataset(
        dimension=_dataset()["dimension"] | {"area": area}, id=["area", "measure"], role={"geo": ["area"]}
    )
    assert set(_prepare(content).observations.columns["ref_area"]) == {"5001", "7312"}


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["2020K1", "2020K2"], ["2020-Q1", "2020-Q2"]),
        (["2020T1", "2020T4"], ["2020-Q1", "2020-Q4"]),
        (["2020U05", "2020U53"], ["2020-W05", "2020-W53"]),
        (["2020M1", "2020M12"], ["2020-01", "2020-12"]),
    ],
)
def test_periods_of_other_countries_are_read(codes: list[str], expected: list[str]) -> None:
    year = {"category": {"index": codes, "label": dict.fromkeys(codes, "?")}}
    prepared = _prepare(_dataset(dimension=_dataset()["dimension"] | {"year": year}))
    assert list(dict.fromkeys(prepared.observations.columns["time_period"])) == expected


def test_a_dimension_may_be_called_like_an_attribute() -> None:
    kinds = {"label": "Variable", "category": {"index": ["a", "b"]}}
    content = _dataset(dimension=_dataset()["dimension"] | {"kind": kinds}, id=["year", "kind"], role={})
    assert "variable_2" in [dimension.name for dimension in _prepare(content).inspection.dimensions]


def test_missing_values_at_the_end_are_an_error() -> None:
    prepared = _prepare(_dataset(value=[1, 2, 3], status=None))
    assert [finding.code for finding in prepared.errors] == ["truncated"]
    assert len(prepared.observations) == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"value": [1, 2, 3, 4, 5]},
        {"value": {"4": 1}},
        {"value": {"x": 1}},
        {"value": [], "status": None},
        {"size": [2, 3]},
        {"size": [2]},
        {"id": None},
        {"dimension": {}},
        {"dimension": []},
        {"status": {"9": "p"}},
    ],
)
def test_a_dataset_that_contradicts_itself_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(UnreadableFile, match=r"table\.json"):
        _prepare(_dataset(**changes))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (json.dumps(_dataset())[:200], "ends here or is damaged"),
        ('{"dimension": ' + "[" * 100_000, "nested"),
        ('{"class": "collection", "link": {"item": [{"class": "dataset", "href": "x"}]}}', "only links"),
        ('{"class": "error", "value": 1, "message": "too large"}', "too large"),
        ('{"a": {"value": 1}}', "JSON"),
    ],
)
def test_what_holds_no_figures_is_refused_in_one_sentence(content: str, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        _prepare(content)


def test_a_huge_cube_of_few_values_takes_no_room() -> None:
    many = {"category": {"index": [str(number) for number in range(3000)]}}
    content = _dataset(
        id=["a", "b", "c"],
        size=[3000] * 3,
        dimension={"a": many, "b": many, "c": many},
        value={"26999999999": 1},
        status="p",
    )
    assert len(_prepare(content | {"role": {}}).observations) == 1


def test_a_cube_with_more_cells_than_machines_count_is_read() -> None:
    codes = [str(number) for number in range(1000)]
    names = [f"d{number}" for number in range(10)]
    dimension = {name: {"category": {"index": codes}} for name in names}
    content = _dataset(
        id=names, size=[1000] * 10, dimension=dimension, role={}, value={str(10**30 - 1): 7}, status=None
    )
    columns = _prepare(content).observations.columns
    assert [list(columns[name]) for name in ("d0", "d9")] == [["999"], ["999"]]


def test_the_proposed_recipe_can_be_used() -> None:
    inspection = _prepare(_dataset()).inspection
    recipe = read_recipe(Declaration(tomllib.loads(propose(inspection)), "r.toml"))
    assert len(_prepare(_dataset(), recipe).observations) == 4
