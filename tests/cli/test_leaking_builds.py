"""A release that would give a person away is not written: the audit stops it where the gate fails."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.engine.pipeline.conftest import write_city

from teilhabe.cli import main
from teilhabe.engine.disclosure.gate import protect
from teilhabe.engine.disclosure.problem import Pattern, Problem
from teilhabe.engine.disclosure.secondary import suppress
from teilhabe.engine.indicators.catalogue import read_catalogue
from teilhabe.engine.pipeline import gating
from teilhabe.engine.pipeline.workspace import Workspace


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """One foreigner lives in the first district, two in the second: the third and the city leave three."""
    folder = write_city(tmp_path)
    people = folder / "people.csv"
    content = people.read_text(encoding="utf-8")
    assert "2021-12-31,99001001,M,EU,55\n" in content
    people.write_text(content.replace("2021-12-31,99001001,M,EU,55\n", "2021-12-31,99001001,M,EU,1\n"), "utf-8")
    others = [entry.id for entry in read_catalogue().definitions if entry.id not in ("pop_total", "pop_foreign_n")]
    (folder / "indicators.toml").write_text(f"off = {json.dumps(others)}\n", encoding="utf-8")
    return folder


def blind(problem: Problem) -> Pattern:
    """The search, as if nobody knew of being alone."""
    return suppress(replace(problem, singletons=np.zeros(len(problem), dtype=np.bool_)))


def test_a_release_that_tells_a_single_person_of_another_cell_is_not_written(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both searches of the gate forget that whoever is alone knows it: a failure that does not happen by itself."""
    monkeypatch.setattr(gating, "protect", lambda told, earlier, places: protect(told, earlier, places, blind))
    monkeypatch.setattr(gating, "hidden_in", lambda *_: ())
    root = tmp_path / "workspace"
    assert main(["--lang", "en", "build", str(city), "--workspace", str(root)]) == 3
    told = capsys.readouterr()
    assert "No release: small counts could be computed from the figures (people 2021-12-31)" in told.err
    assert [*Workspace(root, "kleinstadt").releases.glob("*")] == []


def test_the_same_city_is_released_with_the_gate(city: Path, tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    assert main(["build", str(city), "--workspace", str(root)]) == 0
    assert Workspace(root, "kleinstadt").newest
