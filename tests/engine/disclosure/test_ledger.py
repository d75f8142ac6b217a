"""The ledger tells figures apart by their name and methods by what was told before."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from teilhabe.engine.disclosure.ledger import agree, tell, tell_method, told_before
from teilhabe.engine.disclosure.table import Table
from teilhabe.errors import InputError

HIDDEN = np.array([True, False])


def table(value: float) -> Table:
    return Table(("area",), (("ä",), ("b",)), np.array([value, 9.0]), name="t.csv")


def test_figures_are_found_by_their_own_name_oldest_first(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    tell(path, "persons", [table(1), table(2)], [HIDDEN, ~HIDDEN])
    tell(path, "euro", [table(3)], [HIDDEN])
    assert [told.table.values.tolist() for told in told_before(path, "persons")] == [[1, 9], [2, 9]]
    assert [told.hidden.tolist() for told in told_before(path, "persons")] == [[True, False], [False, True]]
    assert [told.table.values.tolist() for told in told_before(path, "euro")] == [[3, 9]]
    assert told_before(path, "hours") == ()
    assert (told_before(path, "euro")[0].table.name, told_before(path, "euro")[0].table.dimensions) == (
        "t.csv",
        ("area",),
    )


def test_the_file_is_readable_for_people(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    tell(path, "persons", [table(1)], [HIDDEN])
    assert '"cells": [["ä", 1.0, true], ["b", 9.0, false]]' in path.read_text(encoding="utf-8")


def test_one_base_is_never_told_by_two_methods(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    agree(path, "persons", "rounding")
    tell_method(path, "persons", "rounding")
    tell(path, "euro", [table(1)], [HIDDEN])
    agree(path, "persons", "rounding")
    agree(path, "euro", "suppression")
    agree(path, "hours", "noise")
    with pytest.raises(InputError, match="“persons” was published by the method “rounding” before"):
        agree(path, "persons", "suppression")
    with pytest.raises(InputError, match="“euro” was published by the method “suppression” before"):
        agree(path, "euro", "rounding")


def test_a_method_is_noted_once_and_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    for _ in range(2):
        tell_method(path, "persons", "rounding")
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == [
        {"value": "persons", "method": "rounding"}
    ]
    assert told_before(path, "persons") == ()


@pytest.mark.parametrize("line", ["no JSON", "[1, 2]", '{"method": "rounding"}', '{"table": "t"}'])
def test_what_is_no_entry_is_refused_with_its_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    tell(path, "persons", [table(1)], [HIDDEN])
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2: this is no entry"):
        agree(path, "persons", "suppression")
