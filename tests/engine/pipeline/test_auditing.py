"""An attacker finds what primary suppression leaves open, and nothing after the gate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import pytest

from teilhabe.engine.disclosure import facts
from teilhabe.engine.disclosure.facts import Telling
from teilhabe.engine.pipeline import gating
from teilhabe.engine.pipeline.auditing import audit_release
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.datasets import open_cube
from teilhabe.engine.pipeline.decisions import kept
from teilhabe.engine.pipeline.finest import by_subject
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import CheckFailed

SUBJECT = ("people", "2021-12-31")


class Built(Protocol):
    workspace: Workspace


@pytest.fixture(scope="session")
def tellings(built: Built) -> Sequence[Telling]:
    files = sorted(built.workspace.facts("x").parent.glob("*.json"))
    return [entry for path in files for entry in facts.from_json(path.read_text())]


@pytest.fixture
def cube_files(built: Built) -> dict[str, object]:
    return {"people": built.workspace.cube / "people.parquet"}


def exposed(files: dict[str, object], tellings: Sequence[Telling], hidden: frozenset[str]) -> dict[object, object]:
    return dict(audit_release(files, by_subject(tellings, hidden, ())))  # type: ignore[arg-type]


def test_blanking_small_figures_alone_is_found_out(cube_files: dict[str, object], tellings: Sequence[Telling]) -> None:
    assert list(exposed(cube_files, tellings, frozenset())) == [SUBJECT]


def test_nothing_is_found_behind_the_gate(
    built: Built, cube_files: dict[str, object], tellings: Sequence[Telling]
) -> None:
    assert exposed(cube_files, tellings, kept(built.workspace).of_figures) == {}


def test_showing_the_hidden_figures_of_one_place_again_is_found_out(
    built: Built, cube_files: dict[str, object], tellings: Sequence[Telling]
) -> None:
    hidden = kept(built.workspace).of_figures
    for place in {figure.split()[1] for figure in hidden}:
        shown = frozenset(figure for figure in hidden if figure.split()[1] != place)
        assert exposed(cube_files, tellings, shown), place


def test_a_release_that_stays_exposed_is_refused(
    built: Built, tellings: Sequence[Telling], monkeypatch: pytest.MonkeyPatch, city_folder: object
) -> None:
    """The second search fails as well: a failure that does not happen by itself."""
    monkeypatch.setattr(gating, "_hidden_in", lambda *_: frozenset())
    cube = open_cube(read_city(city_folder), built.workspace)  # type: ignore[arg-type]
    with pytest.raises(CheckFailed, match="people 2021-12-31"):
        gating._checked(cube, tellings, (), gating.Verdict(frozenset()))


@pytest.fixture
def city_folder(built: Built) -> object:
    return built.folder  # type: ignore[attr-defined]


def test_the_second_search_protects_by_itself(built: Built, tellings: Sequence[Telling], city_folder: object) -> None:
    cube = open_cube(read_city(city_folder), built.workspace)  # type: ignore[arg-type]
    verdict = gating._checked(cube, tellings, (), gating.Verdict(frozenset()))
    assert verdict.hidden
    assert not exposed({"people": cube.files["people"]}, tellings, verdict.hidden)
