"""Absurd content: endless numbers, raised digits, cubes and recipes of impossible size give a table or one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.preparation.recipe import read_recipe
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import DeclarationError, UnreadableFile

SnapshotOf = Callable[..., Snapshot]
ENDLESS = "9" * 5000


def outcome(snapshot: Snapshot) -> Prepared | None:
    """The table, None where it is refused; any other failure fails the test."""
    try:
        return prepare(snapshot)
    except UnreadableFile:
        return None


@pytest.mark.parametrize(
    "text",
    [
        "1¹;2²;3³\n4;5;6\n7;8;9\n",
        f"a;b;c\nx;{ENDLESS};2\ny;3;4\n",
        f";{ENDLESS};2;3\nOrt;A;B;C\nx;1;2;3\ny;3;4;5\n",
        f"ort;jahr;wert\na;2020;{ENDLESS}\na;2021;5\nb;2020;3\nb;2021;7\n",
        f"ort;jahr;wert\na;{ENDLESS};3\nb;2020;3\n",
        "Gebiet;;\nOrt;2020;2021\nA;12²;3\nB;5¹;3\nC;7;8\nA;17;6\nC;7;8\nInsgesamt;24;14\n",
    ],
)
def test_digits_that_are_no_number_break_nothing(snapshot_of: SnapshotOf, text: str) -> None:
    table = outcome(snapshot_of(text))
    assert table is None or ENDLESS not in table.observations.columns["obs_value"]


def test_a_status_for_a_cube_of_trillions_is_read_for_the_values_that_are_there(snapshot_of: SnapshotOf) -> None:
    axes = {f"d{i}": {"category": {"index": [f"c{j}" for j in range(200)]}} for i in range(6)}
    cube = {"class": "dataset", "id": list(axes), "size": [200] * 6, "dimension": axes, "value": [1, 2], "status": "p"}
    table = prepare(snapshot_of(json.dumps(cube), name="cube.json"))
    assert table.observations.columns["obs_value"] == ["1", "2"]
    assert [finding.data["expected"] for finding in table.errors] == [200**6]


def test_keyed_px_rows_that_announce_trillions_are_cut(snapshot_of: SnapshotOf) -> None:
    codes = ",".join(f'"c{j}"' for j in range(200))
    axes = "".join(f'VALUES("{axis}")={codes};\n' for axis in "kabcde")
    text = f'AXIS-VERSION="2000";\nSTUB="k";\nHEADING="a","b","c","d","e";\n{axes}KEYS("k")=VALUES;\nDATA=\n"c1",1 2;\n'
    table = prepare(snapshot_of(text, name="cube.px"))
    assert table.observations.columns["obs_value"] == ["1", "2"]
    assert [finding.data["expected"] for finding in table.errors] == [200**5]


def test_a_header_longer_than_the_file_leaves_no_values(snapshot_of: SnapshotOf) -> None:
    text = "Tabelle: 12411-0001\nBev\nOrt;A\nx;1\ny;2\n____\n"
    with pytest.raises(UnreadableFile, match="no values below"):
        prepare(snapshot_of(text), read_recipe(Declaration({"header_rows": 50}, "r.toml")))


@pytest.mark.parametrize(
    "declared",
    [
        {"encoding": "undefined"},
        {"encoding": "utf\0"},
        {"expect": {"rows": float("nan")}},
        {"expect": {"range": {"b": {"min": float("inf")}}}},
        {"expect": {"total": ["x = nan"]}},
        {"expect": {"total": ["x = 1e999999999"]}},
    ],
)
def test_recipes_with_impossible_values_are_refused(declared: Mapping[str, Any]) -> None:
    with pytest.raises(DeclarationError):
        read_recipe(Declaration(declared, "r.toml"))
