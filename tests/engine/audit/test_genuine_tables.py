"""Genuine small tables: the attacker finds what their facts say is disclosed, and lets the proven optimum pass."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from teilhabe.engine.audit import attack, audit
from teilhabe.engine.audit.releases import Question, read_releases, told_of
from teilhabe.engine.audit.told import Told

INSTANCES = ("bern2012_5x4", "bern2013_7x6")
QUESTION = Question(("Gemeinde", "group"), "n")


def told(shared_data: Path, name: str, hidden: set[tuple[str, str]], folder: Path) -> Told:
    """The wide table as lines, without the hidden figures."""
    with (shared_data / "sdc" / f"{name}.csv").open(encoding="utf-8") as stream:
        head, *rows = list(csv.reader(stream, delimiter=";"))
    lines = [
        f"{row[0]},{group},{'' if (row[0], group) in hidden else value}"
        for row in rows
        for group, value in zip(head[1:], row[1:], strict=True)
    ]
    path = folder / f"{name}.csv"
    path.write_text("\n".join(["Gemeinde,group,n", *lines, ""]), encoding="utf-8")
    return told_of(read_releases([path], [], QUESTION), 3, {}, {})


def facts(shared_data: Path, name: str) -> dict[str, Any]:
    entries = json.loads((shared_data / "sdc" / "expected.json").read_text(encoding="utf-8"))
    return dict(next(entry for entry in entries if entry["instance"] == name))


@pytest.mark.parametrize("name", INSTANCES)
def test_what_is_disclosed_after_blanking_alone_is_found(name: str, shared_data: Path, tmp_path: Path) -> None:
    disclosed = facts(shared_data, name)["exactly_or_too_narrowly_disclosed_if_only_sensitive_cells_are_suppressed"]
    found = attack(told(shared_data, name, {(place, group) for place, group, _ in disclosed}, tmp_path))
    assert {(each.name, each.low) for each in found} == {
        (f"Gemeinde={place} · group={group}", value) for place, group, value in disclosed
    }


@pytest.mark.parametrize("name", INSTANCES)
def test_the_proven_optimum_passes(name: str, shared_data: Path, tmp_path: Path) -> None:
    optimum = {(place, group) for place, group in facts(shared_data, name)["one_optimal_solution"]}
    found = audit(told(shared_data, name, optimum, tmp_path), exact=True)
    assert found.exposures == ()
    assert found.work["undecided"] == 0
